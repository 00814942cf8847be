"""Moves as formulas over the valuation before them."""

from __future__ import annotations

from collections.abc import Sequence

from .changes import Change
from .factors import Given, Sets
from .formulas import FALSE, Formulas
from .sets import EVERYTHING


class Way:
    """One way in which a move can turn out, and where it does."""

    __slots__ = ("_inside", "_left", "_outside", "_sets", "_touched", "change", "possible")

    def __init__(self, sets: Sets, change: Change, guard: int) -> None:
        """`guard` is that of the edge; `self.possible` holds where the move can turn out this way."""
        self.change = change
        self._sets = sets
        self._left: dict[tuple[int, int], int] = {}
        self._touched: dict[int, tuple[frozenset[int], int]] = {}
        self._inside: dict[tuple[int, int], int] = {}
        self._outside: dict[tuple[int, int], int] = {}
        formulas = sets.formulas
        self.possible = formulas.conjunction(
            (guard, *(formulas.literal(variable, values) for variable, values in change.demands))
        )

    def into(self, states: int) -> int:
        """It is possible, and some result lies in the set."""
        inside = self._sets.inside(self.change, states, self._inside)
        return self._sets.formulas.conjunction((self.possible, inside))

    def out_of(self, states: int, given: Given) -> int:
        """It is possible, and some result does not lie in the set; only said of valuations of which `given` is plain.

        A conjunct of the set that looks at no variable that changes holds afterwards if it is given, or if its variable
        has but its values: no question is asked about that.
        """
        if states == EVERYTHING:
            return FALSE
        key = states, id(given)
        known = self._left.get(key)
        if known is None:
            known = self._left[key] = self._leaving(states, given)
        return known

    def _leaving(self, states: int, given: Given) -> int:
        sets = self._sets
        formulas = sets.formulas
        found = self._touched.get(states)
        if found is None:
            touched = sets.touched(states, self.change)
            found = self._touched[states] = touched, sets.outside(self.change, touched, self._outside)
        touched, outside = found
        others = sets.conjuncts(states) - touched - given.formulas
        if not others and outside == FALSE:
            return FALSE
        violated = [
            formulas.negation(other) for other in sorted(others) if not _holds(formulas, other, given)
        ]
        return formulas.conjunction((self.possible, formulas.disjunction((outside, *violated))))


def _holds(formulas: Formulas, formula: int, given: Given) -> bool:
    """A variable has one of these values, and it is plain that it has no others."""
    entry = formulas.entries[formula]
    return entry.kind == "in" and given.within(entry.variable, entry.values)


class Move:
    """What edges with the same guard and updates do."""

    __slots__ = ("formulas", "possible", "ways")

    def __init__(self, sets: Sets, guard: int, of_updates: Sequence[Change]) -> None:
        """Make each way ready; `self.possible` holds where the guard does and there is a result."""
        self.formulas = sets.formulas
        self.ways = [Way(sets, change, guard) for change in of_updates]
        self.possible = self.formulas.disjunction([way.possible for way in self.ways])

    def into(self, states: int) -> int:
        """It is possible with a result in the set."""
        return self.formulas.disjunction([way.into(states) for way in self.ways])

    def out_of(self, states: int, given: Given) -> int:
        """It is possible with a result outside the set; only said of valuations of which `given` is plain."""
        if len(self.ways) == 1:
            return self.ways[0].out_of(states, given)
        return self.formulas.disjunction([way.out_of(states, given) for way in self.ways])
