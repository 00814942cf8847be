"""What has to hold for a certificate to be valid: formulas that must hold nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar

from .sets import EVERYTHING

Key = TypeVar("Key")

INVARIANT: Final = -1
"""In place of the number of a claim: the obligation is the invariant's."""


class Kind(StrEnum):
    """What an obligation asks for; the value says it in a few words."""

    BEGINS = "every state in which a run begins lies in the invariant"
    KEEPS = "the edge leads from the invariant into the invariant"
    UNREACHED = "no state of the invariant is among those that are not reached"
    NEVER_TAKEN = "the edge can be taken nowhere in the invariant"
    ABLE = "every state that is able to get to a goal has a rank"
    CLOSER = "from every state of the layer some edge of the layer leads closer to a goal"
    CHOICE = "in every state that is able to get to a goal some edge of the choice can be taken"
    CHOSEN = "the edge of the choice leads to goals, or with progress to states that are able to get to one"
    STARTS = "every state to start from is a goal or has a rank"
    RANK = "the edge never raises the rank, and lowers it or makes progress where results have to"
    RANKED = "every state of the invariant has a rank"
    SELDOM = (
        "the edge never raises the rank, and lowers it if it is one of those that are taken finitely often"
    )
    GOES_ON = "every ranked state is a goal, waits, or has an edge that is bound to be taken"
    IN_ORDER = "the edge leads to no part that comes before its own"
    ASKS = "the edge is taken only where the condition is as the countdown says"
    NOT_NEGATIVE = "where the condition is as the countdown says, both sides are numbers and the difference is not negative"
    FALLS = "the difference does not rise with the edge, and falls by enough with an edge that counts"
    NO_GOAL = "no goal lies in the trap"
    TRAPPED = "the edge does not lead out of the trap"
    RUN = "the run that is shown is a run to the states that are claimed"


class Obligation(NamedTuple):
    """Which one: of the invariant or of a claim (by number), about a location, an edge, an entry of a list in it."""

    claim: int
    kind: Kind
    location: int = -1
    edge: int = -1
    entry: int = -1


Where = tuple[int, int, int]
"""The location, edge and entry of an obligation."""


class AtEdges:
    """Where obligations about edges are, each told when it is asked for."""

    __slots__ = ("_edges", "_entry", "_sources")

    def __init__(self, sources: Sequence[int], edges: Sequence[int], entry: int = -1) -> None:
        """`sources` are the locations of all edges, `edges` are the numbers of those that it is about."""
        self._sources = sources
        self._edges = edges
        self._entry = entry

    def __len__(self) -> int:
        """How many they are."""
        return len(self._edges)

    def __iter__(self) -> Iterator[Where]:
        """Each of them."""
        return ((self._sources[edge], edge, self._entry) for edge in self._edges)


class Owed(NamedTuple):
    """Obligations of one kind that come to the same; they hold if the formula `violation` holds nowhere.

    `kept_in` is the set that the results of their edges should lie in, where they are about results.
    """

    claim: int
    kind: Kind
    violation: int
    places: Sequence[Where] | AtEdges
    kept_in: int = EVERYTHING

    def obligations(self) -> Iterator[Obligation]:
        """Each of them."""
        return (Obligation(self.claim, self.kind, *place) for place in self.places)


def grouped(keys: Iterable[Key]) -> dict[Key, list[int]]:
    """The positions at which each key stands."""
    found: dict[Key, list[int]] = {}
    for place, key in enumerate(keys):
        if key in found:
            found[key].append(place)
        else:
            found[key] = [place]
    return found
