"""What people or flows repeat, and where results alone may have led a run round: apart from what errors repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagrams.diagrams import EMPTY
from ..encoding.system import RESULTS
from ..fixpoint.endless import circling
from .parts import parts

if TYPE_CHECKING:
    from .analysis import Analysis


def repeated_stages(analysis: Analysis) -> tuple[str, ...]:
    """The stages that results alone can lead into again and again, and out of at last, in the order of the definition. A
    stage that only leads into a loop is none of them.
    """
    edges, diagrams = analysis.system.edges, analysis.model.diagrams
    part = parts(analysis, lambda edge: edges[edge].duty in RESULTS)
    within = list(map(diagrams.difference, analysis.reached, analysis.never_left))
    found: list[str] = []
    for name in analysis.stages_of(dict(enumerate(analysis.endless_by_results))):
        turns = [
            edge
            for edge in analysis.edges_of("enter", name)
            if part[edges[edge].source] == part[edges[edge].target]
        ]
        entering = [
            [edge for edge in those if edges[edge].duty in RESULTS and edge not in turns]
            for those in analysis.model.incoming
        ]
        if any(states != EMPTY for states in circling(analysis.model, within, entering, turns)):
            found.append(name)
    return tuple(found)


def apart_from_rework(analysis: Analysis) -> list[int]:
    """The reached states, by location, without those that take an outcome of rework and that results alone can have come
    round to. What is left of an outcome that rework and a fault path share is what only an error leads to.
    """
    diagrams, moves, edges = analysis.model.diagrams, analysis.model.moves, analysis.system.edges
    within = list(analysis.reached)
    circled = _circled(analysis)
    for edge in analysis.rework:
        place = edges[edge].source
        turning = diagrams.intersection(circled[place], moves[edge].guard)
        within[place] = diagrams.difference(within[place], turning)
    return within


def _circled(analysis: Analysis) -> list[int]:
    """The states with results behind them without end, at the locations of rework: the greatest fixpoint."""
    diagrams, moves, edges = analysis.model.diagrams, analysis.model.moves, analysis.system.edges
    part = parts(analysis, lambda edge: edges[edge].duty in RESULTS)
    turning = {part[edges[edge].source] for edge in analysis.rework}
    places = [place for place, number in enumerate(part) if number in turning]
    known = analysis.model.everywhere(EMPTY)
    for place in places:
        known[place] = analysis.reached[place]
    incoming = {
        place: [
            edge
            for edge in analysis.model.incoming[place]
            if edges[edge].duty in RESULTS and part[edges[edge].source] == part[place]
        ]
        for place in places
    }
    changed = True
    while changed:
        changed = False
        for place in places:
            behind = EMPTY
            for edge in incoming[place]:
                behind = diagrams.union(behind, moves[edge].forward(known[edges[edge].source]))
            states = diagrams.intersection(known[place], behind)
            changed = changed or states != known[place]
            known[place] = states
    return known
