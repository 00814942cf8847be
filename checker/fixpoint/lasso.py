"""A run that goes round for ever: a way into a circle, and once round it."""

from __future__ import annotations

from typing import NamedTuple

from ..diagrams.diagrams import EMPTY
from ..encoding.system import Duty
from .model import Model
from .paths import Path
from .shortest import Shortest

MOST_TURNS = 50
"""So many states are tried as the beginning of the circle."""


class Lasso(NamedTuple):
    """A path whose edges from number `loop` on can be taken again and again."""

    path: Path
    loop: int


def lasso(
    model: Model,
    stem: Shortest,
    location: int,
    states: int,
    without: frozenset[Duty],
    excluded: frozenset[int],
    most: int,
    through: frozenset[int] | None = None,
) -> Lasso | None:
    """A shortest way to one of the states, and from there round, back to the very same state.

    The states are those at the location from which some run comes by again for ever, by edges whose duty is not in
    `without` and that are not `excluded`. A state that lies before the circle leads to one in it: the search goes on from
    there. None where more than `most` events are needed. `through`: the circle has to come back by one of these edges.
    """
    for _ in range(MOST_TURNS):
        ahead = _to_one_state(model, stem, location, states, most)
        if ahead is None:
            return None
        way, here = ahead
        around = Shortest(model, without=without, start=(location, here), excluded=excluded)
        loop = _back(model, around, location, here, most, through)
        if loop is not None:
            return _from_event(model, way, loop)
        after = model.diagrams.difference(around.known[location], here)
        states = model.diagrams.intersection(states, after)
        if states == EMPTY:
            return None
    return None


def lasso_behind(
    model: Model,
    stem: Shortest,
    location: int,
    states: int,
    without: frozenset[Duty],
    excluded: frozenset[int],
    most: int,
) -> Lasso | None:
    """The same where the states lie before the circle: a shortest way to one of them, on to the nearest place where a run
    rests and comes by again, and round.
    """
    found = _to_one_state(model, stem, location, states, most)
    if found is None:
        return None
    way, here = found
    ahead = Shortest(model, without=without, start=(location, here), excluded=excluded)
    ahead.path_to(location, EMPTY, most)
    places = dict.fromkeys(addition.location for addition in ahead.trail.additions)
    for place in places:
        if not model.system.locations[place].rests:
            continue
        round_trip = lasso(model, ahead, place, ahead.known[place], without, excluded, most)
        if round_trip is not None:
            edges, after = round_trip.path
            path = Path((*way.edges, *edges), (*way.states, *after[1:]))
            return Lasso(path, len(way.edges) + round_trip.loop)
    return None


def _to_one_state(
    model: Model, stem: Shortest, location: int, states: int, most: int
) -> tuple[Path, int] | None:
    """A shortest way to one of the states, and that state alone."""
    way = stem.path_to(location, states, most)
    if way is None:
        return None
    here = _single(model, way.states[-1])
    way = stem.path_to(location, here, most)
    return None if way is None else (way, here)


def _from_event(model: Model, way: Path, loop: Path) -> Lasso:
    """The circle turned so that it begins with an event of the world."""
    duties = [model.system.edges[edge].duty for edge in loop.edges]
    before = next((number for number, duty in enumerate(duties) if duty not in (Duty.ENGINE, Duty.STRIKE)), 0)
    edges = (*way.edges, *loop.edges, *loop.edges[:before])
    states = (*way.states, *loop.states[1:], *loop.states[1 : before + 1])
    return Lasso(Path(edges, states), len(way.edges) + before)


def _single(model: Model, states: int) -> int:
    """One of the states, with a value for every variable."""
    diagrams = model.diagrams
    picked = diagrams.pick(states)
    return diagrams.valuation({level: picked.get(level, 0) for level in range(len(diagrams.sizes))})


def _back(
    model: Model, around: Shortest, location: int, here: int, most: int, through: frozenset[int] | None
) -> Path | None:
    """From the state back to it, by at least one edge; of several ways the shortest."""
    around.path_to(location, EMPTY, most)
    diagrams, edges = model.diagrams, model.system.edges
    best: Path | None = None
    for edge in model.incoming[location]:
        if not around.follows(edge) or (through is not None and edge not in through):
            continue
        source = edges[edge].source
        before = diagrams.intersection(model.moves[edge].backward(here), around.known[source])
        if before == EMPTY:
            continue
        way = around.path_to(source, before, most)
        if way is not None and (best is None or len(way.edges) + 1 < len(best.edges)):
            best = Path((*way.edges, edge), (*way.states, here))
    return best
