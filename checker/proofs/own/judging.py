"""A system in which a run stops for a moment after each change of a status, so that properties can be judged there.

Decision `when-judged`: a property is judged after every change; `starts`, `completes` and `fails` speak of the change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ...encoding.encode import Encoding
from ...encoding.guard import TRUE
from ...encoding.places import Judging, name_of
from ...encoding.statuses import COMPLETED, ERROR, FINISHED, IN_PROGRESS, NEVER
from ...encoding.system import Duty, Edge, Label, Location, Map, System, Update

STEP_EVENTS: Final = {IN_PROGRESS: "starts", COMPLETED: "completes", ERROR: "fails"}
STAGE_EVENTS: Final = {1: "starts", 2: "completes", 3: "fails"}
RUN_EVENTS: Final = {1: "completes", 2: "fails"}
CHANGING: Final = frozenset(
    {"fail", "cancel", "recall", "trigger", "take", "complete stage", "complete run", "recalled"}
)
"""Moves that change some status, whether it is kept or not."""

Happened = tuple[tuple[str, str], ...]


def judging(encoding: Encoding) -> Encoding:
    """The same encoding with a location of its own after each change of a status."""
    return _Judging(encoding).encoding()


class _Judging:
    def __init__(self, encoding: Encoding) -> None:
        self.old = encoding
        self.system = encoding.system
        self.places = list(encoding.places)
        self.locations = list(encoding.system.locations)
        self.edges: list[Edge] = []
        self.first: list[int] = []
        self.names = self._names()

    def _names(self) -> dict[int, tuple[str, dict[int, str]]]:
        """By variable: whose status it holds, and what its values mean as changes."""
        statuses, program = self.old.statuses, self.old.program
        found: dict[int, tuple[str, dict[int, str]]] = {}
        for stage in program.stages:
            variable = statuses.stage(stage.index)
            if variable is not None:
                found[variable] = stage.name.casefold(), STAGE_EVENTS
            for step in stage.steps:
                variable = statuses.step(stage.index, step.index)
                if statuses.is_slot(stage.index, step.index):
                    found.setdefault(variable, ("", STEP_EVENTS))
                else:
                    found[variable] = step.name.casefold(), STEP_EVENTS
        if statuses.run is not None:
            found[statuses.run] = "run", RUN_EVENTS
        return found

    def encoding(self) -> Encoding:
        for number, edge in enumerate(self.system.edges):
            self._split(number, edge)
        system = System(
            self.system.variables,
            tuple(self.locations),
            tuple(self.edges),
            self.system.initial,
            self.system.begins,
            tuple(comparison.renumbered(self.first) for comparison in self.system.comparisons),
        )
        location_of = {place: number for number, place in enumerate(self.places)}
        return replace(self.old, system=system, places=tuple(self.places), location_of=location_of)

    def _split(self, number: int, edge: Edge) -> None:
        source, label, duty, guard = edge.source, edge.label, edge.duty, edge.guard
        first = 0
        self.first.append(len(self.edges))
        cleared = tuple(self._cleared(edge))
        updates = (*cleared, *edge.updates)
        for turn, (end, happened) in enumerate(self._pauses(edge, len(cleared))):
            pause = self._pause(Judging(number, turn, happened))
            self.edges.append(Edge(source, pause, label, duty, guard, updates[first:end]))
            source, label, duty, guard, first = pause, Label("judged"), Duty.ENGINE, TRUE, end
        self.edges.append(Edge(source, edge.target, label, duty, guard, updates[first:]))

    def _cleared(self, edge: Edge) -> Iterator[Map]:
        """As a stage starts its steps have no status yet, whatever they had on an earlier visit."""
        if edge.label.event != "enter":
            return
        for update in edge.updates:
            size = len(update.images)
            if isinstance(update, Map) and size > NEVER and self._is_step(update):
                yield Map(update.variable, (1 << NEVER,) * size)

    def _pause(self, place: Judging) -> int:
        self.places.append(place)
        self.locations.append(Location(name_of(place, self.old.program)))
        return len(self.locations) - 1

    def _pauses(self, edge: Edge, cleared: int) -> Iterator[tuple[int, Happened]]:
        """After how many updates a property is judged, and what has just happened. `cleared`: so many updates come before
        those of the edge.
        """
        changing = [place for place, update in enumerate(edge.updates) if self._changes(update)]
        last = cleared + len(edge.updates)
        if cleared and self._is_step(edge.updates[changing[0]]):
            yield cleared, ()
        for place in changing:
            yield cleared + place + 1, self._event(edge, edge.updates[place])
        if not changing and edge.label.event in CHANGING:
            yield last, _decided(edge)

    def _changes(self, update: Update) -> bool:
        if not isinstance(update, Map) or _forgets(update):
            return False
        if update.variable not in self.names:
            return False
        return not (self._is_step(update) and _constant(update) == FINISHED)

    def _is_step(self, update: Update) -> bool:
        return update.variable in self.names and self.names[update.variable][1] is STEP_EVENTS

    def _event(self, edge: Edge, update: Update) -> Happened:
        """What a change is. A resumed stage does not start again."""
        if not isinstance(update, Map) or update.variable not in self.names or edge.label.event == "resume":
            return ()
        name, events = self.names[update.variable]
        value = _constant(update)
        return ((name, events[value]),) if name and value in events else ()


def _decided(edge: Edge) -> Happened:
    match edge.label.event:
        case "take":
            decision = edge.label.element.partition("/")[0].casefold()
            return (decision, "starts"), (decision, "completes")
        case "trigger":
            return (("run", "starts"),)
        case _:
            return ()


def _constant(update: Map) -> int | None:
    """The one value that the variable gets, whatever it had."""
    first = update.images[0]
    if update.images.count(first) != len(update.images) or first & (first - 1) or not first:
        return None
    return first.bit_length() - 1


def _forgets(update: Map) -> bool:
    """Any value: nobody will look."""
    every = (1 << len(update.images)) - 1
    return all(image == every for image in update.images)
