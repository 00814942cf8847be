"""A net as a transition system: a state machine inside it gives the locations, other places are variables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ...grammar.light_dataclass import dataclass
from ..encoding.guard import FALSE, TRUE, Guard, In, all_of
from ..encoding.system import Duty, Edge, Label, Location, Map, System, Variable
from .component import one_token_component
from .net import Net, Transition, change

MOST_EDGES: Final = 50_000
"""Above this a net gets a single location, and a variable for each of its places."""


@dataclass(frozen=True, slots=True)
class NetSystem:
    """`system` has the markings of `net` in which no place holds more tokens than its bound.

    A transition that would give more does not fire there: `overflows` says where that can be. Where no reached state is
    one of those, the system is exactly the net. `possible` are the transitions that can fire, by location. `component` are the places that are locations, in their order (none:
    there is one location); a run is at the one that holds the token. `variable_of` are the variables of the others,
    `transition_of` the transitions of edges.
    """

    net: Net
    bounds: tuple[int, ...]
    system: System
    component: tuple[int, ...]
    variable_of: dict[int, int]
    transition_of: tuple[int, ...]
    possible: tuple[tuple[int, ...], ...]

    def tokens(self, location: int, place: int, least: int, most: int | None = None) -> Guard:
        """At least so many tokens lie on a place, and at most so many, where a run is at this location."""
        bound = self.bounds[place] if most is None else min(most, self.bounds[place])
        if place not in self.variable_of:
            return TRUE if least <= int(self.component[location] == place) <= bound else FALSE
        return In(self.variable_of[place], sum(1 << count for count in range(least, bound + 1)))

    def enabled(self, location: int, transition: Transition) -> Guard:
        """There are enough tokens for a transition, whatever it gives."""
        return all_of(self.tokens(location, arc.place, arc.weight) for arc in transition.takes)

    def enabled_at(self, location: int) -> Iterator[Guard]:
        """The same for each transition that can be enabled at a location."""
        return (self.enabled(location, self.net.transitions[number]) for number in self.possible[location])

    def overflows(self, location: int) -> Iterator[tuple[int, Guard]]:
        """Places, each with where a transition is enabled that would put more tokens on it than its bound."""
        for number in self.possible[location]:
            transition = self.net.transitions[number]
            for place, (taken, given) in change(transition).items():
                if given > taken and place in self.variable_of:
                    least = max(self.bounds[place] - given + taken + 1, 0)
                    few = self.tokens(location, place, least)
                    yield place, all_of([self.enabled(location, transition), few])

    def depth(self, edge: int) -> int:
        """How far along the net an edge is. Worked off in this order, one round finds much of what is reached."""
        takes = self.net.transitions[self.transition_of[edge]].takes
        return max((self.variable_of.get(arc.place, -1) for arc in takes), default=-1)

    def edges_of(self) -> list[list[int]]:
        """The edges of each transition."""
        found: list[list[int]] = [[] for _ in self.net.transitions]
        for edge, transition in enumerate(self.transition_of):
            found[transition].append(edge)
        return found


def system_of(net: Net, bounds: Sequence[int]) -> NetSystem:
    """The transition system of a net. `bounds` are the most tokens of each place, no less than lie on it at first."""
    component = one_token_component(net)
    moved = [_moved(transition, component) for transition in net.transitions]
    if moved.count(None) * len(component) > MOST_EDGES:
        component = ()
        moved = [None] * len(net.transitions)
    order = [place for place in _order(net) if place not in set(component)]
    variable_of = {place: variable for variable, place in enumerate(order)}
    variables = tuple(
        Variable(net.places[place].name, tuple(str(count) for count in range(bounds[place] + 1)))
        for place in order
    )
    edges: list[Edge] = []
    transition_of: list[int] = []
    location_of = {place: location for location, place in enumerate(component)}
    for number, transition in enumerate(net.transitions):
        change_of = _change(transition, bounds, variable_of)
        way = moved[number]
        ways = [(here, here) for here in range(max(len(component), 1))]
        if way is not None:
            ways = [(location_of[way[0]], location_of[way[1]])]
        edges += [Edge(*way, Label("fire", transition.name), Duty.RESULT, *change_of) for way in ways]
        transition_of += [number] * len(ways)
    locations = tuple(Location(net.places[place].name, rests=True) for place in component)
    begins = all_of(In(variable_of[place], 1 << net.places[place].tokens) for place in order)
    initial = next((here for here, place in enumerate(component) if net.places[place].tokens), 0)
    possible: list[list[int]] = [[] for _ in range(max(len(component), 1))]
    for edge, number in zip(edges, transition_of, strict=True):
        possible[edge.source].append(number)
    system = System(variables, locations or (Location("net", rests=True),), tuple(edges), initial, begins)
    fires = tuple(map(tuple, possible))
    return NetSystem(net, tuple(bounds), system, component, variable_of, tuple(transition_of), fires)


def _moved(transition: Transition, component: Sequence[int]) -> tuple[int, int] | None:
    """From where to where a transition moves the token of the component; None: it does not touch it."""
    inside = set(component)
    taken = [arc.place for arc in transition.takes if arc.place in inside]
    given = [arc.place for arc in transition.gives if arc.place in inside]
    return (taken[0], given[0]) if taken else None


def _change(
    transition: Transition, bounds: Sequence[int], variable_of: dict[int, int]
) -> tuple[Guard, tuple[Map, ...]]:
    """Where there are tokens enough and not too many after it, and what becomes of them."""
    guards: list[Guard] = []
    updates: list[Map] = []
    changed = [item for item in change(transition).items() if item[0] in variable_of]
    for place, (taken, given) in sorted(changed, key=lambda item: variable_of[item[0]]):
        bound = bounds[place]
        allowed = [count for count in range(bound + 1) if count >= taken and count - taken + given <= bound]
        guards.append(In(variable_of[place], sum(1 << count for count in allowed)))
        if taken != given:
            images = tuple(
                1 << count - taken + given if count in allowed else 0 for count in range(bound + 1)
            )
            updates.append(Map(variable_of[place], images))
    return all_of(guards), tuple(updates)


def _order(net: Net) -> list[int]:
    """The places along the net, one branch after the other: what depends on each other lies close in the diagrams."""
    behind: list[list[int]] = [[] for _ in net.places]
    given: set[int] = set()
    for number, transition in enumerate(net.transitions):
        for arc in transition.takes:
            behind[arc.place].append(number)
        given.update(arc.place for arc in transition.gives)
    marked = [number for number, place in enumerate(net.places) if place.tokens]
    first = [number for number in range(len(net.places)) if number not in given]
    todo = list(reversed([*marked, *first, *range(len(net.places))]))
    order: list[int] = []
    seen: set[int] = set()
    while todo:
        place = todo.pop()
        if place in seen:
            continue
        seen.add(place)
        order.append(place)
        for number in reversed(behind[place]):
            todo.extend(arc.place for arc in reversed(net.transitions[number].gives))
    return order
