"""What to do about a run in which something that has to come does not: at the very place of that run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from ....engine.error_kinds import ErrorKind
from ....engine.scenarios.wording import said
from ....grammar.model import Step
from ....grammar.wording import requirements_words
from ...encoding.places import Rest
from ...encoding.system import Edge
from ...property_advice import (
    COMPLETES,
    FAILS,
    HAS_TO_COME,
    TAKES,
    Turn,
    advice_at_end,
    outcome_words,
)
from ...prose import listed
from ..analysis import Analysis
from ..standing import not_started
from .verdict import OwnVerdict


def advice(verdict: OwnVerdict) -> str:
    """What to do, with the stages, steps and conditions of the run that is shown; nothing where no such run is shown."""
    if verdict.path is None or verdict.claim.kind not in HAS_TO_COME:
        return ""
    plainly = said(verdict.claim.second or verdict.claim.statement)
    wanted = f'"{plainly}"'
    edges = [verdict.analysis.system.edges[edge] for edge in verdict.path.edges]
    if verdict.loop is not None:
        return _of_circle(verdict.analysis, edges[verdict.loop :], wanted)
    last = edges[-1].target
    place = verdict.analysis.encoding.places[last]
    if isinstance(place, Rest):
        return _of_wait(verdict.analysis, last, place, verdict.path.states[-1], wanted)
    is_error = verdict.analysis.system.locations[last].end == "Error"
    return advice_at_end(_turns_back(verdict.analysis, edges), plainly, is_error=is_error)


def _turns_back(analysis: Analysis, edges: Sequence[Edge]) -> Iterator[Turn]:
    """The errors, outcomes and stages on the way, the last one first."""
    for edge in reversed(edges):
        stage = analysis.stage_at(edge.source)
        match edge.label.event:
            case "fail":
                yield Turn(FAILS, _failing(analysis, edge), None if stage is None else stage.name)
            case "take":
                yield Turn(TAKES, _outcome(analysis, edge))
            case "complete stage":
                yield Turn(COMPLETES, edge.label.element)
            case _:
                pass


def _of_wait(analysis: Analysis, location: int, place: Rest, states: int, wanted: str) -> str:
    stage = analysis.program.orchestration.stages[place.stage]
    idle = not_started(analysis, location, states)
    waits = f", where {_waiting(idle)}" if idle else ""
    return (
        f"The run stays in stage {stage.name}{waits}: give the stage an exit condition that holds then, or decide before the "
        f"stage whether it is needed, so that {wanted} comes to hold."
    )


def _waiting(idle: Sequence[Step]) -> str:
    told = [
        f"{step.name} waits for {requirements_words(step.entry)}"
        if step.entry
        else f"{step.name} never starts"
        for step in idle
    ]
    return listed(told)


def _of_circle(analysis: Analysis, circle: Sequence[Edge], wanted: str) -> str:
    """The errors and outcomes that keep the run going round."""
    stages = [
        analysis.program.orchestration.stages[index].name
        for index in dict.fromkeys(
            analysis.system.locations[edge.source].stage for edge in circle if edge.label.event != "take"
        )
        if index is not None
    ]
    turns = dict.fromkeys(chain.from_iterable(_turns(analysis, edge) for edge in circle))
    by = f" by {listed(list(turns))}" if turns else ""
    return (
        f"The run goes round through {listed(stages)}{by}: count the laps in a field, and lead it out of the circle "
        f"after some, to where {wanted} comes to hold."
    )


def _turns(analysis: Analysis, edge: Edge) -> Sequence[str]:
    if edge.label.event == "fail":
        return (f"the error of {_failing(analysis, edge)}",)
    return (_outcome(analysis, edge),) if edge.label.event == "take" else ()


def _failing(analysis: Analysis, edge: Edge) -> str:
    """The step, stage or whole run at fault."""
    stage = analysis.stage_at(edge.source)
    is_of_run = ErrorKind.PLATFORM.value in edge.label.kinds
    return f"the run in {stage.name}" if is_of_run and stage is not None else edge.label.element


def _outcome(analysis: Analysis, edge: Edge) -> str:
    """An outcome with its condition, or the default."""
    name, _, taken = edge.label.element.partition("/")
    decision = next(one for one in analysis.program.orchestration.decisions if one.name == name)
    return outcome_words(decision, taken)
