"""For which values of open parameters a property holds."""

from __future__ import annotations

from collections.abc import Iterable

from ...diagrams.diagrams import EMPTY
from ...encoding.data.key import Key
from ..analysis import Analysis


def good_values(analysis: Analysis, violations: Iterable[tuple[int, int]]) -> str:
    """`limit: 0, 1, 2`, for each parameter that matters, given where the property is violated.

    The values of a parameter with which no run violates it; `none` where there is no such value. Nothing where the
    definition leaves no parameter open.
    """
    found = list(violations)
    told: list[str] = []
    for parameter in analysis.program.orchestration.parameters:
        key = Key("input", parameter.name)
        words = analysis.encoding.space.words(key)
        if not words:
            continue
        good = [word for region, word in words.items() if not _is_among(analysis, key, region, found)]
        told.append(f"{parameter.name}: {', '.join(good) or 'none'}")
    return "; ".join(told)


def _is_among(analysis: Analysis, key: Key, region: int, found: Iterable[tuple[int, int]]) -> bool:
    """Whether a value of the region is in one of the states."""
    where = analysis.encoding.space.where(key, region)
    diagrams = analysis.model.diagrams
    return where is not None and any(
        diagrams.intersection(states, diagrams.literal(*where)) != EMPTY for _, states in found
    )
