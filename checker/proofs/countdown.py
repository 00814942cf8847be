"""Loops that end because a difference of two numbers is counted down, however large they are.

Regions of values cannot tell an open limit from another. So each loop is looked at with its conditions left open: wherever it
goes round for ever, it takes a condition `left < right` again and again, and on each lap a flow makes `right - left` smaller,
and nothing makes it greater. Loops are only found here; their certificate (`Countdown` in `certificates/claims.py`) proves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from ...engine.values import shown
from ..certificates.claims import CountedPart
from ..diagrams.diagrams import EMPTY
from ..encoding.system import Comparison, Duty
from ..fixpoint.endless import endless
from .analysis import TURNS, Analysis
from .parts import parts

GREATER: Final = ("GreaterThan", "GreaterThanOrEqualTo")


class CountedLoops(NamedTuple):
    """What is counted down in each loop that edges lead round for ever; `order` has the number of a part of the graph for each
    location, as they follow each other.
    """

    order: tuple[int, ...]
    counted: tuple[CountedPart, ...]
    comparisons: tuple[Comparison, ...]

    @property
    def told(self) -> str:
        """A clause for people."""
        return "; ".join(self._told(part) for part in self.counted)

    def _told(self, part: CountedPart) -> str:
        comparison = self.comparisons[part.comparison]
        sides = (comparison.left, comparison.right)
        larger, smaller = sides if part.is_left_greater else sides[::-1]
        return f"{larger} - {smaller} falls by {shown(part.by)} or more with every lap, and none begins where it is negative"


def counted_loops(
    analysis: Analysis, duties: frozenset[Duty], within: Sequence[int] | None = None
) -> CountedLoops | None:
    """Every loop that edges of these duties lead round for ever, by reached states (`within`: by these, by location); None
    where there is none, or one is not counted down.
    """
    if not analysis.system.comparisons:
        return None
    return _Loops(analysis, duties, analysis.reached if within is None else within).found()


class _Loops:
    def __init__(self, analysis: Analysis, duties: frozenset[Duty], states: Sequence[int]) -> None:
        self.analysis = analysis
        self.states = states
        self.edges = analysis.system.edges
        self.duties = duties
        self.order = parts(analysis, lambda edge: self.edges[edge].duty in duties)

    def found(self) -> CountedLoops | None:
        alive = self._endless(frozenset(), None)
        wanted = {self.order[place] for place, states in enumerate(alive) if states != EMPTY}
        counted = [next(self._of(part), None) for part in sorted(wanted)]
        kept = tuple(one for one in counted if one is not None)
        if not kept or len(kept) < len(counted):
            return None
        return CountedLoops(self.order, kept, self.analysis.system.comparisons)

    def _endless(self, without: frozenset[int], within: int | None) -> list[int]:
        def follows(edge: int) -> bool:
            return (
                self.edges[edge].duty in self.duties
                and edge not in without
                and (within is None or self._lies_in(edge, within))
            )

        return endless(
            self.analysis.model,
            self.states,
            follows,
            lambda edge: self.edges[edge].label.event in TURNS,
        )

    def _lies_in(self, edge: int, part: int) -> bool:
        return self.order[self.edges[edge].source] == part == self.order[self.edges[edge].target]

    def _of(self, part: int) -> Iterator[CountedPart]:
        """What is counted down in a part: each comparison that does, in their order."""
        inside = [
            number
            for number, edge in enumerate(self.edges)
            if edge.duty in self.duties and self._lies_in(number, part)
        ]
        for number, comparison in enumerate(self.analysis.system.comparisons):
            for holds in (True, False):
                if not holds and not comparison.is_never_null:
                    continue
                is_left_greater = (comparison.operator in GREATER) is holds
                asking = frozenset(edge for edge in inside if self._asks(edge, comparison, holds=holds))
                falls = self._falls(inside, comparison, is_left_greater=is_left_greater)
                falling = frozenset(edge for edge, fall in falls.items() if fall is not None and fall > 0)
                if not asking or not falling or any(fall is None or fall < 0 for fall in falls.values()):
                    continue
                if any(
                    states != EMPTY
                    for left_out in (asking, falling)
                    for states in self._endless(left_out, part)
                ):
                    continue
                by = min(fall for fall in falls.values() if fall)
                edges = tuple(sorted(asking)), tuple(sorted(falling))
                yield CountedPart(part, number, holds, is_left_greater, *edges, by)

    def _asks(self, edge: int, comparison: Comparison, *, holds: bool) -> bool:
        """Whether the edge is taken only where the open condition holds, or only where it does not."""
        diagrams = self.analysis.model.diagrams
        others = diagrams.literal(comparison.variable, 0b101 if holds else 0b010)
        return not diagrams.meets(self.analysis.model.moves[edge].guard, others)

    def _falls(
        self, edges: list[int], comparison: Comparison, *, is_left_greater: bool
    ) -> dict[int, Fraction | None]:
        """By how much the difference falls with each edge; None where that is not known."""
        sign = -1 if is_left_greater else 1
        changes = dict(comparison.changes)
        found: dict[int, Fraction | None] = {}
        for edge in edges:
            change = changes.get(edge, Fraction(0))
            found[edge] = None if change is None else sign * change
        return found
