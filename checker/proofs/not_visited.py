"""Statuses of stages that are read before the stage was visited: they are null there, and "is not Completed" holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...grammar.model import Orchestration
from ..diagrams.diagrams import EMPTY, EVERYTHING
from ..prose import listed
from .analysis import Analysis
from .not_there import ASKS_FOR_NULL
from .nulls import judged_where, judgement
from .results_read import StageRead, stages_read
from .united import united

ASKS_FOR_VISIT = ASKS_FOR_NULL | {"WasVisited"}
NULL = 0
"""The value of a stage's status before its first visit."""


class NotVisited(NamedTuple):
    """A status that is read in these states, by location, before its stage was visited. `always`: wherever it is read."""

    read: StageRead
    states: dict[int, int]
    always: bool


def not_visited(analysis: Analysis, orchestration: Orchestration) -> Iterator[NotVisited]:
    """Each reading of a stage's status that some run comes to before the stage: as an input, and in a condition that holds
    because of it. A condition that asks for a status ("is Completed") holds after a visit alone, and is meant so; so is one
    that asks for the visit or for null as well.
    """
    for read in stages_read(orchestration):
        variable = analysis.encoding.statuses.stage(analysis.program.stage_index[read.source.name.casefold()])
        if variable is None or (read.use != "input" and (not read.is_negative or _asks_for_visit(read))):
            continue
        missing = analysis.model.diagrams.literal(variable, 1 << NULL)
        diagrams = analysis.model.diagrams
        places = list(_judged(analysis, read))
        holds = _holding(analysis, read, variable)
        found = united(
            analysis,
            ({location: diagrams.intersection_of((reached, missing, holds))} for location, reached in places),
        )
        if found:
            always = all(diagrams.difference(reached, missing) == EMPTY for _, reached in places)
            yield NotVisited(read, found, always)


def _asks_for_visit(read: StageRead) -> bool:
    return read.clause is not None and any(
        one.operator in ASKS_FOR_VISIT and one.left.root.casefold() == read.source.name.casefold()
        for one in read.clause.requirements.conditions
    )


def _judged(analysis: Analysis, read: StageRead) -> Iterator[tuple[int, int]]:
    """Where an input is worked out, or a condition is judged: that of an outcome where no earlier one holds."""
    if read.clause is not None:
        yield from judged_where(analysis, read.clause, analysis.reached)
        return
    for edge in analysis.edges_of("start", read.reader.name):
        states = analysis.states_taking(edge)
        if states != EMPTY:
            yield analysis.system.edges[edge].source, states


def _holding(analysis: Analysis, read: StageRead, variable: int) -> int:
    """The states in which the condition holds and would not for every status of the stage; all where an input is read."""
    if read.use == "input":
        return EVERYTHING
    diagrams = analysis.model.diagrams
    holds = analysis.model.set_of(judgement(analysis, read.reader, read.use).true)
    return diagrams.intersection(holds, analysis.forget(diagrams.complement(holds), variable))


def told_of(found: Sequence[NotVisited]) -> str:
    """What is read before the visit, for people."""
    told = listed(tuple(dict.fromkeys(f"{one.read.reference.text} by {_reader(one.read)}" for one in found)))
    when = "In every run" if all(one.always for one in found) else "On some path"
    holds = "" if _is_handed_over(found) else ', so "is not" holds'
    return f"{when} a status is read of a stage that was not visited: {told}. It is null then{holds}."


def advice_on(found: Sequence[NotVisited]) -> str:
    """What to do about it."""
    stages = listed(tuple(dict.fromkeys(one.read.source.name for one in found)))
    ask = (
        "Leave it so where null is meant"
        if _is_handed_over(found)
        else f"Ask for the visit too (and {found[0].read.source.name} is visited), or name the status that is meant"
    )
    return f"{ask}; else lead the run through {stages} first."


def _is_handed_over(found: Sequence[NotVisited]) -> bool:
    return all(one.read.use == "input" for one in found)


def _reader(read: StageRead) -> str:
    name = read.reader.name
    if read.clause is not None and read.clause.decision is not None:
        return f"outcome {name} of {read.clause.decision.name}"
    words = {"input": "an input", "entry": "the entry condition", "exit": "the exit condition"}
    return f"{words[read.use]} of {name}"
