"""What to do about a run in which something that has to come does not: at the very place of that run."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from ....engine.scenarios.wording import said
from ....grammar.model import Decision, Step
from ....grammar.wording import requirements_words
from ...encoding.places import Rest
from ...encoding.system import Edge
from ...prose import listed
from ..analysis import Analysis
from ..standing import not_started
from .verdict import OwnVerdict

ENDING = ("leads-to", "eventually")


def advice(verdict: OwnVerdict) -> str:
    """What to do, with the stages, steps and conditions of the run that is shown; nothing where no such run is shown."""
    if verdict.path is None or verdict.claim.kind not in ENDING:
        return ""
    wanted = f'"{said(verdict.claim.second or verdict.claim.statement)}"'
    edges = [verdict.analysis.system.edges[edge] for edge in verdict.path.edges]
    if verdict.loop is not None:
        return _of_circle(verdict.analysis, edges[verdict.loop :], wanted)
    last = edges[-1].target
    place = verdict.analysis.encoding.places[last]
    if isinstance(place, Rest):
        return _of_wait(verdict.analysis, last, place, verdict.path.states[-1], wanted)
    return _of_end(verdict.analysis, edges, wanted)


def _of_end(analysis: Analysis, edges: Sequence[Edge], wanted: str) -> str:
    """The last error, outcome or stage before the run ended."""
    is_error = analysis.system.locations[edges[-1].target].end == "Error"
    for edge in reversed(edges):
        stage = analysis.stage_at(edge.source)
        match edge.label.event:
            case "fail" if is_error and stage is not None:
                return (
                    f"The run ends as {_failing(analysis, edge)} fails and nothing catches that: give stage {stage.name} a "
                    f"fault path on which {wanted} comes to hold, or write {wanted[1:-1]} or run is Error in the property."
                )
            case "fail" if is_error:
                return (
                    f"The run ends as {edge.label.element} fails, which no fault path catches: write {wanted[1:-1]} or run "
                    "is Error in the property."
                )
            case "fail" if stage is not None:
                return (
                    f"After the error of {_failing(analysis, edge)} the fault path of stage {stage.name} leads to the end: "
                    f"let {wanted} come to hold on it, or say in the property that it is not meant then."
                )
            case "take":
                way = _outcome(analysis, edge)
                return f"From {way} the run goes to its end: let {wanted} come to hold on that way, or lead it elsewhere."
            case "complete stage":
                name = edge.label.element
                return f"After stage {name} the run goes to its end: let {wanted} come to hold before that."
            case _:
                pass
    return ""


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
    return edge.label.element if stage is None or edge.label.element != "run" else f"the run in {stage.name}"


def _outcome(analysis: Analysis, edge: Edge) -> str:
    """An outcome with its condition, or the default."""
    name, _, taken = edge.label.element.partition("/")
    decision = next(one for one in analysis.program.orchestration.decisions if one.name == name)
    outcome = next((one for one in decision.outcomes if one.name == taken), None)
    if outcome is None:
        return f"the default of {name}{_but(decision)}"
    return f"outcome {outcome.name} of {name} (when {requirements_words(outcome.requirements)})"


def _but(decision: Decision) -> str:
    told = [f"not {requirements_words(one.requirements)}" for one in decision.outcomes]
    return f" (when {listed(told)})" if len(told) == 1 else ""
