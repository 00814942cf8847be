"""Sets as conjunctions of factors: formulas over the valuation before a move."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from .changes import Change
from .formulas import FALSE, TRUE, Formulas, values_of
from .sets import EVERYTHING, NOTHING, Nodes


class Given:
    """What is plain of the valuations that lie in some sets: formulas that hold, and the values that variables may have."""

    __slots__ = ("_sets", "_values", "formulas")

    def __init__(self, sets: Sets, formulas: frozenset[int]) -> None:
        """The formulas that hold."""
        self.formulas = formulas
        self._sets = sets
        self._values: dict[int, int] | None = None

    def within(self, variable: int, values: int) -> bool:
        """Whether a variable has no values but these (as bits)."""
        if self._values is None:
            self._values = {}
            for formula in self.formulas:
                entry = self._sets.formulas.entries[formula]
                if entry.kind == "in":
                    others = self._values.get(entry.variable, entry.values)
                    self._values[entry.variable] = others & entry.values
        return not self._values.get(variable, ~0) & ~values


class Sets:
    """The sets of a table of nodes as formulas.

    Where all ways from a node to the set of all valuations pass one other node, its *waist*, what lies between the two
    looks at variables of its own: the set is the conjunction of these *factors*, and most questions concern few of them.
    """

    __slots__ = (
        "_by_variable",
        "_children",
        "_choices",
        "_conjuncts",
        "_depth",
        "_factor",
        "_formulas",
        "_given",
        "_looks_at",
        "_own",
        "_paths",
        "_settles",
        "_several",
        "_variables",
        "_waist",
        "formulas",
        "nodes",
    )

    def __init__(self, formulas: Formulas, nodes: Nodes, *, settles: bool = True) -> None:
        """Find the waists. The nodes are in order (see `shape.py`). `settles`: what holds plainly is not asked about."""
        self._settles = settles
        self.formulas = formulas
        self.nodes = nodes
        looks_at, waists, depth = [0, 0], [NOTHING, EVERYTHING], [0, 0]
        self._looks_at, self._waist, self._depth = looks_at, waists, depth
        self._variables = [-1, -1]
        self._children: list[tuple[int, ...]] = [(), ()]
        self._formulas: dict[int, int] = {NOTHING: FALSE, EVERYTHING: TRUE}
        self._conjuncts: dict[int, frozenset[int]] = {NOTHING: frozenset((FALSE,)), EVERYTHING: frozenset()}
        self._own = [FALSE, TRUE]
        self._paths: dict[tuple[int, int], int] = {}
        self._choices: dict[tuple[int, tuple[int, ...]], int] = {}
        self._several: dict[int, frozenset[int]] = {}
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
            if len(following) == 1:
                results = tuple([TRUE if child == waist else FALSE for child in children])
            else:
                results = tuple([self._path(child, waist) for child in children])
            self._own.append(self._choice(variable, results))

    def _common(self, one: int, other: int) -> int:
        """The first node that all ways from both pass."""
        while one != other:
            if self._depth[one] >= self._depth[other]:
                one = self._waist[one]
            else:
                other = self._waist[other]
        return one

    def _path(self, number: int, waist: int) -> int:
        """The valuation leads from a node to a waist that all ways from it pass."""
        if number in (waist, NOTHING):
            return TRUE if number == waist else FALSE
        following = self._waist[number]
        if following == waist:
            return self._own[number]
        found = self._paths.get((number, waist))
        if found is None:
            parts = [self._own[number]]
            while following != waist:
                parts.append(self._own[following])
                following = self._waist[following]
            found = self._paths[number, waist] = self.formulas.conjunction(parts)
        return found

    def _choice(self, variable: int, results: tuple[int, ...]) -> int:
        """What holds by the value of a variable."""
        found = self._choices.get((variable, results))
        if found is None:
            formulas = self.formulas
            found = self._choices[variable, results] = formulas.disjunction(
                [
                    formulas.conjunction((formulas.literal(variable, bits), result))
                    for result, bits in _by_result(results).items()
                ]
            )
        return found

    def conjuncts(self, number: int) -> frozenset[int]:
        """The formulas of the factors of a set: it is their conjunction."""
        found = self._conjuncts.get(number)
        if found is None:
            factors = list(self._factors(number))
            formulas = list(map(self._own.__getitem__, factors))
            for conjunct, factor in zip(formulas, factors, strict=True):
                if conjunct not in self._factor:
                    self._note(conjunct, factor)
            found = self._conjuncts[number] = frozenset(formulas) - {TRUE}
        return found

    def _factors(self, number: int) -> Iterator[int]:
        """The nodes that begin the factors of a set that is not empty."""
        while number != EVERYTHING:
            yield number
            number = self._waist[number]

    def _note(self, conjunct: int, factor: int) -> None:
        """Note where a conjunct comes from and what it looks at; where it is more than a literal, the literals that follow."""
        waist = self._waist[factor]
        self._factor[conjunct] = factor, waist
        looks = self._looks_at[factor] & ~self._looks_at[waist]
        for variable in values_of(looks):
            self._by_variable.setdefault(variable, set()).add(conjunct)
        if looks & (looks - 1):
            literals = (self.formulas.literal(*values) for values in self._values(factor, waist))
            self._several[conjunct] = frozenset(literals)

    def touched(self, number: int, change: Change) -> frozenset[int]:
        """The conjuncts of a set that look at variables that change."""
        conjuncts, by_variable = self.conjuncts(number), self._by_variable
        if not conjuncts:
            return conjuncts
        none: frozenset[int] = frozenset()
        return none.union(
            *(conjuncts & by_variable[variable] for variable in change.terms if variable in by_variable)
        )

    def given(self, *numbers: int) -> Given:
        """What is plain of the valuations that lie in all of some sets: their conjuncts, and which values these leave."""
        if not self._settles:
            numbers = ()
        if len(numbers) > 1 and numbers[0] == numbers[1]:
            numbers = numbers[1:]
        found = self._given.get(numbers)
        if found is None:
            none: frozenset[int] = frozenset()
            conjuncts = none.union(*map(self.conjuncts, numbers))
            several = self._several.keys() & conjuncts
            found = self._given[numbers] = Given(
                self, conjuncts.union(*map(self._several.__getitem__, several))
            )
        return found

    def _values(self, number: int, waist: int) -> Iterator[tuple[int, int]]:
        """Variables with the values that they have on some way from a node to its waist."""
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

    def _between(self, number: int, waist: int, looks: int, known: Container[tuple[int, int]]) -> list[int]:
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
            results = tuple([self._of_child(child, waist, known, inside=inside) for child in children])
            term = change.terms.get(variable)
            if term is None:
                known[place, waist] = self._choice(variable, results)
                continue
            known[place, waist] = formulas.disjunction(
                [
                    formulas.conjunction((formulas.literal(term.origin, term.leading_to(bits)), result))
                    for result, bits in _by_result(results).items()
                ]
            )
        return self._of_child(number, waist, known, inside=inside)

    def _of_child(self, child: int, waist: int, known: dict[tuple[int, int], int], *, inside: bool) -> int:
        if child in (waist, NOTHING):
            return TRUE if (child == waist) is inside else FALSE
        found = known.get((child, waist))
        if found is None:
            states = self._path(child, waist)
            found = known[child, waist] = states if inside else self.formulas.negation(states)
        return found


def _by_result(results: Sequence[int]) -> dict[int, int]:
    """The values (as bits) that have each result, but for false."""
    found: dict[int, int] = {}
    for value, result in enumerate(results):
        if result != FALSE:
            found[result] = found.get(result, 0) | 1 << value
    return found
