"""Stages that are alike make the same edges: made for one of them, they are told again for the others with their names."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import Final

from ...engine.program.program import StageProgram, Target
from .building import Building
from .events import Events
from .guard import Guard
from .places import Enter, Exits, Follow, Held, Place, Rest, Starts
from .system import Duty, Edge, Label, Update

INSIDE: Final = frozenset(
    {"start", "wait", "skip", "exit", "stay", "complete stage", "complete", "fail", "store"}
)
"""The events whose element is the stage or a step of it, or else the run."""
RUN: Final = "run"


@dataclass(frozen=True, slots=True)
class _Told:
    """An edge of the stage that was looked at first. `target` is the number of a place of the shape, `name` that of the
    element among the names of the stage; None: `label` is the same for every stage.
    """

    target: int
    label: Label
    name: int | None
    duty: Duty
    guard: Guard
    updates: tuple[Update, ...]


@dataclass(slots=True)
class _Shape:
    """What stages that are alike have in common: `places` of the first stage (its index is `stage`), the numbers they
    have here, and what leads on from those that were worked off.
    """

    stage: int
    places: list[Place] = field(default_factory=list[Place])
    numbers: dict[Place, int] = field(default_factory=dict[Place, int])
    edges: dict[int, tuple[_Told, ...]] = field(default_factory=dict[int, tuple[_Told, ...]])

    def number(self, place: Place) -> int:
        """The number of a place of the first stage."""
        found = self.numbers.get(place)
        if found is None:
            found = self.numbers[place] = len(self.places)
            self.places.append(place)
        return found


class Alike:
    """Remembers the edges of the first stage of each shape."""

    def __init__(self, building: Building, events: Events) -> None:
        """`events` knows what the world may do in a stage."""
        self.building = building
        self.events = events
        self.program = building.program
        self._shapes: dict[Hashable, _Shape] = {}
        self._of_stage: dict[int, _Shape | None] = {}
        self._numbers: dict[int, dict[int, int]] = {}
        self._names: dict[int, tuple[str, ...]] = {}
        self._place_of: dict[int, int] = {}

    def tell(self, place: Place) -> bool:
        """Make the edges of a place as they were made for a stage that is alike; False where there was none."""
        shape = self._shape(place)
        if shape is None:
            return False
        assert isinstance(place, Enter | Exits | Starts | Rest)  # noqa: S101  # it has a shape
        building = self.building
        source = building.places[place]
        number = self._place_of.get(source)
        if number is None:
            number = shape.numbers.get(replace(place, stage=shape.stage))
        told = None if number is None else shape.edges.get(number)
        if told is None:
            return False
        stage = self.program.stages[place.stage]
        locations = self._numbers.get(stage.index)
        if locations is None:
            locations = self._numbers[stage.index] = {}
            self._names[stage.index] = _names(stage)
        names = self._names[stage.index]
        for one in told:
            target = locations.get(one.target)
            if target is None:
                own = _moved(shape.places[one.target], self.program.stages[shape.stage], stage)
                target = locations[one.target] = building.at(own)
                self._place_of[target] = one.target
            label = one.label
            if one.name is not None:
                label = Label(label.event, names[one.name], label.kinds)
            building.edges.append(Edge(source, target, label, one.duty, one.guard, one.updates))
        return True

    def learn(self, place: Place, first: int) -> None:
        """Remember the edges of a place, which are those from number `first` on."""
        shape = self._shape(place)
        if shape is None:
            return
        assert isinstance(place, Enter | Exits | Starts | Rest)  # noqa: S101  # it has a shape
        if place.stage != shape.stage:
            return
        building = self.building
        names = {name: number for number, name in enumerate(_names(self.program.stages[place.stage]))}
        told: list[_Told] = []
        for edge in building.edges[first:]:
            target = building.in_order[edge.target]
            if isinstance(target, Exits | Starts) and target.back is not None:
                return
            name = names.get(edge.label.element) if edge.label.event in INSIDE else None
            told.append(_Told(shape.number(target), edge.label, name, edge.duty, edge.guard, edge.updates))
        shape.edges[shape.number(place)] = tuple(told)

    def _shape(self, place: Place) -> _Shape | None:
        if not isinstance(place, Enter | Exits | Starts | Rest):
            return None
        if isinstance(place, Exits | Starts) and place.back is not None:
            return None
        if place.stage not in self._of_stage:
            stage = self.program.stages[place.stage]
            names = _names(stage)
            if self.building.statuses.late or RUN in names or len(set(names)) < len(names):
                self._of_stage[place.stage] = None
            else:
                self._of_stage[place.stage] = self._shapes.setdefault(self._key(stage), _Shape(stage.index))
        return self._of_stage[place.stage]

    def _key(self, stage: StageProgram) -> Hashable:
        """Everything that the edges of a stage depend on, but for names and where they lead from the stage."""
        statuses, data, stages = self.building.statuses, self.events.data, self.events.stages
        ways = (stage.following, stage.fault, self.program.recall)
        steps = tuple(
            (
                statuses.step(stage.index, step.index),
                statuses.is_slot(stage.index, step.index),
                step.kind,
                step.synchronous,
                step.asks,
                step.entry is None and step.entry_flow is None,
                step.exit is None and step.exit_flow is None,
                data.writes(stage.index, step.index),
                data.outputs(stage.index, step.index),
            )
            for step in stage.steps
        )
        return (
            steps,
            stages.asked(stage.index),
            stages.unassignable(stage.index),
            statuses.stage(stage.index),
            stage.wakes_on,
            stage.fault is None,
            tuple(ways.index(way) for way in ways),
            self.events.changing(stage),
        )


def _names(stage: StageProgram) -> tuple[str, ...]:
    return (stage.name, *(step.name for step in stage.steps))


def _moved(place: Place, before: StageProgram, stage: StageProgram) -> Place:
    """What a place of a stage, or behind it, is for another stage that is alike."""
    match place:
        case Enter() | Exits() | Starts() | Rest() | Held():
            return replace(place, stage=stage.index)
        case Follow(target=target, recalling=recalling):
            return Follow(_target(target, before, stage), recalling)
        case _:
            return place


def _target(target: Target, before: StageProgram, stage: StageProgram) -> Target:
    if target == before.following:
        return stage.following
    if stage.fault is not None and target == before.fault:
        return stage.fault
    return target
