"""The obligations of a countdown that are about numbers: linear arithmetic, each as SMT-LIB text (QF_LRA)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final, NamedTuple

from ..encoding.system import Comparison, System
from .certificate import Certificate
from .claims import Countdown, CountedPart
from .counterexamples import counterexample
from .obligation import Kind, Obligation, Where
from .said import Said
from .sets import EVERYTHING
from .solver import ask
from .solving import Budget
from .verdicts import Fails, Judged, Undecided

LOGIC: Final = "QF_LRA"
DECLARATIONS: Final = (
    "(declare-const null Bool)",
    "(declare-const left Real)",
    "(declare-const right Real)",
    "(declare-const left_after Real)",
    "(declare-const right_after Real)",
)
"""Whether a side is null (then `left` and `right` may be anything), and the sides before and after a move."""
ORDERINGS: Final = {
    "GreaterThan": ">",
    "GreaterThanOrEqualTo": ">=",
    "LessThan": "<",
    "LessThanOrEqualTo": "<=",
}
"""The orderings of comparisons, in SMT-LIB."""


class OwedOfNumbers(NamedTuple):
    """Obligations about numbers that come to the same; they hold if what `violation` asserts holds nowhere."""

    claim: int
    kind: Kind
    violation: str
    places: tuple[Where, ...]
    told: tuple[tuple[str, str], ...]
    """What it is about, in words: a name and what is said of it."""

    def obligations(self) -> Iterator[Obligation]:
        """Each of them."""
        return (Obligation(self.claim, self.kind, *place) for place in self.places)


def owed_of_numbers(system: System, certificate: Certificate) -> Iterator[OwedOfNumbers]:
    """Every obligation about numbers, of a certificate whose shape is right."""
    for number, claim in enumerate(certificate.claims):
        if isinstance(claim, Countdown):
            for entry, part in enumerate(claim.counted):
                yield _not_negative(system, number, entry, part)
                yield from _falls(system, number, entry, claim, part)


def refused(system: System, asked: Iterable[OwedOfNumbers], budget: Budget) -> Iterator[Judged]:
    """Those that are not confirmed; the solver is asked about each distinct one."""
    known: dict[str, Said] = {}
    for one in asked:
        said = known.get(one.violation)
        if said is None:
            text = "\n".join((*DECLARATIONS, f"(assert {one.violation})"))
            said = known[one.violation] = ask(text, budget.steps, budget.milliseconds, LOGIC)
        if said.outcome != "unsat":
            for obligation in one.obligations():
                yield Judged(obligation, _verdict(system, one, obligation, said))


def _verdict(system: System, one: OwedOfNumbers, obligation: Obligation, said: Said) -> Fails | Undecided:
    if said.outcome == "unknown":
        return Undecided(said.reason)
    return replace(counterexample(system, (), obligation, EVERYTHING, {}), before=one.told)


def _not_negative(system: System, number: int, entry: int, part: CountedPart) -> OwedOfNumbers:
    comparison = system.comparisons[part.comparison]
    holds = f"(and (not null) ({ORDERINGS[comparison.operator]} left right))"
    parts = [
        *(["(not null)"] if comparison.is_never_null else []),
        holds if part.holds else f"(not {holds})",
        f"(< {_difference(part)} 0.0)",
    ]
    places = tuple((system.edges[edge].source, edge, entry) for edge in part.asking)
    told = ((_words(comparison), "holds" if part.holds else "does not hold"),)
    return OwedOfNumbers(number, Kind.NOT_NEGATIVE, f"(and {' '.join(parts)})", places, told)


def _falls(
    system: System, number: int, entry: int, claim: Countdown, part: CountedPart
) -> Iterator[OwedOfNumbers]:
    """One for all edges within the part with the same change."""
    comparison = system.comparisons[part.comparison]
    known, falling = dict(comparison.changes), frozenset(part.falling)
    places: dict[tuple[Fraction | None, bool], list[Where]] = {}
    for place, edge in enumerate(system.edges):
        is_within = claim.order[edge.source] == part.part == claim.order[edge.target]
        if edge.duty in claim.without_asking.duties and is_within:
            key = known.get(place, Fraction(0)), place in falling
            places.setdefault(key, []).append((edge.source, place, entry))
    for (change, is_falling), at in places.items():
        least = part.by if is_falling else Fraction(0)
        rest = f"(> {_difference(part, '_after')} (- {_difference(part)} {_number(least)}))"
        grown = "true"
        if change is not None:
            grown = f"(= (- left_after right_after) (+ (- left right) {_number(change)}))"
        told = ((f"{comparison.left} - {comparison.right}", _grows(change)),)
        yield OwedOfNumbers(number, Kind.FALLS, f"(and {grown} {rest})", tuple(at), told)


def _difference(part: CountedPart, when: str = "") -> str:
    greater, smaller = ("left", "right") if part.is_left_greater else ("right", "left")
    return f"(- {greater}{when} {smaller}{when})"


def _number(value: Fraction) -> str:
    size = f"{abs(value.numerator)}.0"
    if value.denominator != 1:
        size = f"(/ {size} {value.denominator}.0)"
    return f"(- {size})" if value < 0 else size


def _words(comparison: Comparison) -> str:
    return f"{comparison.left} {ORDERINGS[comparison.operator]} {comparison.right}"


def _grows(change: Fraction | None) -> str:
    return "may become anything" if change is None else f"grows by {change}"
