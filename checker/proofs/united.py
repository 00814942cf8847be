"""Sets of states, by location, put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..diagrams.diagrams import EMPTY
from .analysis import Analysis


def united(analysis: Analysis, sets: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """The states that lie in one of the sets, by location; locations without any are left out."""
    found: dict[int, int] = {}
    for one in sets:
        for location, states in one.items():
            if states != EMPTY:
                found[location] = analysis.model.diagrams.union(found.get(location, EMPTY), states)
    return found
