"""What updates make of a set of valuations, forward and backward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..encoding.system import Copy, Map, Update
from .diagrams import EMPTY, EVERYTHING, Diagrams

Relations = tuple[tuple[int, tuple[int, ...]], ...]
"""Levels in ascending order, each with the values (as bits) it may get, by the value it has."""


class Images:
    """Applies updates to sets of one `Diagrams`. Relations are kept once, results are remembered."""

    def __init__(self, diagrams: Diagrams) -> None:
        """Begin with nothing remembered."""
        self.diagrams = diagrams
        self._numbers: dict[Relations, int] = {}
        self._results: dict[tuple[int, int, int], int] = {}

    def forward(self, updates: Sequence[Update]) -> Plan:
        """How to get from the valuations before the updates to those after."""
        return Plan(self, _phases(updates))

    def backward(self, updates: Sequence[Update]) -> Plan:
        """How to get from valuations after the updates to those from which some result is among them."""
        phases = [_converse(phase) for phase in reversed(_phases(updates))]
        return Plan(self, phases)

    def guarded(self, cube: Mapping[int, int], updates: Sequence[Update]) -> tuple[Plan, Plan] | None:
        """Both ways at once for a guard that is a set of values for each of some levels; None where there are copies.

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
        phase: Relations = tuple(sorted(relations.items()))
        return Plan(self, [phase]), Plan(self, [_converse_relations(phase)])

    def number(self, relations: Relations) -> int:
        """A number for the relations, the same for equal ones."""
        return self._numbers.setdefault(relations, len(self._numbers))

    def apply(self, node: int, relations: Relations, number: int, place: int = 0) -> int:
        """The set that the relations from `place` on make of a set."""
        if node == EMPTY or place == len(relations):
            return node
        key = (node, number, place)
        found = self._results.get(key)
        if found is not None:
            return found
        diagrams = self.diagrams
        level, images = relations[place]
        own = diagrams.levels[node]
        if own < level:
            children = [self.apply(child, relations, number, place) for child in diagrams.children[node]]
            result = diagrams.node(own, tuple(children))
        else:
            result = self._change(node, level, images, relations, number, place, own == level)
        self._results[key] = result
        return result

    def _change(
        self,
        node: int,
        level: int,
        images: tuple[int, ...],
        relations: Relations,
        number: int,
        place: int,
        looks: bool,
    ) -> int:
        diagrams = self.diagrams
        size = diagrams.sizes[level]
        if not looks:
            rest = self.apply(node, relations, number, place + 1)
            reached = 0
            for image in images:
                reached |= image
            return diagrams.node(
                level, tuple([rest if reached >> value & 1 else EMPTY for value in range(size)])
            )
        every = (1 << size) - 1
        children = [EMPTY] * size
        for value, child in enumerate(diagrams.children[node]):
            image = images[value]
            if child == EMPTY or not image:
                continue
            rest = self.apply(child, relations, number, place + 1)
            if rest == EVERYTHING and image == every:
                return EVERYTHING
            for target in range(size):
                if image >> target & 1:
                    children[target] = diagrams.union(children[target], rest)
        return diagrams.node(level, tuple(children))


class Plan:
    """Updates made ready: phases that follow each other, each either relations of many levels or one copy."""

    __slots__ = ("_images", "_phases")

    def __init__(self, images: Images, phases: Sequence[Relations | _Copies]) -> None:
        """Give each phase its number."""
        self._images = images
        self._phases = [
            phase if isinstance(phase, _Copies) else (phase, images.number(phase)) for phase in phases
        ]

    def __call__(self, node: int) -> int:
        """The set that the updates make of a set."""
        for phase in self._phases:
            node = (
                phase.apply(node, self._images)
                if isinstance(phase, _Copies)
                else self._images.apply(node, *phase)
            )
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
                part = images.apply(node, relation, images.number(relation))
                part = diagrams.intersection(part, here)
            else:
                part = images.apply(diagrams.intersection(node, here), relation, images.number(relation))
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
    return tuple(
        (
            level,
            tuple(
                sum(1 << value for value, image in enumerate(images) if image >> target & 1)
                for target in range(len(images))
            ),
        )
        for level, images in relations
    )
