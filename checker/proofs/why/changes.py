"""Which changes of conditions are enough to reach what is never reached, all of them at once, the fewest first.

In one system each condition has a variable that says, for a whole run, whether it may hold or not as it happens, or is as it
is. The runs in which at most one is open tell for every claim which conditions are enough alone; those in which at most two
are, which two; and so on.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from ...budget import BudgetSpentError
from ...diagrams.diagrams import EMPTY
from ...encoding.data.left_open import AS_IT_IS, NO, YES
from ...encoding.encode import encode
from ...encoding.guard import In, all_of
from ...encoding.system import Map
from ...fixpoint.reach import reach
from ..analysis import Analysis
from ..prove import Proofs
from ..reachability import Reaching, reachings
from .rows import ConditionRow, rows

MOST_NODES: Final = 200_000
MOST_CHANGES: Final = 3


class _Layer(NamedTuple):
    """The states in which a run begins, and those that it gets into, by location."""

    begins: int
    reached: list[int]


class Changes:
    """Changes of the conditions of a definition."""

    def __init__(self, proofs: Proofs) -> None:
        """Encode it. Raises `TooLargeError` where it has too many points of control, or `BudgetSpentError`."""
        self.rows = tuple(rows(proofs.program.orchestration))
        self._budget = min(proofs.budget, MOST_NODES)
        encoding = encode(
            proofs.program,
            proofs.contracts,
            relaxed=[row.condition for row in self.rows],
            some=True,
            suspends=False,
            wide=proofs.is_wide,
        )
        self._analysis = Analysis(encoding, proofs.budget)
        self._is_spent = False
        self._variables: dict[int, list[int]] = {}
        for (condition, _), variable in encoding.space.left_open.free.items():
            self._variables.setdefault(condition, []).append(variable)
        self._edges = {(one.property, one.element): one.edges for one in reachings(self._analysis)}
        model = self._analysis.model
        as_they_are = all_of(
            In(variable, AS_IT_IS) for variables in self._variables.values() for variable in variables
        )
        begins = model.diagrams.intersection(model.begins, model.set_of(as_they_are))
        self._layers = [_Layer(begins, [])]

    def fewest(self, claim: Reaching) -> tuple[tuple[ConditionRow, ...], ...] | None:
        """As few sets of conditions as there can be with which it is reached if one of each may hold or not; the conditions
        of a set can stand for each other. None of them: one is not enough, and no `MOST_CHANGES` are known to be. None: it is
        too large a question whether one is.
        """
        for count in range(1, MOST_CHANGES + 1):
            try:
                taking = self._taking(claim, count)
                if taking != EMPTY:
                    return self._sets(taking, count)
            except BudgetSpentError:
                return None if count == 1 else ()
        return ()

    def _taking(self, claim: Reaching, count: int) -> int:
        """The states in which it comes to what is claimed, of runs with at most so many open conditions."""
        states = self._reached(count)
        model, edges = self._analysis.model, self._analysis.system.edges
        return model.diagrams.union_of(
            model.diagrams.intersection(states[edges[edge].source], model.moves[edge].possible)
            for edge in self._edges[claim.property, claim.element]
        )

    def _sets(self, taking: int, count: int) -> tuple[tuple[ConditionRow, ...], ...]:
        """The first choice of conditions in whose states it is taken, each with those that can stand for it. So many are open
        in each of these states.
        """
        diagrams = self._analysis.model.diagrams
        chosen: list[ConditionRow] = []
        left = taking
        for row in self.rows:
            if len(chosen) < count and diagrams.meets(left, self._open(row)):
                chosen.append(row)
                left = diagrams.intersection(left, self._open(row))
        sets: list[tuple[ConditionRow, ...]] = []
        for one in chosen:
            others = [row for row in chosen if row is not one]
            left = diagrams.intersection_of((taking, *map(self._open, others)))
            sets.append(
                tuple(
                    row
                    for row in self.rows
                    if all(row is not other for other in others) and diagrams.meets(left, self._open(row))
                )
            )
        return tuple(sets)

    def _open(self, row: ConditionRow) -> int:
        """The states in which a condition is open."""
        return self._analysis.model.diagrams.literal(self._variables[id(row.condition)][0], NO | YES)

    def _reached(self, count: int) -> list[int]:
        """The states that runs get into with at most so many open conditions, by location. Raises `BudgetSpentError`."""
        while len(self._layers) <= count:
            if self._is_spent:
                raise BudgetSpentError("too many choices of conditions")
            self._is_spent = True
            diagrams = self._analysis.model.diagrams
            diagrams.grant(self._budget)
            before = self._layers[-1].begins
            begins = diagrams.union_of((before, *(self._opened(row, before) for row in self.rows)))
            self._layers.append(_Layer(begins, reach(self._analysis.model, begins)))
            self._is_spent = False
        return self._layers[count].reached

    def _opened(self, row: ConditionRow, states: int) -> int:
        """The states in which this condition is open and all else is as in some of these."""
        updates = tuple(Map(variable, (NO | YES,) * 3) for variable in self._variables[id(row.condition)])
        return self._analysis.model.images.forward(updates)(states)
