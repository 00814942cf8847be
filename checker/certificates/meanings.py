"""Sets, guards and moves as formulas over the valuation before a move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from ..encoding.guard import AllOf, AnyOf, Guard, In, Negation
from ..encoding.system import Edge, System
from .changes import Change, changes
from .formulas import FALSE, TRUE, Formulas
from .sets import EVERYTHING, NOTHING, Nodes


class Sets:
    """The sets of a table of nodes as formulas.

    Where all ways from a node to the set of all valuations pass one other node, its *waist*, what lies between the two
    looks at variables of its own: the set is the conjunction of these *factors*, and most questions concern few of them.
    """

    __slots__ = ("_depth", "_formulas", "_looks_at", "_segments", "_waist", "formulas", "nodes")

    def __init__(self, formulas: Formulas, nodes: Nodes) -> None:
        """Begin with nothing worked out. The nodes are in order (see `shape.py`)."""
        self.formulas = formulas
        self.nodes = nodes
        self._looks_at = [0, 0]
        self._waist = [NOTHING, EVERYTHING]
        self._depth = [0, 0]
        for variable, children in nodes:
            bits = 1 << variable
            waist = NOTHING
            for child in set(children):
                bits |= self._looks_at[child]
                if child != NOTHING:
                    waist = child if waist == NOTHING else self._common(waist, child)
            self._looks_at.append(bits)
            self._waist.append(waist)
            self._depth.append(self._depth[waist] + 1)
        self._formulas: dict[int, int] = {NOTHING: FALSE, EVERYTHING: TRUE}
        self._segments: dict[tuple[int, int], int] = {}

    def _common(self, one: int, other: int) -> int:
        """The first node that all ways from both pass."""
        while one != other:
            if self._depth[one] >= self._depth[other]:
                one = self._waist[one]
            else:
                other = self._waist[other]
        return one

    def factors(self, number: int) -> Iterator[tuple[int, int]]:
        """The pairs of a node and its waist that a set, not the empty one, consists of."""
        while number != EVERYTHING:
            yield number, self._waist[number]
            number = self._waist[number]

    def formula(self, number: int) -> int:
        """The valuation lies in the set."""
        found = self._formulas.get(number)
        if found is None:
            found = self._formulas[number] = self.formulas.conjunction(
                [self._segment(*factor) for factor in self.factors(number)]
            )
        return found

    def _segment(self, number: int, waist: int) -> int:
        """The valuation leads from a node to its waist."""
        known = self._segments
        for place in self._between(number, waist, ~0, known):
            variable, children = self.nodes[place - 2]
            results = [self._result(child, waist, known) for child in children]
            known[place, waist] = self._choice(variable, results)
        return known[number, waist]

    def _result(self, child: int, waist: int, known: Mapping[tuple[int, int], int]) -> int:
        if child == waist:
            return TRUE
        return FALSE if child == NOTHING else known[child, waist]

    def _between(
        self, number: int, waist: int, looks: int, known: Mapping[tuple[int, int], int]
    ) -> list[int]:
        """The nodes from one to its waist that look at these variables and are not known, children first."""
        todo = [number]
        found: set[int] = set()
        while todo:
            place = todo.pop()
            if place in (waist, NOTHING) or place in found or (place, waist) in known:
                continue
            if self._looks_at[place] & ~self._looks_at[waist] & looks:
                found.add(place)
                todo += self.nodes[place - 2][1]
        return sorted(found)

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

    def some_result(
        self, change: Change, number: int, known: dict[tuple[int, int], int], *, inside: bool
    ) -> int:
        """Some result of a change lies in the set, or outside of it; where the change has a result at all.

        Results of different variables are chosen independently, and a path of the diagram meets a variable once: so
        the choice can be made node by node, and factor by factor. `known` is what has been worked out for this change and
        side.
        """
        if number == NOTHING:
            return FALSE if inside else TRUE
        parts = [self._some_result(change, *factor, known, inside=inside) for factor in self.factors(number)]
        return self.formulas.conjunction(parts) if inside else self.formulas.disjunction(parts)

    def _some_result(
        self, change: Change, number: int, waist: int, known: dict[tuple[int, int], int], *, inside: bool
    ) -> int:
        formulas = self.formulas
        for place in self._between(number, waist, change.changed, known):
            variable, children = self.nodes[place - 2]
            results = [self._of_child(child, waist, known, inside=inside) for child in children]
            term = change.terms.get(variable)
            if term is None:
                known[place, waist] = self._choice(variable, results)
                continue
            by_child: dict[int, int] = {}
            for value, child in enumerate(results):
                by_child[child] = by_child.get(child, 0) | 1 << value
            known[place, waist] = formulas.disjunction(
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
        return self._of_child(number, waist, known, inside=inside)

    def _of_child(self, child: int, waist: int, known: dict[tuple[int, int], int], *, inside: bool) -> int:
        if child in (waist, NOTHING):
            return TRUE if (child == waist) is inside else FALSE
        found = known.get((child, waist))
        if found is None:
            states = self._segment(child, waist)
            found = known[child, waist] = states if inside else self.formulas.negation(states)
        return found


class Way:
    """One way in which a move can turn out, and where it does."""

    __slots__ = ("_inside", "_outside", "_sets", "change", "possible")

    def __init__(self, sets: Sets, change: Change, guard: int) -> None:
        """`guard` is that of the edge; `self.possible` holds where the move can turn out this way."""
        self.change = change
        self._sets = sets
        self._inside: dict[tuple[int, int], int] = {}
        self._outside: dict[tuple[int, int], int] = {}
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
