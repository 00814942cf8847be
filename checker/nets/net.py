"""Place/transition nets, and how tokens move in them."""

from __future__ import annotations

from typing import NamedTuple

from ...grammar.light_dataclass import dataclass

Marking = tuple[int, ...]
"""How many tokens lie on each place."""


class Place(NamedTuple):
    """`tokens` lie on it at first. `name` is unique among the nodes, `label` what people call it."""

    name: str
    tokens: int = 0
    label: str = ""


class Arc(NamedTuple):
    """To or from a place (its number), with as many tokens as `weight` says (1 or more)."""

    place: int
    weight: int = 1


class Transition(NamedTuple):
    """Takes tokens and gives tokens, at most one arc each way for a place."""

    name: str
    takes: tuple[Arc, ...]
    gives: tuple[Arc, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Net:
    """A place/transition net with its initial marking. `final` is the marking its author calls final, if any."""

    name: str
    places: tuple[Place, ...]
    transitions: tuple[Transition, ...]
    final: Marking | None = None

    @property
    def initial(self) -> Marking:
        """The marking at first."""
        return tuple(place.tokens for place in self.places)


def is_enabled(transition: Transition, marking: Marking) -> bool:
    """Whether there are enough tokens to take."""
    return all(marking[arc.place] >= arc.weight for arc in transition.takes)


def fired(transition: Transition, marking: Marking) -> Marking:
    """The marking after a transition that is enabled."""
    after = list(marking)
    for arc in transition.takes:
        after[arc.place] -= arc.weight
    for arc in transition.gives:
        after[arc.place] += arc.weight
    return tuple(after)


def change(transition: Transition) -> dict[int, tuple[int, int]]:
    """By place, how many tokens a transition takes from it and gives to it."""
    found = {arc.place: (arc.weight, 0) for arc in transition.takes}
    for arc in transition.gives:
        found[arc.place] = (found.get(arc.place, (0, 0))[0], arc.weight)
    return found
