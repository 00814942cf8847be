"""Sums of values times numbers, and what is left of comparisons with zero where a value may be anything.

A comparison of numbers is a sum compared with zero. Where a value may become anything, the others are only told apart by
whether there is room for it between its borders: one difference for each two sums that hold it (Fourier and Motzkin).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any, Final

from .....grammar.light_dataclass import dataclass
from ..changes import Change
from ..key import Key

MOST_SUMS: Final = 40


class TooManySumsError(Exception):
    """What is left does not come to an end, or not soon enough; the message says so."""


@dataclass(frozen=True, slots=True)
class Sum:
    """`parts` are values with what they are multiplied by, in order; `constant` is added."""

    parts: tuple[tuple[Key, Fraction], ...]
    constant: Fraction

    @property
    def keys(self) -> tuple[Key, ...]:
        """The values in it."""
        return tuple(key for key, _ in self.parts)

    def factor(self, key: Key) -> Fraction:
        """What a value is multiplied by."""
        return dict(self.parts).get(key, Fraction(0))

    def total(self, values: Mapping[Key, Fraction]) -> Fraction:
        """The sum for these values."""
        return sum((values[key] * factor for key, factor in self.parts), self.constant)


def made(parts: Mapping[Key, Fraction], constant: Fraction) -> Sum:
    """The sum with the smallest whole factors and the first one positive: what it is zero for stays the same."""
    kept = sorted((key, factor) for key, factor in parts.items() if factor)
    if not kept:
        return Sum((), constant)
    scale = Fraction(1)
    for _, factor in kept:
        scale *= (factor * scale).denominator
    largest = 0
    for _, factor in kept:
        largest = _common(largest, abs(int(factor * scale)))
    scale = scale / largest * (1 if kept[0][1] > 0 else -1)
    return Sum(tuple((key, factor * scale) for key, factor in kept), constant * scale)


def _common(left: int, right: int) -> int:
    while right:
        left, right = right, left % right
    return left


def sum_of(z3: Any, comparison: Any, keys: Mapping[str, Key]) -> Sum | None:
    """Left minus right of a comparison; None where that is no sum of values times numbers."""
    left, right = comparison.children()
    parts: dict[Key, Fraction] = {}
    constant = Fraction(0)
    todo: list[tuple[Any, Fraction]] = [(left, Fraction(1)), (right, Fraction(-1))]
    while todo:
        term, factor = todo.pop()
        number = _number(z3, term)
        if number is not None:
            constant += factor * number
        elif z3.is_add(term):
            todo += ((child, factor) for child in term.children())
        elif z3.is_sub(term):
            first, *rest = term.children()
            todo += ((first, factor), *((child, -factor) for child in rest))
        elif z3.is_app_of(term, z3.Z3_OP_UMINUS):
            todo.append((term.arg(0), -factor))
        elif z3.is_to_real(term):
            todo.append((term.arg(0), factor))
        elif z3.is_mul(term) or z3.is_div(term):
            product = _product(z3, term)
            if product is None:
                return None
            todo.append((product[0], factor * product[1]))
        elif z3.is_const(term) and str(term) in keys:
            key = keys[str(term)]
            parts[key] = parts.get(key, Fraction(0)) + factor
        else:
            return None
    return made(parts, constant)


def _number(z3: Any, term: Any) -> Fraction | None:
    if z3.is_rational_value(term):
        return Fraction(term.numerator_as_long(), term.denominator_as_long())
    return Fraction(term.as_long()) if z3.is_int_value(term) else None


def _product(z3: Any, term: Any) -> tuple[Any, Fraction] | None:
    """What is left of a product or quotient beside numbers, and the numbers' product."""
    rest: list[Any] = []
    factor = Fraction(1)
    for place, child in enumerate(term.children()):
        number = _number(z3, z3.simplify(child))
        if number is None:
            rest.append(child)
        elif z3.is_div(term) and place:
            if number == 0:
                return None
            factor /= number
        else:
            factor *= number
    if len(rest) > 1 or not rest or (z3.is_div(term) and not rest[0].eq(term.arg(0))):
        return None
    return rest[0], factor


def closed(sums: Iterable[Sum], changes: Sequence[Change], whole: Collection[Key]) -> tuple[Sum, ...]:
    """The sums, and all that tell for which values of others those that change have room. `whole` are integers.

    Raises TooManySumsError.
    """
    found = dict.fromkeys(sums)
    while True:
        before = len(found)
        for change in changes:
            there = [one for one in found if change.missing.isdisjoint(one.keys)]
            found.update(dict.fromkeys(_left_over(there, change.keys, whole)))
            if len(found) > MOST_SUMS:
                raise TooManySumsError("their comparisons lead to more and more others")
        if len(found) == before:
            return tuple(found)


def _left_over(sums: Sequence[Sum], group: Collection[Key], whole: Collection[Key]) -> list[Sum]:
    current = dict.fromkeys(one for one in sums if any(key in group for key in one.keys))
    for key in sorted(group):
        holding = [one for one in current if key in one.keys]
        if key in whole and any(len(one.parts) > 1 for one in holding):
            _check_whole(holding, key, whole)
        rest = dict.fromkeys(one for one in current if key not in one.keys)
        for left, right in combinations(holding, 2):
            rest.update(dict.fromkeys(_differences(left, right, key, is_whole=key in whole)))
        if len(rest) > MOST_SUMS:
            raise TooManySumsError("their comparisons lead to more and more others")
        current = rest
    return [one for one in current if one.parts]


def _differences(left: Sum, right: Sum, key: Key, *, is_whole: bool) -> list[Sum]:
    parts: dict[Key, Fraction] = {}
    sides = ((left, 1 / left.factor(key)), (right, -1 / right.factor(key)))
    for one, scale in sides:
        for other, factor in one.parts:
            parts[other] = parts.get(other, Fraction(0)) + factor * scale
    constant = sum((one.constant * scale for one, scale in sides), Fraction(0))
    return [made(parts, constant + step) for step in ((-1, 0, 1) if is_whole else (0,))]


def _check_whole(holding: Sequence[Sum], key: Key, whole: Collection[Key]) -> None:
    """Whether an integer has room is told by differences only where nothing but integers, once each, is compared."""
    for one in holding:
        if (
            abs(one.factor(key)) != 1
            or one.constant.denominator != 1
            or any(k not in whole for k in one.keys)
        ):
            raise TooManySumsError("an integer is compared with fractions or multiples of others")
