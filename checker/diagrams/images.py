"""What updates make of a set of valuations, forward and backward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from ..encoding.system import Copy, Map, Update
from .diagrams import EMPTY, EVERYTHING, Diagrams

Relations = tuple[tuple[int, tuple[int, ...]], ...]
"""Levels in ascending order, each with the values (as bits) it may get, by the value it has."""


class Images:
    """Applies updates to sets of one `Diagrams`. Relations are made ready once."""

    def __init__(self, diagrams: Diagrams) -> None:
        """Begin with nothing remembered."""
        self.diagrams = diagrams
        self._known: dict[Relations, Relation] = {}

    def forward(self, updates: Sequence[Update]) -> Plan:
        """How to get from the valuations before the updates to those after."""
        return Plan(self, _phases(updates))

    def backward(self, updates: Sequence[Update]) -> Plan:
        """How to get from valuations after the updates to those from which some result is among them."""
        phases = [_converse(phase) for phase in reversed(_phases(updates))]
        return Plan(self, phases)

    def guarded(self, cube: Mapping[int, int], updates: Sequence[Update]) -> Relations | None:
        """The updates where a guard holds that is a set of values for each of some levels; None where there are copies.

        What the guard says becomes part of the relations, so that one pass does both.
        """
        phases = _phases(updates)
        if len(phases) > 1 or any(isinstance(phase, _Copies) for phase in phases):
            return None
        relations = dict(phases[0]) if phases and not isinstance(phases[0], _Copies) else {}
        for level, values in cube.items():
            images = relations.get(level) or tuple(1 << value for value in range(self.diagrams.sizes[level]))
            relations[level] = tuple(
                image if values >> value & 1 else 0 for value, image in enumerate(images)
            )
        return tuple(sorted(relations.items()))

    def converse(self, relations: Relations) -> Relation:
        """The converse relations made ready."""
        return self.relation(_converse_relations(relations))

    def relation(self, relations: Relations) -> Relation:
        """The relations made ready, the same for equal ones."""
        found = self._known.get(relations)
        if found is None:
            found = self._known[relations] = Relation(self.diagrams, relations)
        return found

    def apply(self, node: int, relations: Relations) -> int:
        """The set that relations make of a set."""
        return self.relation(relations)(node)


class Relation:
    """Relations of levels, applied to sets; results are remembered by node.

    Where a node comes that only looks at levels which the relations forget (any value may follow any), there is nothing
    to look at any more. Levels that a node skips are worked off in a loop: only the nodes of the set are gone into.
    """

    __slots__ = ("_behind", "_diagrams", "_images", "_kept", "_levels", "_reached", "_results")

    def __init__(self, diagrams: Diagrams, relations: Relations) -> None:
        """`relations` are in the order of their levels."""
        self._diagrams = diagrams
        self._levels = [level for level, _ in relations]
        self._images = [images for _, images in relations]
        self._reached = [_any_of(images) for images in self._images]
        forgotten = 0
        for level, images in relations:
            if images.count((1 << len(images)) - 1) == len(images):
                forgotten |= 1 << level
        self._kept = ~forgotten
        self._results: dict[int, int] = {EMPTY: EMPTY}
        self._behind: list[int] | None = None

    def __call__(self, node: int) -> int:
        """The set that they make of a set."""
        return self._skipped(node, 0) if self._levels else node

    def _skipped(self, node: int, place: int) -> int:
        """The result for a node, the relations from `place` on above it included."""
        levels = self._levels
        if node == EMPTY or place == len(levels):
            return node
        if not self._diagrams.looks[node] & self._kept:
            return self._of_everything()[place]
        own = self._diagrams.levels[node]
        end = place
        while end < len(levels) and levels[end] < own:
            end += 1
        result = node if end == len(levels) else self._changed(node, end)
        while end > place:
            end -= 1
            result = self._narrowed(end, result)
        return result

    def _of_everything(self) -> list[int]:
        """What the relations from each place on make of all valuations."""
        if self._behind is None:
            behind = [EVERYTHING] * (len(self._levels) + 1)
            for place in range(len(self._levels) - 1, -1, -1):
                behind[place] = self._narrowed(place, behind[place + 1])
            self._behind = behind
        return self._behind

    def _narrowed(self, place: int, below: int) -> int:
        """A level that the set says nothing about gets the values that its relation leads to."""
        reached = self._reached[place]
        size = self._diagrams.sizes[self._levels[place]]
        if reached + 1 == 1 << size:
            return below
        return self._diagrams.node(
            self._levels[place], tuple([below if reached >> value & 1 else EMPTY for value in range(size)])
        )

    def _changed(self, node: int, place: int) -> int:
        """The result for a node none of whose levels lies above `place`."""
        found = self._results.get(node)
        if found is not None:
            return found
        diagrams = self._diagrams
        own = diagrams.levels[node]
        limit = self._levels[place]
        if limit == own:
            result = self._moved(node, place)
        else:
            results, levels, skipped = self._results, diagrams.levels, self._skipped
            children: list[int] = []
            for child in diagrams.children[node]:
                is_known = not child or (levels[child] <= limit and child in results)
                children.append(results[child] if is_known else skipped(child, place))
            result = diagrams.node(own, tuple(children))
        self._results[node] = result
        return result

    def _moved(self, node: int, place: int) -> int:
        diagrams, images = self._diagrams, self._images[place]
        size = diagrams.sizes[self._levels[place]]
        every = (1 << size) - 1
        children = [EMPTY] * size
        for value, child in enumerate(diagrams.children[node]):
            image = images[value]
            if child == EMPTY or not image:
                continue
            rest = self._skipped(child, place + 1)
            if image == every:
                if rest == EVERYTHING:
                    return EVERYTHING
                children = [diagrams.union(known, rest) for known in children]
                continue
            for target in range(size):
                if image >> target & 1:
                    children[target] = diagrams.union(children[target], rest)
        return diagrams.node(self._levels[place], tuple(children))


class Plan:
    """Updates made ready: phases that follow each other, each either relations of many levels or one copy."""

    __slots__ = ("_images", "_phases")

    def __init__(self, images: Images, phases: Sequence[Relations | _Copies]) -> None:
        """Give each phase its number."""
        self._images = images
        self._phases = [phase if isinstance(phase, _Copies) else images.relation(phase) for phase in phases]

    def __call__(self, node: int) -> int:
        """The set that the updates make of a set."""
        for phase in self._phases:
            node = phase.apply(node, self._images) if isinstance(phase, _Copies) else phase(node)
        return node


class _Copies:
    """`level := images[value of source]`, or its converse."""

    __slots__ = ("is_converse", "update")

    def __init__(self, update: Copy, *, is_converse: bool = False) -> None:
        self.update = update
        self.is_converse = is_converse

    def apply(self, node: int, images: Images) -> int:
        """Case by case of the source."""
        diagrams, update = images.diagrams, self.update
        size = diagrams.sizes[update.variable]
        result = EMPTY
        for value, image in enumerate(update.images):
            if not image:
                continue
            here = diagrams.literal(update.source, 1 << value)
            relation: Relations = ((update.variable, (image,) * size),)
            if self.is_converse:
                relation = _converse_relations(relation)
                part = images.apply(node, relation)
                part = diagrams.intersection(part, here)
            else:
                part = images.apply(diagrams.intersection(node, here), relation)
            result = diagrams.union(result, part)
        return result


def _phases(updates: Sequence[Update]) -> list[Relations | _Copies]:
    phases: list[Relations | _Copies] = []
    open_relations: dict[int, tuple[int, ...]] = {}
    for update in updates:
        match update:
            case Map(variable=variable, images=images):
                earlier = open_relations.get(variable)
                open_relations[variable] = images if earlier is None else _composed(earlier, images)
            case Copy():
                if open_relations:
                    phases.append(tuple(sorted(open_relations.items())))
                    open_relations = {}
                phases.append(_Copies(update))
    if open_relations:
        phases.append(tuple(sorted(open_relations.items())))
    return phases


def _any_of(images: Sequence[int]) -> int:
    reached = 0
    for image in images:
        reached |= image
    return reached


def _composed(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    images: list[int] = []
    for image in first:
        reached = 0
        for value, after in enumerate(second):
            if image >> value & 1:
                reached |= after
        images.append(reached)
    return tuple(images)


def _converse(phase: Relations | _Copies) -> Relations | _Copies:
    if isinstance(phase, _Copies):
        return _Copies(phase.update, is_converse=True)
    return _converse_relations(phase)


def _converse_relations(relations: Relations) -> Relations:
    return tuple((level, _converse_images(images)) for level, images in relations)


@cache
def _converse_images(images: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(
        sum(1 << value for value, image in enumerate(images) if image >> target & 1)
        for target in range(len(images))
    )
