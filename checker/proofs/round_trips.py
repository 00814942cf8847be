"""Where runs are ended because they go round and never wait."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..budget import BudgetSpentError
from ..encoding.places import Follow
from ..encoding.round_trips import GOES_ROUND
from ..fixpoint.paths import Path
from .analysis import Analysis
from .reachability import path_to


class RoundTrip(NamedTuple):
    """A stage or decision at which such a run is ended, and a shortest run; None where it is too long to be shown."""

    element: str
    path: Path | None


def round_trips(analysis: Analysis) -> Iterator[RoundTrip]:
    """One for each stage or decision, by API name."""
    edges: dict[str, list[int]] = {}
    for number, edge in analysis.edges(GOES_ROUND.event, GOES_ROUND.element):
        place = analysis.encoding.places[edge.source]
        if edge.label == GOES_ROUND and isinstance(place, Follow) and analysis.is_taken(number):
            edges.setdefault(place.target.name, []).append(number)
    for element, taken in sorted(edges.items()):
        try:
            path = path_to(analysis, taken)
        except BudgetSpentError:
            path = None
        yield RoundTrip(element, path)
