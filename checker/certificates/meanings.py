"""Sets, guards and moves as formulas over the valuation before a move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from ..encoding.guard import AllOf, AnyOf, Guard, In, Negation
from ..encoding.system import Edge, System
from .changes import Change, changes
from .formulas import FALSE, TRUE, Formulas
from .sets import EVERYTHING, Nodes


class Sets:
    """The sets of a table of nodes as formulas."""

    __slots__ = ("_known", "_looks_at", "formulas", "nodes")

    def __init__(self, formulas: Formulas, nodes: Nodes) -> None:
        """Begin with nothing worked out. The nodes are in order (see `shape.py`)."""
        self.formulas = formulas
        self.nodes = nodes
        self._known = [FALSE, TRUE]
        self._looks_at = [0, 0]
        for variable, children in nodes:
            bits = 1 << variable
            for child in children:
                bits |= self._looks_at[child]
            self._looks_at.append(bits)

    def formula(self, number: int) -> int:
        """The valuation lies in the set."""
        for place in range(len(self._known), number + 1):
            variable, children = self.nodes[place - 2]
            self._known.append(self._choice(variable, [self._known[child] for child in children]))
        return self._known[number]

    def _choice(self, variable: int, children: Sequence[int]) -> int:
        by_child: dict[int, int] = {}
        for value, child in enumerate(children):
            by_child[child] = by_child.get(child, 0) | 1 << value
        if len(by_child) == 1:
            return children[0]
        formulas = self.formulas
        return formulas.disjunction(
            formulas.conjunction((formulas.literal(variable, bits), child))
            for child, bits in by_child.items()
            if child != FALSE
        )

    def some_result(self, change: Change, number: int, known: dict[int, int], *, inside: bool) -> int:
        """Some result of a change lies in the set, or outside of it; where the change has a result at all.

        Results of different variables are chosen independently, and a path of the diagram meets a variable once: so
        the choice can be made node by node. `known` is what has been worked out for this change and side.
        """
        formulas = self.formulas
        todo = [number]
        needed: set[int] = set()
        while todo:
            place = todo.pop()
            if place in known or place in needed:
                continue
            if self._looks_at[place] & change.changed:
                needed.add(place)
                todo += self.nodes[place - 2][1]
            else:
                states = self.formula(place)
                known[place] = states if inside else formulas.negation(states)
        for place in sorted(needed):
            variable, children = self.nodes[place - 2]
            results = [known[child] for child in children]
            term = change.terms.get(variable)
            if term is None:
                known[place] = self._choice(variable, results)
                continue
            by_child: dict[int, int] = {}
            for value, child in enumerate(results):
                by_child[child] = by_child.get(child, 0) | 1 << value
            known[place] = formulas.disjunction(
                formulas.conjunction(
                    (
                        formulas.literal(
                            term.origin,
                            sum(1 << old for old, image in enumerate(term.images) if image & bits),
                        ),
                        child,
                    )
                )
                for child, bits in by_child.items()
                if child != FALSE
            )
        return known[number]


class Way:
    """One way in which a move can turn out, and where it does."""

    __slots__ = ("_inside", "_outside", "_sets", "change", "possible")

    def __init__(self, sets: Sets, change: Change, guard: int) -> None:
        """`guard` is that of the edge; `self.possible` holds where the move can turn out this way."""
        self.change = change
        self._sets = sets
        self._inside: dict[int, int] = {}
        self._outside: dict[int, int] = {}
        formulas = sets.formulas
        self.possible = formulas.conjunction(
            (guard, *(formulas.literal(variable, values) for variable, values in change.demands))
        )

    def into(self, states: int) -> int:
        """It is possible, and some result lies in the set."""
        inside = self._sets.some_result(self.change, states, self._inside, inside=True)
        return self._sets.formulas.conjunction((self.possible, inside))

    def out_of(self, states: int) -> int:
        """It is possible, and some result does not lie in the set."""
        if states == EVERYTHING:
            return FALSE
        outside = self._sets.some_result(self.change, states, self._outside, inside=False)
        return self._sets.formulas.conjunction((self.possible, outside))


class Move:
    """What edges with the same guard and updates do."""

    __slots__ = ("formulas", "ways")

    def __init__(self, sets: Sets, guard: int, of_updates: Sequence[Change]) -> None:
        """Make each way ready."""
        self.formulas = sets.formulas
        self.ways = [Way(sets, change, guard) for change in of_updates]

    def possible(self) -> int:
        """The guard holds and there is a result."""
        return self.formulas.disjunction([way.possible for way in self.ways])

    def into(self, states: int) -> int:
        """It is possible with a result in the set."""
        return self.formulas.disjunction([way.into(states) for way in self.ways])

    def out_of(self, states: int) -> int:
        """It is possible with a result outside the set."""
        return self.formulas.disjunction([way.out_of(states) for way in self.ways])


class Meanings:
    """A system's guards, moves and a certificate's sets as formulas. `move[edge]` is the number of its move."""

    __slots__ = ("_guards", "formulas", "move", "moves", "sets")

    def __init__(self, system: System, nodes: Nodes) -> None:
        """Work out the moves, one for all edges with the same guard and updates."""
        sizes = [len(variable.values) for variable in system.variables]
        self.formulas = Formulas(sizes)
        self.sets = Sets(self.formulas, nodes)
        self._guards: dict[int, tuple[Guard, int]] = {}
        self.moves: list[Move] = []
        self.move: list[int] = []
        by_identity: dict[tuple[int, int], int] = {}
        by_value: dict[tuple[object, object], int] = {}
        for edge in system.edges:
            identity = (id(edge.guard), id(edge.updates))
            number = by_identity.get(identity)
            if number is None:
                number = by_value.setdefault((edge.guard, edge.updates), len(self.moves))
                by_identity[identity] = number
                if number == len(self.moves):
                    self.moves.append(self._move(edge, sizes))
            self.move.append(number)

    def _move(self, edge: Edge, sizes: Sequence[int]) -> Move:
        return Move(self.sets, self.guard(edge.guard), changes(edge.updates, sizes))

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
