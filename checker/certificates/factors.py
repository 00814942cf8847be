"""Sets as conjunctions of factors: formulas over the valuation before a move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .changes import Change
from .formulas import FALSE, TRUE, Formulas
from .sets import EVERYTHING, NOTHING, Nodes


class Given(NamedTuple):
    """What is plain of the valuations of sets: formulas that hold, and the values (as bits) that variables may have."""

    formulas: frozenset[int]
    values: Mapping[int, int]


class Sets:
    """The sets of a table of nodes as formulas.

    Where all ways from a node to the set of all valuations pass one other node, its *waist*, what lies between the two
    looks at variables of its own: the set is the conjunction of these *factors*, and most questions concern few of them.
    """

    __slots__ = (
        "_by_variable",
        "_children",
        "_conjuncts",
        "_depth",
        "_factor",
        "_formulas",
        "_given",
        "_looks_at",
        "_segments",
        "_variables",
        "_waist",
        "formulas",
        "nodes",
    )

    def __init__(self, formulas: Formulas, nodes: Nodes) -> None:
        """Find the waists. The nodes are in order (see `shape.py`)."""
        self.formulas = formulas
        self.nodes = nodes
        looks_at, waists, depth = [0, 0], [NOTHING, EVERYTHING], [0, 0]
        self._looks_at, self._waist, self._depth = looks_at, waists, depth
        self._variables = [-1, -1]
        self._children: list[tuple[int, ...]] = [(), ()]
        self._formulas: dict[int, int] = {NOTHING: FALSE, EVERYTHING: TRUE}
        self._conjuncts: dict[int, frozenset[int]] = {NOTHING: frozenset((FALSE,)), EVERYTHING: frozenset()}
        self._segments: dict[tuple[int, int], int] = {}
        self._factor: dict[int, tuple[int, int]] = {}
        self._by_variable: dict[int, set[int]] = {}
        self._given: dict[tuple[int, ...], Given] = {}
        empty: set[int] = set()
        for number, (variable, given) in enumerate(nodes, 2):
            children = given
            if not empty.isdisjoint(given):
                children = tuple(NOTHING if child in empty else child for child in given)
            following = set(children)
            following.discard(NOTHING)
            bits = 1 << variable
            waist = NOTHING
            for child in following:
                bits |= looks_at[child]
                waist = child if waist == NOTHING else self._common(waist, child)
            if not following:
                empty.add(number)
                self._formulas[number] = FALSE
                self._conjuncts[number] = self._conjuncts[NOTHING]
            looks_at.append(bits)
            waists.append(waist)
            depth.append(depth[waist] + 1)
            self._variables.append(variable)
            self._children.append(children)

    def _common(self, one: int, other: int) -> int:
        """The first node that all ways from both pass."""
        while one != other:
            if self._depth[one] >= self._depth[other]:
                one = self._waist[one]
            else:
                other = self._waist[other]
        return one

    def conjuncts(self, number: int) -> frozenset[int]:
        """The formulas of the factors of a set: it is their conjunction."""
        found = self._conjuncts.get(number)
        if found is None:
            formulas = [self._of_factor(*factor) for factor in self._factors(number)]
            found = self._conjuncts[number] = frozenset(formulas) - {TRUE}
        return found

    def _factors(self, number: int) -> Iterator[tuple[int, int]]:
        """The pairs of a node and its waist that a set, not the empty one, consists of."""
        while number != EVERYTHING:
            yield number, self._waist[number]
            number = self._waist[number]

    def _of_factor(self, number: int, waist: int) -> int:
        found = self._segments.get((number, waist))
        if found is None:
            found = self._segment(number, waist)
        if found not in self._factor:
            self._factor[found] = number, waist
            looks = self._looks_at[number] & ~self._looks_at[waist]
            while looks:
                lowest = looks & -looks
                self._by_variable.setdefault(lowest.bit_length() - 1, set()).add(found)
                looks ^= lowest
        return found

    def touched(self, number: int, change: Change) -> frozenset[int]:
        """The conjuncts of a set that look at variables that change."""
        conjuncts, by_variable = self.conjuncts(number), self._by_variable
        if not conjuncts:
            return conjuncts
        return frozenset().union(
            *(conjuncts & by_variable[variable] for variable in change.terms if variable in by_variable)
        )

    def given(self, *numbers: int) -> Given:
        """What is plain of the valuations that lie in all of some sets: their conjuncts, and which values these leave."""
        found = self._given.get(numbers)
        if found is None:
            values: dict[int, int] = {}
            for number in numbers:
                for conjunct in self.conjuncts(number):
                    for variable, bits in self._values(conjunct):
                        values[variable] = values.get(variable, bits) & bits
            literals = [self.formulas.literal(variable, bits) for variable, bits in values.items()]
            every = frozenset(literals).union(*map(self.conjuncts, numbers))
            found = self._given[numbers] = Given(every, values)
        return found

    def _values(self, conjunct: int) -> Iterator[tuple[int, int]]:
        """The values that variables have on some way through a factor, for those that do not have all of them."""
        entry = self.formulas.entries[conjunct]
        if entry.kind == "in":
            yield entry.variable, entry.values
        if entry.kind in {"in", "constant"}:
            return
        number, waist = self._factor[conjunct]
        between = self._between(number, waist, ~0, {})
        place = {variable: at for at, variable in enumerate(sorted({self._variables[at] for at in between}))}
        values = dict.fromkeys(place, 0)
        skipped: set[int] = set()
        for at in between:
            variable, here = self._variables[at], 0
            for value, child in enumerate(self._children[at]):
                if child != NOTHING:
                    here |= 1 << value
                    following = len(place) if child == waist else place[self._variables[child]]
                    skipped.update(range(place[variable] + 1, following))
            values[variable] |= here
        for variable, at in place.items():
            if at not in skipped:
                yield variable, values[variable]

    def formula(self, number: int) -> int:
        """The valuation lies in the set."""
        found = self._formulas.get(number)
        if found is None:
            found = self._formulas[number] = self.formulas.conjunction(self.conjuncts(number))
        return found

    def _segment(self, number: int, waist: int) -> int:
        """The valuation leads from a node to its waist."""
        known = self._segments
        for place in self._between(number, waist, ~0, known):
            variable, children = self._variables[place], self._children[place]
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
                todo += self._children[place]
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

    def inside(self, change: Change, number: int, known: dict[tuple[int, int], int]) -> int:
        """Some result of a change lies in the set, where the change has a result at all. `known` is what has been worked
        out for this change and side.
        """
        factors = (self._factor[conjunct] for conjunct in self.conjuncts(number) - {FALSE})
        parts = [self._some_result(change, *factor, known, inside=True) for factor in factors]
        return FALSE if FALSE in self.conjuncts(number) else self.formulas.conjunction(parts)

    def outside(self, change: Change, conjuncts: frozenset[int], known: dict[tuple[int, int], int]) -> int:
        """Some result of a change violates one of the conjuncts (not false itself), where it has a result at all."""
        factors = (self._factor[conjunct] for conjunct in sorted(conjuncts))
        return self.formulas.disjunction(
            [self._some_result(change, *factor, known, inside=False) for factor in factors]
        )

    def _some_result(
        self, change: Change, number: int, waist: int, known: dict[tuple[int, int], int], *, inside: bool
    ) -> int:
        """Some result leads from a node to its waist, or does not.

        Results of different variables are chosen independently, and a path of the diagram meets a variable once: so the
        choice can be made node by node.
        """
        formulas = self.formulas
        for place in self._between(number, waist, change.changed, known):
            variable, children = self._variables[place], self._children[place]
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
