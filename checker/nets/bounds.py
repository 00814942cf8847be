"""How many tokens the places of a net hold at most."""

from __future__ import annotations

from contextlib import suppress

from ...grammar.light_dataclass import dataclass
from ..budget import BudgetSpentError
from ..diagrams.diagrams import EMPTY
from ..fixpoint.model import Model
from ..fixpoint.reach import reach
from .covering import Growth, count_tokens
from .net import Net
from .net_system import NetSystem, system_of


@dataclass(frozen=True, slots=True)
class Reached:
    """The markings that a net gets into: `states` of `model`, by location.

    `exact`: they are all of them. Otherwise they are those that keep to the bounds of `made`.
    """

    made: NetSystem
    model: Model
    states: list[int]
    exact: bool

    def bounds(self) -> tuple[int, ...]:
        """The most tokens on each place, among these markings."""
        found: list[int] = []
        for place, bound in enumerate(self.made.bounds):
            counts = range(bound, 0, -1)
            found.append(next((count for count in counts if self._is_reached(place, count)), 0))
        return tuple(found)

    def _is_reached(self, place: int, count: int) -> bool:
        return any(
            self.model.diagrams.intersection(
                node, self.model.set_of(self.made.tokens(location, place, count, count))
            )
            != EMPTY
            for location, node in enumerate(self.states)
            if node != EMPTY
        )


@dataclass(frozen=True, slots=True)
class Unbounded:
    """A place on which ever more tokens gather: after `run`, `circle` can be repeated for ever (names of transitions).

    `reached` are markings that keep to some bound: part of all.
    """

    place: str
    run: tuple[str, ...]
    circle: tuple[str, ...]
    reached: Reached


@dataclass(frozen=True, slots=True)
class BoundUnknown:
    """More than `most` tokens can lie on `place`; whether there is any bound was not found out."""

    place: str
    most: int
    reached: Reached


@dataclass(frozen=True, slots=True)
class TooLarge:
    """The markings were too many, or the places, to be looked at; `reason` says which."""

    reason: str


def reached_markings(
    net: Net, most: int = 7, nodes: int = 500_000
) -> Reached | Unbounded | BoundUnknown | TooLarge:
    """Everything a net can reach, where no place ever holds more than `most` tokens.

    Bounds of 1, 3, 7, … are tried. Where one does not do, a run that gains tokens is looked for. `nodes`: the most
    nodes of decision diagrams.
    """
    try:
        return _reached_markings(net, most, nodes)
    except (BudgetSpentError, RecursionError) as error:
        return too_large(net, error)


def too_large(net: Net, error: BudgetSpentError | RecursionError) -> TooLarge:
    """What an error in a question about a net says."""
    if isinstance(error, BudgetSpentError):
        return TooLarge(str(error))
    return TooLarge(f"its {len(net.places):,} places are more than decision diagrams can nest here")


def _reached_markings(net: Net, most: int, nodes: int) -> Reached | Unbounded | BoundUnknown:
    bound = 1
    searched = False
    while True:
        reached, place = _within(net, bound, nodes)
        if place is None:
            return reached
        if not searched:
            searched = True
            found = count_tokens(net)
            if isinstance(found, Growth):
                return _unbounded(net, found, reached, nodes)
            if found is not None:
                bound = max(found.bounds)
                continue
        if bound >= most:
            return BoundUnknown(net.places[place].name, bound, reached)
        bound = min(2 * bound + 1, most)


def _unbounded(net: Net, growth: Growth, reached: Reached, nodes: int) -> Unbounded:
    """Say it with names, and look a little further than one token, for what some run shows already."""
    with suppress(BudgetSpentError):
        reached, _ = _within(net, 3, nodes)
    names = [transition.name for transition in net.transitions]
    return Unbounded(
        net.places[growth.place].name,
        tuple(names[number] for number in growth.run),
        tuple(names[number] for number in growth.circle),
        reached,
    )


def _within(net: Net, bound: int, nodes: int) -> tuple[Reached, int | None]:
    """What is reached with at most so many tokens on a place, and a place that would get more."""
    made = system_of(net, [max(bound, place.tokens) for place in net.places])
    model = Model(made.system, nodes)
    for leaving, entering in zip(model.outgoing, model.incoming, strict=True):
        leaving.sort(key=made.depth)
        entering.sort(key=made.depth, reverse=True)
    states = reach(model)
    for location, node in enumerate(states):
        if node == EMPTY:
            continue
        for place, guard in made.overflows(location):
            if model.diagrams.intersection(node, model.set_of(guard)) != EMPTY:
                return Reached(made, model, states, exact=False), place
    return Reached(made, model, states, exact=True), None
