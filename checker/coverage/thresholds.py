"""`--fail-under rows=95,outcomes=100`: how much has to be covered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from fractions import Fraction
from typing import NamedTuple

from .coverable import Measure
from .coverage import Measured


class ThresholdError(ValueError):
    """A threshold that cannot be read; the message says what was expected."""


class Threshold(NamedTuple):
    """At least so many of a hundred."""

    measure: Measure
    percent: Fraction


class Short(NamedTuple):
    """A threshold that is not reached, and how much was covered of how many."""

    threshold: Threshold
    covered: int
    possible: int

    def __str__(self) -> str:
        """For people."""
        share = Fraction(100 * self.covered, self.possible)
        return (
            f"{self.threshold.measure}: {self.covered} of {self.possible} covered ({float(share):.1f} %), "
            f"{float(self.threshold.percent):g} % is asked for"
        )


def thresholds(texts: Iterable[str]) -> tuple[Threshold, ...]:
    """Read `rows=95,outcomes=100`. Raises `ThresholdError`."""
    return tuple(_threshold(word.strip()) for text in texts for word in text.split(",") if word.strip())


def _threshold(word: str) -> Threshold:
    name, _, number = word.partition("=")
    try:
        measure = Measure(name)
    except ValueError:
        close = get_close_matches(name, list(Measure), n=1)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise ThresholdError(
            f'nothing is measured as "{name}".{hint} There are: {", ".join(Measure)}.'
        ) from None
    try:
        percent = Fraction(number.removesuffix("%"))
    except (ValueError, ZeroDivisionError):
        percent = Fraction(-1)
    if not 0 <= percent <= 100:
        raise ThresholdError(f'"{word}": a number from 0 to 100 is expected, such as {name}=95.')
    return Threshold(measure, percent)


def short_of(measured: Iterable[Measured], wanted: Iterable[Threshold]) -> Iterator[Short]:
    """The thresholds that are not reached."""
    found = {each.measure: each for each in measured}
    for threshold in wanted:
        each = found[threshold.measure]
        if each.share * 100 < threshold.percent:
            yield Short(threshold, len(each.covered), each.possible)
