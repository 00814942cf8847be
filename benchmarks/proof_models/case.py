"""What all renderings of a benchmarked behaviour are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

END = ""
"""The target where the run is Completed."""


class Step(NamedTuple):
    """A background step. It starts when the steps `after` (of its stage) are Completed, and then calls a flow."""

    name: str
    flow: str
    after: tuple[str, ...] = ()


class Stage(NamedTuple):
    """It completes with all its steps and leads to `then`.

    `error`: where an error of one of its steps leads; "end of the run in error" where it is None. `fails`: whether
    steps can fail in the renderings for others; ours lets every step fail, always.
    """

    name: str
    steps: tuple[Step, ...]
    then: str = END
    error: str | None = None
    fails: bool = False


class Outcome(NamedTuple):
    """Leads to `target` where the variable (its number) has one of the values; None: whatever the data are."""

    target: str
    variable: int | None = None
    values: tuple[int, ...] = ()


class Decision(NamedTuple):
    """`asks` is the step whose output says which outcome is wanted; one that is wanted and does not hold, and an
    answer that wants none, lead to `otherwise`. None: the first outcome that holds is taken.
    """

    name: str
    outcomes: tuple[Outcome, ...]
    otherwise: str = END
    asks: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A definition. Variables have values 0 to their size - 1, any at first; the last one of a counter means "or more".

    `writes` says by flow which variables it leaves with any value, `counts` which it makes one greater.
    """

    name: str
    stages: tuple[Stage, ...]
    decisions: tuple[Decision, ...] = ()
    sizes: tuple[int, ...] = ()
    writes: tuple[tuple[str, tuple[int, ...]], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()

    @property
    def first(self) -> str:
        """Where a run begins."""
        return self.stages[0].name

    def counters(self) -> frozenset[int]:
        """The variables that a decision compares as a counter: with "less than"."""
        return frozenset(
            outcome.variable
            for decision in self.decisions
            if decision.asks is not None
            for outcome in decision.outcomes
            if outcome.variable is not None
        )
