"""A net as a transition system: one location, and for each place a variable that counts its tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..encoding.guard import Guard, In, all_of, any_of
from ..encoding.system import Duty, Edge, Label, Location, Map, System, Variable
from .net import Net, Transition, change


@dataclass(frozen=True, slots=True)
class NetSystem:
    """`system` has the markings of `net` in which no place holds more tokens than its bound; edge `n` is transition `n`.

    A transition that would give more does not fire there: `overflow` says where that can be. Where no reached state is
    one of those, the system is exactly the net.
    """

    net: Net
    bounds: tuple[int, ...]
    system: System
    variable_of: tuple[int, ...]

    def tokens(self, place: int, least: int, most: int | None = None) -> Guard:
        """At least so many tokens lie on a place, and at most so many."""
        bound = self.bounds[place]
        wanted = range(least, (bound if most is None else min(most, bound)) + 1)
        return In(self.variable_of[place], sum(1 << count for count in wanted))

    def enabled(self, transition: Transition) -> Guard:
        """There are enough tokens for a transition, whatever it gives."""
        return all_of(self.tokens(arc.place, arc.weight) for arc in transition.takes)

    def depth(self, transition: int) -> int:
        """How far along the net a transition is. Worked off in this order, one round finds much of what is reached."""
        return max(
            (self.variable_of[arc.place] for arc in self.net.transitions[transition].takes), default=-1
        )

    def overflow(self, place: int) -> Guard:
        """Some transition is enabled that would put more tokens on a place than its bound."""
        found: list[Guard] = []
        for transition in self.net.transitions:
            taken, given = change(transition).get(place, (0, 0))
            if given > taken:
                least = max(self.bounds[place] - given + taken + 1, 0)
                found.append(all_of([self.enabled(transition), self.tokens(place, least)]))
        return any_of(found)


def system_of(net: Net, bounds: Sequence[int]) -> NetSystem:
    """The transition system of a net. `bounds` are the most tokens of each place, no less than lie on it at first."""
    order = _order(net)
    variable_of = [0] * len(order)
    for variable, place in enumerate(order):
        variable_of[place] = variable
    variables = tuple(
        Variable(net.places[place].name, tuple(str(count) for count in range(bounds[place] + 1)))
        for place in order
    )
    edges = tuple(_edge(transition, bounds, variable_of) for transition in net.transitions)
    begins = all_of(In(variable_of[number], 1 << place.tokens) for number, place in enumerate(net.places))
    system = System(variables, (Location("marking", rests=True),), edges, 0, begins)
    return NetSystem(net, tuple(bounds), system, tuple(variable_of))


def _edge(transition: Transition, bounds: Sequence[int], variable_of: Sequence[int]) -> Edge:
    guards: list[Guard] = []
    updates: list[Map] = []
    for place, (taken, given) in sorted(change(transition).items(), key=lambda item: variable_of[item[0]]):
        bound = bounds[place]
        allowed = [count for count in range(bound + 1) if count >= taken and count - taken + given <= bound]
        guards.append(In(variable_of[place], sum(1 << count for count in allowed)))
        if taken != given:
            images = tuple(
                1 << count - taken + given if count in allowed else 0 for count in range(bound + 1)
            )
            updates.append(Map(variable_of[place], images))
    return Edge(0, 0, Label("fire", transition.name), Duty.RESULT, all_of(guards), tuple(updates))


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
