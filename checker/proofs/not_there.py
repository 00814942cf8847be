"""Results that do not exist yet where they are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...engine.program.program import StepProgram
from ...grammar.contract import FlowContract
from ...grammar.model import Orchestration
from ..diagrams.diagrams import EMPTY
from ..encoding.statuses import CANCELED, DISCONTINUED, ERROR, IN_PROGRESS, NEVER, NOT_STARTED
from .analysis import Analysis
from .judged import judged_at
from .results_read import ResultRead, results_read
from .united import united

ASKS_FOR_NULL = frozenset({"IsNull", "IsBlank", "IsEmpty", "WasSet"})


class NotThere(NamedTuple):
    """A result that is read in these states, by location, before its step has completed. `always`: wherever it is read."""

    read: ResultRead
    states: dict[int, int]
    always: bool

    @property
    def noted(self) -> str:
        """What reads it, for people."""
        words = {"input": "an input", "entry": "the entry condition", "exit": "the exit condition"}
        return f"{self.read.reference.text} by {words[self.read.use]} of {self.read.reader.name}"

    def consequence(self, contract: FlowContract | None) -> str:
        """What comes of it where that is bad; nothing where it may be meant. `contract` is that of the flow of the step."""
        if self.read.use == "assignee":
            return (
                "Its work item is assigned to null, so nobody is asked; where the platform makes that an error "
                "(assignee-unresolvable), the run cannot be resumed."
            )
        if self.read.use != "input":
            return ""
        variable = contract.variable(self.read.parameter) if contract is not None else None
        if variable is not None and variable.domain.nullable is False:
            return f"The input {self.read.parameter} must not be null."
        return (
            f"The input {self.read.parameter} is always null."
            if self.always and not self.read.is_status
            else ""
        )


def not_there(analysis: Analysis, orchestration: Orchestration) -> Iterator[NotThere]:
    """Each reading of a step's output that some run comes to before there is one. Conditions count only where the step cannot
    complete while they wait, and only where they do not ask for null.
    """
    for read in results_read(orchestration):
        places = list(_judged(analysis, read))
        missing = _missing(analysis, read)
        found = united(
            analysis,
            ({place: analysis.model.diagrams.intersection(reached, missing)} for place, reached in places),
        )
        if found:
            always = all(
                analysis.model.diagrams.difference(reached, missing) == EMPTY for _, reached in places
            )
            yield NotThere(read, found, always)


def _judged(analysis: Analysis, read: ResultRead) -> Iterator[tuple[int, int]]:
    """Where it is read: as a step starts, or as conditions are judged."""
    if read.use in ("input", "assignee"):
        for edge in analysis.edges_of("start", read.reader.name):
            states = analysis.states_taking(edge)
            if states != EMPTY:
                yield analysis.system.edges[edge].source, states
    elif not _may_still_come(analysis, read) and not _asks_for_null(read):
        yield from judged_at(analysis, read.reader, read.use)


def _may_still_come(analysis: Analysis, read: ResultRead) -> bool:
    """A condition waits, and is judged again when a step of its own stage has completed."""
    places = analysis.program.places
    return places[read.source.name.casefold()][0] == analysis.program.stage_index[read.stage.name.casefold()]


def _asks_for_null(read: ResultRead) -> bool:
    return read.clause is not None and any(
        one.operator in ASKS_FOR_NULL and one.left.root.casefold() == read.source.name.casefold()
        for one in read.clause.requirements.conditions
    )


def _missing(analysis: Analysis, read: ResultRead) -> int:
    """The states in which the step has given no result on its latest visit."""
    stage, step = analysis.program.places[read.source.name.casefold()]
    made = analysis.program.stages[stage].steps[step]
    only_never = read.is_status or analysis.program.keeps_outputs
    statuses = (NEVER,) if only_never else _without_result(made)
    variable = analysis.encoding.statuses.step(stage, step)
    size = len(analysis.system.variables[variable].values)
    return analysis.model.diagrams.literal(variable, sum(1 << status for status in statuses if status < size))


def _without_result(made: StepProgram) -> tuple[int, ...]:
    """The statuses that say that no result has come. With an exit condition of its own a step may have given one and still
    wait, and be Discontinued then.
    """
    waits = made.asks and (made.exit is not None or made.exit_flow is not None)
    open_ended = () if waits else (DISCONTINUED, CANCELED)
    return NEVER, NOT_STARTED, IN_PROGRESS, ERROR, *open_ended
