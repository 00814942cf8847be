"""The option to complete where conditions are open: a way that leads to Completed whichever of them hold."""

from __future__ import annotations

from ...certificates.claims import Layer, RankedChoice
from ...certificates.sets import EVERYTHING, Place
from ...diagrams.diagrams import EMPTY
from ...encoding.places import End
from ..analysis import Analysis


def forced_completion(analysis: Analysis) -> RankedChoice | None:
    """From every state in which a stage rests: events that lead to run status Completed, whatever open conditions hold on
    the way; None where there are none. No set of the layers looks at an open condition, so each result of a move lies in
    the set that some result lies in.

    Of the definition itself it says that each of these states can lead to Completed.
    """
    model, diagrams = analysis.model, analysis.model.diagrams
    end = analysis.encoding.location_of.get(End("Completed"))
    rests = [number for number, place in analysis.rests if not place.recalling]
    if end is None:
        return None
    known = model.everywhere(EMPTY)
    known[end] = EVERYTHING
    layers: list[Layer] = []
    todo = [model.system.edges[edge].source for edge in model.incoming[end]]
    while todo:
        place = todo.pop(0)
        states = known[place]
        for edge in model.outgoing[place]:
            target = known[model.system.edges[edge].target]
            if target != EMPTY:
                states = diagrams.union(states, model.moves[edge].backward(target))
        states = _whatever_holds(analysis, states)
        if states == known[place]:
            continue
        known[place] = states
        layers.append(Layer(place, states, tuple(model.outgoing[place])))
        sources = dict.fromkeys(model.system.edges[edge].source for edge in model.incoming[place])
        todo += [source for source in sources if source not in todo]
    if any(diagrams.difference(analysis.reached[place], known[place]) != EMPTY for place in rests):
        return None
    able = tuple(Place(place, analysis.reached[place]) for place in rests if analysis.reached[place] != EMPTY)
    return RankedChoice(goals=(Place(end, EVERYTHING),), able=able, layers=tuple(layers))


def _whatever_holds(analysis: Analysis, states: int) -> int:
    """The states that lie in a set whatever the open conditions are."""
    diagrams = analysis.model.diagrams
    others = diagrams.complement(states)
    for variable in sorted(analysis.encoding.space.open):
        others = analysis.forget(others, variable)
    return diagrams.complement(others)
