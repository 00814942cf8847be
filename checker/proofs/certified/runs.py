"""A run for a certificate, state by state."""

from __future__ import annotations

from ...certificates.claims import Run, Taken
from ...fixpoint.paths import valuations
from ..analysis import Analysis
from ..evidence import MOST_EVENTS


def run_to(analysis: Analysis, location: int, states: int) -> Run | None:
    """A shortest run to one of the states; None where it has too many events."""
    path = analysis.shortest.path_to(location, states, MOST_EVENTS)
    if path is None:
        return None
    every = valuations(analysis.model, path)
    moves = [
        Taken(
            edge, tuple((variable, new) for variable, new in sorted(after.items()) if before[variable] != new)
        )
        for edge, before, after in zip(path.edges, every, every[1:], strict=False)
    ]
    return Run(tuple(value for _, value in sorted(every[0].items())), tuple(moves))
