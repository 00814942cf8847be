"""A run that comes by one place and then goes on to another."""

from __future__ import annotations

from collections.abc import Mapping

from ..diagrams.diagrams import EMPTY
from .model import Model
from .paths import Path
from .shortest import Shortest


def onward(
    model: Model,
    stem: Shortest,
    location: int,
    states: int,
    goals: Mapping[int, int],
    excluded: frozenset[int],
    most: int,
) -> Path | None:
    """A shortest way to one of the states at the location, and from there on to a state of one of the goals, which are
    sets by location. The second part takes no edge that is `excluded`; of several ways the shortest.

    Every one of the states has to have such a way on. None where a part needs more than `most` events.
    """
    way = stem.path_to(location, states, most)
    if way is None:
        return None
    diagrams = model.diagrams
    picked = diagrams.pick(way.states[-1])
    here = diagrams.valuation({level: picked.get(level, 0) for level in range(len(diagrams.sizes))})
    way = stem.path_to(location, here, most)
    if way is None:
        return None
    ahead = Shortest(model, start=(location, here), excluded=excluded)
    for layers in range(most + 1):
        for place in sorted(goals):
            if goals[place] == EMPTY:
                continue
            rest = ahead.path_to(place, goals[place], layers)
            if rest is not None:
                return Path((*way.edges, *rest.edges), (*way.states, *rest.states[1:]))
    return None
