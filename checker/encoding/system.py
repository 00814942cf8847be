"""The transition system that proofs reason about: their stated trusted base, plain data.

A *state* is a location and a value for every variable. An edge leads from one location to another where its guard
holds, and changes variables one after the other. Between two events of the world a run passes locations that do not
rest; there only the engine moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from fractions import Fraction
from typing import Final, NamedTuple

from ...grammar.light_dataclass import dataclass
from .guard import TRUE, Guard


@dataclass(frozen=True, slots=True)
class Variable:
    """Something with finitely many values. `name` says what it is, `values` are the words for its values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """The variable gets a new value that depends on its old one.

    `images[v]` is the set of values (as bits) it may get where it had value `v`; an empty set: the edge cannot be
    taken there. `variable := 3` is the same bit for every `v`; any value: all bits for every `v`.
    """

    variable: int
    images: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """The variable gets a value that depends on another variable: `images[s]` is the set of values it may get where
    `source` has value `s`.
    """

    variable: int
    source: int
    images: tuple[int, ...]


Update = Map | Copy


class Duty(Enum):
    """Who is bound to make an event happen (design ruling `obliged`).

    RESULT: a flow or person is obliged to give it in the end. FAULT: it may take the place of a result that is
    obliged. STRIKE: an error that may come with any event. OPTIONAL: it may happen, finitely often. ENGINE: no event
    of the world; the engine goes on by itself.
    """

    RESULT = "result"
    FAULT = "fault"
    STRIKE = "strike"
    OPTIONAL = "optional"
    ENGINE = "engine"


RESULTS: Final = frozenset({Duty.RESULT, Duty.ENGINE})
"""What happens in the end if no error strikes and nobody interferes."""


class Label(NamedTuple):
    """What an edge stands for.

    `event` is the word for the event of the world (`complete`, `fail`, `publish`, `cancel`, `recall`, `begin`, …)
    or, of an edge of the engine, for what it does (`start`, `take`, …); `element` the API name it is about. `kinds`
    are the kinds of error that it stands for, the first of which represents them.
    """

    event: str
    element: str = ""
    kinds: tuple[str, ...] = ()


class Edge(NamedTuple):
    """A move. `duty` is ENGINE for the moves of the engine; those of the world begin in a location that rests."""

    source: int
    target: int
    label: Label
    duty: Duty
    guard: Guard = TRUE
    updates: tuple[Update, ...] = ()


class Location(NamedTuple):
    """A point of the graph.

    `rests`: the run waits for the world there. `stage` and `decision` are indexes in the definition where it lies in
    one. `end` is the run status of a terminal location, else "". `name` is unique.
    """

    name: str
    rests: bool = False
    stage: int | None = None
    decision: int | None = None
    end: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the variable of an open condition stands for: `left operator right`, an ordering of two numbers outside the system.

    Wherever a guard looks at the variable, it has value 1 if both sides are numbers that the ordering holds for, and another
    value if not. `is_never_null`: both sides always are numbers. `changes` are edges (ascending) that change `left - right`,
    each with by how much it grows; None: that is not known, and once more it may change later, when the record is read again.
    Any other edge leaves both sides as they are. By an edge whose change is known a number stays one, and so does a null.
    """

    variable: int
    left: str
    operator: str
    right: str
    is_never_null: bool
    changes: tuple[tuple[int, Fraction | None], ...] = ()

    def renumbered(self, edges: Sequence[int]) -> Comparison:
        """The same of a system in which each edge has the number that is told here, in ascending order."""
        return replace(self, changes=tuple((edges[edge], change) for edge, change in self.changes))


@dataclass(frozen=True, slots=True)
class System:
    """A transition system. A run begins in `initial`, in any valuation in which `begins` holds.

    `comparisons` say what is known of conditions that are left open: that is part of what proofs trust.
    """

    variables: tuple[Variable, ...]
    locations: tuple[Location, ...]
    edges: tuple[Edge, ...]
    initial: int = 0
    begins: Guard = TRUE
    comparisons: tuple[Comparison, ...] = ()
