"""Whether a transition system can do what the interpreter did: from one state to another by a path of its edges.

States are kept as boxes, a set of values for each variable, and cut only where a guard or a copy asks for one value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from stageproof.checker.encoding.guard import holds, read_by
from stageproof.checker.encoding.system import Copy, Duty, Edge, Map, System

Box = tuple[int, ...]
"""For each variable the values it may have, as bits."""


class State(NamedTuple):
    """Where a configuration lies in a system: a location, and the values of variables (those left out: any)."""

    location: int
    values: Mapping[int, int]


class Paths:
    """The paths of one system."""

    def __init__(self, system: System) -> None:
        """Sort its edges by where they begin."""
        self.system = system
        self.outgoing: list[list[Edge]] = [[] for _ in system.locations]
        for edge in system.edges:
            self.outgoing[edge.source].append(edge)

    def box(self, values: Mapping[int, int]) -> Box:
        """The states with these values."""
        sizes = (len(variable.values) for variable in self.system.variables)
        return tuple(
            1 << values[number] if number in values else (1 << size) - 1 for number, size in enumerate(sizes)
        )

    def leads(
        self,
        before: State,
        after: State,
        is_event: Callable[[Edge], bool],
        strikes: int = 0,
        *,
        may_stay: bool = False,
    ) -> bool:
        """Whether an edge of the world that `is_event`, and then edges of the engine, lead from one state to another.

        `strikes`: how many errors strike on the way. `may_stay`: the event need not be an edge at all.
        """
        start = self.box(before.values)
        goal = self.box(after.values)
        if may_stay and before.location == after.location and _meet(start, goal):
            return True  # nobody can tell the difference
        return any(
            location == after.location and _meet(box, goal)
            for location, box in self._following(before.location, start, is_event, strikes)
        )

    def _following(
        self, location: int, box: Box, is_event: Callable[[Edge], bool], strikes: int
    ) -> Iterator[tuple[int, Box]]:
        """Where a run may rest after an event."""
        outgoing = self.outgoing
        todo: list[tuple[int, Box, int]] = []
        for edge in outgoing[location]:
            if edge.duty is not Duty.ENGINE and is_event(edge):
                todo += ((edge.target, found, strikes) for found in self.taken(edge, box))
        seen = set(todo)
        while todo:
            place, found, left = todo.pop()
            if self.system.locations[place].rests:
                yield place, found
                continue
            for edge in outgoing[place]:
                struck = left - (edge.duty is Duty.STRIKE)
                if edge.duty not in (Duty.ENGINE, Duty.STRIKE) or struck < 0:
                    continue
                for further in self.taken(edge, found):
                    state = (edge.target, further, struck)
                    if state not in seen:
                        seen.add(state)
                        todo.append(state)

    def taken(self, edge: Edge, box: Box) -> Iterator[Box]:
        """The states behind an edge, of those in a box."""
        asked = dict.fromkeys(read_by(edge.guard))
        for part in _cut(box, asked):
            if holds(edge.guard, {variable: part[variable].bit_length() - 1 for variable in asked}):
                yield from _updated([part], edge)


def _updated(boxes: list[Box], edge: Edge) -> Iterable[Box]:
    for update in edge.updates:
        following: list[Box] = []
        for box in boxes:
            match update:
                case Map(variable=variable, images=images):
                    image = _image(images, box[variable])
                    if image:
                        following.append((*box[:variable], image, *box[variable + 1 :]))
                case Copy(variable=variable, source=source, images=images):
                    for part in _cut(box, (source,)):
                        image = _image(images, part[source])
                        if image:
                            following.append((*part[:variable], image, *part[variable + 1 :]))
        boxes = following
    return boxes


def _image(images: tuple[int, ...], values: int) -> int:
    found = 0
    for value, image in enumerate(images):
        if values >> value & 1:
            found |= image
    return found


def _cut(box: Box, variables: Iterable[int]) -> Iterable[Box]:
    """The box in parts, in each of which these variables have one value."""
    parts = [box]
    for variable in variables:
        parts = [
            (*part[:variable], 1 << value, *part[variable + 1 :])
            for part in parts
            for value in range(part[variable].bit_length())
            if part[variable] >> value & 1
        ]
    return parts


def _meet(left: Box, right: Box) -> bool:
    return all(one & other for one, other in zip(left, right, strict=True))
