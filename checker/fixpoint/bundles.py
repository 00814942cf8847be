"""Events of a rest that have nothing to do with each other, taken together.

A stage in which a hundred steps are in progress rests, gets a result, looks whether it completes, and rests again; one
result at a time, that is a hundred turns round two locations. A *bundle* is the events that lead from one location to
another, where each looks at one variable and changes it alone, with the edges that lead back without a change. Where those
who may not go back cannot get out of that by any further event of the bundle, the order of the events does not matter, and
all turns are taken at once.

Theorem. Let `back` be the states in which some edge leads back, and let every event of the bundle lead from states outside of
`back` to such states only. Then what turns reach at the source from a set S is S and those states of `back` that events of
the bundle reach from S in any number, whatever lies between. Proof: a state between that is outside of `back` would stay
outside of it up to the end, which lies in `back`; so every state between lies in `back`, and the turn there can be taken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from ..diagrams.diagrams import EMPTY, Diagrams
from ..encoding.guard import In
from ..encoding.system import Map
from .model import Model

LEAST: Final = 4
"""With fewer events it is not worth it."""


class Bundle:
    """`edges` of a location by number, where they lead (`target`), and `back`: the states of the target from which an edge
    leads to the source.
    """

    __slots__ = (
        "_closures",
        "_diagrams",
        "_images",
        "_levels",
        "_relations",
        "_steps",
        "back",
        "edges",
        "target",
    )

    def __init__(
        self,
        diagrams: Diagrams,
        edges: Sequence[int],
        target: int,
        back: int,
        relations: dict[int, list[int]],
    ) -> None:
        """`relations`: for each level the values (as bits) that may follow each value."""
        self.edges = tuple(edges)
        self.target = target
        self.back = back
        self._diagrams = diagrams
        self._levels = tuple(sorted(relations))
        self._steps = tuple(tuple(relations[level]) for level in self._levels)
        self._relations = {level: _closed(images) for level, images in relations.items()}
        self._closures: dict[int, int] = {}
        self._images: dict[tuple[int, int], int] = {}

    def closure(self, node: int) -> int:
        """What any number of events makes of a set, none among them."""
        diagrams = self._diagrams
        level = diagrams.levels[node]
        if level > self._levels[-1]:
            return node
        found = self._closures.get(node)
        if found is None:
            children = [self.closure(child) for child in diagrams.children[node]]
            images = self._relations.get(level)
            if images is not None:
                children = _moved(diagrams, children, images)
            found = self._closures[node] = diagrams.node(level, tuple(children))
        return found

    def image(self, node: int, first: int = 0) -> int:
        """What exactly one event makes of a set; one of the levels from number `first` on."""
        if node == EMPTY or first == len(self._levels):
            return EMPTY
        key = (node, first)
        found = self._images.get(key)
        if found is None:
            found = self._images[key] = self._image(node, first)
        return found

    def _image(self, node: int, first: int) -> int:
        diagrams, level, images = self._diagrams, self._levels[first], self._steps[first]
        here = diagrams.levels[node]
        if here < level:
            return diagrams.node(here, tuple([self.image(child, first) for child in diagrams.children[node]]))
        children = diagrams.children[node] if here == level else (node,) * diagrams.sizes[level]
        moved = _moved(diagrams, children, images)
        kept = [self.image(child, first + 1) for child in children]
        return diagrams.node(level, tuple([diagrams.union(*pair) for pair in zip(moved, kept, strict=True)]))


Turns = Callable[[int, list[int], dict[int, int]], int | None]
"""At a location, with what is known by location and what each edge has worked off: takes every turn of a bundle there, and
tells the location of which more is known now.
"""


def all_turns(model: Model) -> Turns | None:
    """What takes the turns of bundles all at once; None where there are none."""
    found, diagrams = bundles(model), model.diagrams
    if not found:
        return None

    def turns(place: int, known: list[int], done: dict[int, int]) -> int | None:
        bundle = found.get(place)
        if bundle is None:
            return None
        before = known[place]
        states = diagrams.union(before, diagrams.intersection(bundle.closure(before), bundle.back))
        known[place] = states
        done.update(dict.fromkeys(bundle.edges, states))
        reached = diagrams.union(known[bundle.target], bundle.image(states))
        if reached == known[bundle.target]:
            return None
        known[bundle.target] = reached
        return bundle.target

    return turns


def bundles(model: Model) -> dict[int, Bundle]:
    """The bundle of each location that has one."""
    edges = model.system.edges
    found: dict[int, Bundle] = {}
    for place, leaving in enumerate(model.outgoing):
        if len(leaving) < LEAST or not model.system.locations[place].rests:
            continue
        by_target: dict[int, list[int]] = {}
        for number in leaving:
            if _level_of(model, number) is not None:
                by_target.setdefault(edges[number].target, []).append(number)
        for target, numbers in sorted(by_target.items()):
            bundle = _bundle(model, place, target, numbers) if len(numbers) >= LEAST else None
            if bundle is not None:
                found[place] = bundle
                break
    return found


def _bundle(model: Model, place: int, target: int, numbers: list[int]) -> Bundle | None:
    edges, diagrams = model.system.edges, model.diagrams
    back = EMPTY
    for number in model.outgoing[target]:
        if edges[number].target == place and not edges[number].updates:
            back = diagrams.union(back, model.moves[number].guard)
    if back == EMPTY or target == place:
        return None
    relations: dict[int, list[int]] = {}
    for number in numbers:
        guard, (update,) = edges[number].guard, edges[number].updates
        assert isinstance(guard, In)  # noqa: S101  # bundles have such edges alone, as `_level_of` says
        images = relations.setdefault(guard.variable, [0] * len(update.images))
        for value, image in enumerate(update.images):
            if guard.values >> value & 1:
                images[value] |= image
    bundle = Bundle(diagrams, numbers, target, back, relations)
    outside = diagrams.complement(back)
    return bundle if diagrams.meets(bundle.image(outside), back) is False else None


def _level_of(model: Model, number: int) -> int | None:
    """The only variable that an edge looks at and changes; None where it is another kind of edge."""
    edge = model.system.edges[number]
    if not isinstance(edge.guard, In) or len(edge.updates) != 1:
        return None
    update = edge.updates[0]
    if not isinstance(update, Map) or update.variable != edge.guard.variable:
        return None
    return update.variable


def _closed(images: Sequence[int]) -> tuple[int, ...]:
    """Which values may follow each value after any number of steps, none among them."""
    closed = [image | 1 << value for value, image in enumerate(images)]
    for _ in images:
        for value in range(len(images)):
            for other in range(len(images)):
                if closed[value] >> other & 1:
                    closed[value] |= closed[other]
    return tuple(closed)


def _moved(diagrams: Diagrams, children: Sequence[int], images: Sequence[int]) -> list[int]:
    """What lies below each value behind a step of one level."""
    moved = [EMPTY] * len(children)
    for value, image in enumerate(images):
        child = children[value]
        if child != EMPTY and image:
            for after in range(len(children)):
                if image >> after & 1:
                    moved[after] = diagrams.union(moved[after], child)
    return moved
