"""What a campaign of mutants came to: how many met which fate, which survived, and which explanations say nothing true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final, NamedTuple

UNNOTICED: Final = ("survived", "never reached")
"""The fates of mutants that nobody noticed."""


class Score(NamedTuple):
    """`survivors` are mutants that nobody noticed and nobody explains. `stale` are explanations of mutants that do not
    exist or were noticed, each with what became of the mutant.
    """

    counts: Counter[str]
    survivors: tuple[str, ...]
    stale: tuple[str, ...]


def score_of(fates: Mapping[str, str], explained: Mapping[str, str]) -> Score:
    """The score of mutants by what became of each. `explained` are the names of those that no run can tell from the
    original, with the reason.
    """
    settled = {
        name: "equivalent" if fate in UNNOTICED and name in explained else fate
        for name, fate in fates.items()
    }
    survivors = tuple(f"{fate}: {name}" for name, fate in settled.items() if fate in UNNOTICED)
    stale = tuple(
        f"{name}: {settled.get(name, 'there is no such mutant')}"
        for name in explained
        if settled.get(name) != "equivalent"
    )
    return Score(Counter(settled.values()), survivors, stale)
