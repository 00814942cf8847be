"""What a resume starts again."""

from __future__ import annotations

from ...engine.events import Resume
from ...engine.program.program import StepProgram
from ..budget import BudgetSpentError
from ..diagrams.diagrams import EMPTY
from ..encoding.places import End, Enter, Exits, Held, Rest, Starts
from ..finding import TraceStep
from ..fixpoint.onward import onward
from .analysis import Analysis
from .evidence import MOST_EVENTS, trace_steps


def repeated(analysis: Analysis, step: StepProgram) -> tuple[TraceStep, ...] | None:
    """The shortest run in which a flow that was at work is started again by a resume; None where there is no such run.

    The step is in progress when an error that can be resumed ends the run: its own, or that of another step, which
    discontinues it. Nothing is shown where the run is too long or the budget is spent.
    """
    failing = _failing(analysis, step)
    if not failing:
        return None
    try:
        paths = {
            edge: analysis.shortest.path_to(analysis.system.edges[edge].source, states, MOST_EVENTS)
            for edge, states in failing.items()
        }
        events = {edge: analysis.shortest.cost(path)[0] for edge, path in paths.items() if path is not None}
        if not events:
            return ()
        edge = min(events, key=lambda edge: (events[edge], edge))
        move = analysis.system.edges[edge]
        goals = {move.target: analysis.model.moves[edge].forward(failing[edge])}
        others = frozenset(range(len(analysis.system.edges))) - {edge}
        path = onward(
            analysis.model, analysis.shortest, move.source, failing[edge], goals, others, MOST_EVENTS
        )
    except BudgetSpentError:
        return ()
    return trace_steps(analysis, path, then=(Resume(),))


def _failing(analysis: Analysis, step: StepProgram) -> dict[int, int]:
    """By edge to an error that can be resumed: the states in which the step is in progress."""
    diagrams, edges = analysis.model.diagrams, analysis.system.edges
    end = analysis.encoding.location_of.get(End("Error", True))
    stage = next(stage for stage in analysis.program.stages if step in stage.steps)
    busy = analysis.busy(stage, step)
    found: dict[int, int] = {}
    for edge in analysis.model.incoming[end] if end is not None else ():
        place = analysis.encoding.places[edges[edge].source]
        if not isinstance(place, Rest | Enter | Exits | Starts | Held) or place.stage != stage.index:
            continue
        if edges[edge].label.event == "fail" and step in analysis.steps_at(place):
            states = diagrams.intersection(analysis.states_taking(edge), busy)
            if states != EMPTY:
                found[edge] = states
    return found
