"""Sets, guards and moves as formulas over the valuation before a move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from ..encoding.guard import AllOf, AnyOf, Guard, In, Negation
from ..encoding.system import System, Update
from .changes import Change, changes
from .factors import Sets
from .formulas import FALSE, Formulas
from .moves import Move
from .obligation import AtEdges
from .sets import EVERYTHING, NOTHING, Nodes


class Meanings:
    """A system's guards, moves and a certificate's sets as formulas. `move[edge]` is the number of its move, `sources` and
    `targets` are the locations of the edges.
    """

    __slots__ = ("_changes", "_guards", "formulas", "move", "moves", "sets", "sources", "targets")

    def __init__(self, system: System, nodes: Nodes, *, settles: bool = True) -> None:
        """Work out the moves, one for all edges with the same guard and updates. `settles`: what no edge touches is not asked
        about.
        """
        sizes = [len(variable.values) for variable in system.variables]
        self.formulas = Formulas(sizes)
        self.sets = Sets(self.formulas, nodes, settles=settles)
        self.sources = [edge.source for edge in system.edges]
        self.targets = [edge.target for edge in system.edges]
        self._guards: dict[int, tuple[Guard, int]] = {}
        self._changes: dict[tuple[int, ...], tuple[Change, ...]] = {}
        self.moves: list[Move] = []
        self.move: list[int] = []
        known: dict[tuple[int, tuple[int, ...]], int] = {}
        for edge in system.edges:
            guard, updates = self.guard(edge.guard), tuple(map(id, edge.updates))
            number = known.setdefault((guard, updates), len(self.moves))
            if number == len(self.moves):
                self.moves.append(Move(self.sets, guard, self._of_updates(updates, edge.updates, sizes)))
            self.move.append(number)

    def _of_updates(
        self, key: tuple[int, ...], updates: Sequence[Update], sizes: Sequence[int]
    ) -> tuple[Change, ...]:
        found = self._changes.get(key)
        if found is None:
            found = self._changes[key] = changes(updates, sizes)
        return found

    def found(self, inside: Sequence[int], outside: Sequence[int], *parts: int) -> int:
        """The valuation lies in all the sets `inside` and in none of `outside`, and the formulas `parts` hold."""
        if FALSE in parts or NOTHING in inside or EVERYTHING in outside:
            return FALSE
        sets, formulas = self.sets, self.formulas
        return formulas.conjunction(
            (
                *parts,
                *map(sets.formula, dict.fromkeys(inside)),
                *(formulas.negation(sets.formula(states)) for states in outside),
            )
        )

    def stopped(self, moves: Iterable[int]) -> int:
        """None of the moves is possible."""
        possible = [self.moves[move].possible for move in sorted(moves)]
        return self.formulas.negation(self.formulas.disjunction(possible))

    def at_edges(self, edges: Sequence[int], entry: int = -1) -> AtEdges:
        """Where obligations about edges are."""
        return AtEdges(self.sources, edges, entry)

    def guard(self, guard: Guard) -> int:
        """The guard holds."""
        formulas = self.formulas
        known = self._guards.get(id(guard))
        if known is not None:
            return known[1]
        match guard:
            case In(variable=variable, values=values):
                found = formulas.literal(variable, values)
            case AllOf(parts=parts):
                found = formulas.conjunction([self.guard(part) for part in parts])
            case AnyOf(parts=parts):
                found = formulas.disjunction([self.guard(part) for part in parts])
            case Negation(part=part):
                found = formulas.negation(self.guard(part))
            case _:
                assert_never(guard)
        self._guards[id(guard)] = (guard, found)
        return found
