"""What became of one test of a definition."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from ...grammar.light_dataclass import dataclass


class Verdict(StrEnum):
    """A test holds or does not; `undecided`: nobody can tell; `vacuous`: it holds, for it is about nothing."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNDECIDED = "undecided"
    VACUOUS = "vacuous"


@dataclass(frozen=True, slots=True)
class Decided:
    """`text` says to people what is wrong, or why nothing can be told; `note` what a verdict rests on. `measures` are names
    and values for machines, such as `seed` and `runs`.
    """

    verdict: Verdict
    text: str = ""
    note: str = ""
    measures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class NamedTest:
    """A test, not decided yet. `line` counts from 1."""

    name: str
    line: int
    decide: Callable[[], Decided]
