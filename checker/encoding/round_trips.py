"""Bursts that go round and never wait: the platform ends the run there (decision `endless-burst`).

Within one burst only statuses and outcomes change, and the engine never chooses: a run that comes back to what it was will
come back again. So it fails at one place of the round trip: where it enters the first of its stages by API name, else
its first decision; of several visits, the one whose statuses come first in the alphabet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ...engine.error_kinds import ErrorKind
from ...engine.program.program import Destination, Target
from ..budget import BudgetSpentError
from ..diagrams.diagrams import EMPTY
from ..diagrams.guards import guard_of
from ..fixpoint.components import components
from ..fixpoint.model import Model
from ..fixpoint.round_trips import Circling
from .building import Building, TooLargeError
from .failing import RUN_ERROR, Failing
from .guard import FALSE, Guard, In, all_of, negation
from .places import End, Enter, Exits, Follow, Place, Starts
from .stages import Stages
from .statuses import StatusVariables
from .system import Duty, Edge, Label, Map, System, Variable

LIMIT: Final = 500_000
"""Nodes of decision diagrams."""
GOES_ROUND: Final = Label("fail", "run", (ErrorKind.PLATFORM.value,))
"""The error that ends a round trip."""
NOT_YET: Final = (0b01, 0b01)
ONCE: Final = (0b10, 0b10)


class RoundTrips:
    """Finds the round trips of a definition, and ends them."""

    def __init__(self, building: Building, stages: Stages, failing: Failing, *, is_open: bool) -> None:
        """`is_open`: some conditions may hold or not, as it happens; then a round trip may be left after all."""
        self.building = building
        self.program = building.program
        self.stages = stages
        self.failing = failing
        self.is_open = is_open

    def broken_off(self, system: System, forgotten: System, live: Sequence[int]) -> System:
        """The system in which every round trip ends. `forgotten` is the same system where what nobody reads is
        forgotten, and `live` are the variables (as bits) that mean something in it.

        Raises `TooLargeError` where that is too large a question.
        """
        elements = frozenset(self._going_round())
        if not elements:
            return system
        inside = [_lies_in(place, elements) for place in self.building.in_order]
        moves = [
            number
            for number, edge in enumerate(system.edges)
            if edge.duty is Duty.ENGINE and inside[edge.source] and inside[edge.target]
        ]
        try:
            breaks = self._breaks(forgotten, live, moves)
        except BudgetSpentError as spent:
            raise TooLargeError(f"where runs go round and never wait: {spent}") from spent
        return self._with_ends(system, breaks, frozenset(moves)) if breaks else system

    def _going_round(self) -> Iterator[tuple[Destination, int]]:
        """The elements that lie on circles of connectors which a run may follow without a wait."""
        program = self.program
        elements = [(Destination.STAGE, stage.index) for stage in program.stages]
        elements += ((Destination.DECISION, decision.index) for decision in program.decisions)
        number_of = {element: number for number, element in enumerate(elements)}
        following: list[list[int]] = []
        for stage in program.stages:
            targets = [stage.following] if self.stages.may_pass(stage) else []
            if stage.fault is not None and self.stages.may_err(stage):
                targets.append(stage.fault)
            following.append(list(_numbers(targets, number_of)))
        for decision in program.decisions:
            targets = [decision.default, *(outcome.target for outcome in decision.outcomes)]
            following.append(list(_numbers(targets, number_of)))
        part = components(following)
        for number, behind in enumerate(following):
            if any(part[place] == part[number] for place in behind):
                yield elements[number]

    def _breaks(self, forgotten: System, live: Sequence[int], moves: Sequence[int]) -> dict[int, Guard]:
        """By location, the states in which a run that has gone round is ended."""
        edges = tuple(forgotten.edges[number] for number in moves)
        model = Model(System(forgotten.variables, forgotten.locations, edges), LIMIT)
        circling = Circling(model)
        marks = sorted(
            (place.target.kind is Destination.DECISION, place.target.place, place.recalling, location)
            for place, location in self.building.places.items()
            if isinstance(place, Follow) and circling.states[location] != EMPTY
        )
        if self.is_open:
            chosen = {location: circling.states[location] for *_, location in marks}
        else:
            changing = {
                update.variable for edge in edges for update in edge.updates if _is_settled(update.images)
            }
            told = dict.fromkeys((*_by_element(self.building), *sorted(changing)))
            ordered = [(v, _alphabet(forgotten.variables[v])) for v in told if v in changing]
            chosen = circling.one_each(
                [
                    (location, [one for one in ordered if live[location] >> one[0] & 1])
                    for *_, location in marks
                ]
            )
        return {
            location: guard_of(model.diagrams, states)
            for location, states in chosen.items()
            if states != EMPTY
        }

    def _with_ends(self, system: System, breaks: Mapping[int, Guard], moves: frozenset[int]) -> System:
        """The system with the error of the platform. Unless conditions are open, a run goes round once more before it,
        for an error may strike on the way; that it has is remembered.
        """
        memory = len(system.variables)
        edges: list[Edge] = []
        for number, edge in enumerate(system.edges):
            states = breaks.get(edge.source)
            if self.is_open:
                edges.append(edge)
            elif edge.duty is not Duty.ENGINE:
                edges.append(edge._replace(updates=(*edge.updates, Map(memory, NOT_YET))))
            elif states is None or number not in moves:
                edges.append(edge)
            else:
                edges += _once(edge, states, memory)
        end = self.building.places.get(End("Error"))
        locations = system.locations
        if end is None:
            end = self.building.at(End("Error"))
            locations = tuple(self.building.locations)
        updates = tuple(self.failing.run_becomes(RUN_ERROR))
        for location, states in breaks.items():
            guard = states if self.is_open else all_of((states, In(memory, 0b10)))
            edges.append(Edge(location, end, GOES_ROUND, Duty.ENGINE, guard, updates))
        variables = system.variables
        if not self.is_open:
            variables = (*variables, Variable("went round without a wait", ("false", "true")))
        return System(variables, locations, tuple(edges), system.initial, system.begins)


def _once(edge: Edge, states: Guard, memory: int) -> Iterator[Edge]:
    """The move outside of the states where a run is ended, and in them the first time."""
    for guard, updates in (
        (all_of((edge.guard, negation(states))), edge.updates),
        (all_of((edge.guard, states, In(memory, 0b01))), (*edge.updates, Map(memory, ONCE))),
    ):
        if guard != FALSE:
            yield edge._replace(guard=guard, updates=updates)


def _alphabet(variable: Variable) -> list[int]:
    return sorted(range(len(variable.values)), key=variable.values.__getitem__)


def _is_settled(images: Sequence[int]) -> bool:
    """Whether a change leaves one value for each: the others forget."""
    return all(image.bit_count() == 1 for image in images)


def _by_element(building: Building) -> list[int]:
    """The variables that hold statuses and outcomes, in the order of API names."""
    statuses: StatusVariables = building.statuses
    found: list[int | None] = []
    for stage in building.program.stages:
        found += [statuses.step(stage.index, step.index) for step in stage.steps]
        found.append(statuses.stage(stage.index))
    found += (statuses.outcome(decision.index) for decision in building.program.decisions)
    return list(dict.fromkeys(variable for variable in found if variable is not None))


def _numbers(targets: Sequence[Target], number_of: Mapping[tuple[Destination, int], int]) -> Iterator[int]:
    for target in targets:
        number = number_of.get((target.kind, target.place))
        if number is not None:
            yield number


def _lies_in(place: Place, elements: frozenset[tuple[Destination, int]]) -> bool:
    match place:
        case Follow(target=target):
            return (target.kind, target.place) in elements
        case Enter(stage=stage) | Exits(stage=stage) | Starts(stage=stage):
            return (Destination.STAGE, stage) in elements
        case _:
            return False
