"""What must happen in the end, where sets are too large: refuted where a walk ends without it, or comes by it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ....grammar.property import Property
from ...encoding.guard import Guard, In
from ...fixpoint.shortening import Goal, Shortening
from ...fixpoint.walks import Way, walk
from ..analysis import Analysis
from ..shown import path_of
from .monitors import OWING, VIOLATED, memory_of
from .undisturbed import is_interference
from .verdict import OwnVerdict

ENDS: Final = "ends without it"
AGAIN: Final = "happens again"


def judged_in_the_end(claim: Property, walked: Analysis, given_up: str) -> OwnVerdict:
    """The verdict on what must happen in the end, as far as a walk refutes it; undecided else, because of what was `given_up`."""
    memory = memory_of(walked.encoding)
    ends: dict[int, list[tuple[str, Guard]]] = {}
    again: dict[int, list[tuple[str, Guard]]] = {}
    for number, location in enumerate(walked.system.locations):
        if location.end:
            ends[number] = [(ENDS, In(memory, 1 << OWING[claim.kind]))]
        elif claim.kind == "exactly-once":
            again[number] = [(AGAIN, In(memory, 1 << VIOLATED))]
    kept = [number for number in range(len(walked.system.edges)) if not is_interference(walked, number)]
    alone = replace(
        walked.system, edges=tuple(walked.system.edges[number] for number in kept), comparisons=()
    )
    found = walk(alone, ends).marked.get(ENDS)
    if found is not None:
        found = Shortening(alone).shortened(found, _goal(ends))
        way = Way(tuple(kept[edge] for edge in found.edges), found.states)
        path = path_of(walked, way)
        return OwnVerdict(claim, "refuted", walked, path, reason="the run ends without it")
    found = walk(walked.system, again).marked.get(AGAIN) if again else None
    if found is not None:
        path = path_of(walked, Shortening(walked.system).shortened(found, _goal(again)))
        return OwnVerdict(claim, "refuted", walked, path, reason="it happens again")
    return OwnVerdict(claim, "undecided", walked, reason=given_up)


def _goal(marks: Mapping[int, Sequence[tuple[str, Guard]]]) -> Goal:
    return Goal({location: guard for location, ((_, guard),) in marks.items()})
