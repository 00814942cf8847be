"""What must happen in the end, where sets are too large: refuted where a walk ends or waits for ever without it, or comes by
it again; else proved where a rank is found (see `loose_ranks.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ....grammar.property import Property
from ...encoding.guard import Guard, In, all_of
from ...fixpoint.shortening import Goal, Shortening
from ...fixpoint.walks import Way, walk
from ..analysis import Analysis
from ..asked import idle
from ..inaction import HELP
from ..loose import Loosening
from ..shown import path_of
from .loose_moments import ABOUT, moments
from .loose_ranks import AGAIN, ENDS, WAITS, kept_in_the_end
from .monitors import OWING, VIOLATED, memory_of
from .undisturbed import is_interference, left_alone
from .verdict import OwnVerdict


def judged_in_the_end(
    claim: Property, walked: Analysis, loosening: Callable[[], Loosening], given_up: str
) -> OwnVerdict:
    """The verdict on what must happen in the end; undecided, because of what was `given_up`, where walks do not refute it
    and no proof of `loosening` is accepted. Raises `BudgetSpentError`.
    """
    found = _walked_alone(claim, walked)
    ends, waits = found.get(ENDS), found.get(WAITS)
    if ends is not None:
        return _refuted(claim, walked, ends, "the run ends without it")
    is_helped = any(edge.label.event in HELP for edge in walked.system.edges)
    if waits is not None and not is_helped:
        return _refuted(claim, walked, waits, "the run waits for ever without it")
    again = _again(claim, walked)
    if again is not None:
        return _refuted(claim, walked, again, "it happens again")
    kept = None if waits is not None else kept_in_the_end(claim, loosening(), is_about=ABOUT in found)
    return kept or OwnVerdict(claim, "undecided", walked, reason=given_up)


def _walked_alone(claim: Property, walked: Analysis) -> dict[str, Way]:
    """What walks that nobody interferes with come by: an end or a rest while it is owed, and what the claim is about."""
    owed = In(memory_of(walked.encoding), 1 << OWING[claim.kind])
    marks: dict[int, list[tuple[str, Guard]]] = {}
    for number, location in enumerate(walked.system.locations):
        if location.end:
            marks[number] = [(ENDS, owed)]
    for stage in walked.program.stages:
        for place, guard in idle(walked, stage).items():
            marks[place] = [(WAITS, all_of((owed, guard)))]
    if claim.kind == "leads-to":
        for place, guard in moments(claim.statement, walked.encoding).items():
            marks.setdefault(place, []).append((ABOUT, guard))
    kept = [number for number in range(len(walked.system.edges)) if not is_interference(walked, number)]
    alone = left_alone(walked)
    shortening = Shortening(alone)
    found: dict[str, Way] = {}
    for name, way in walk(alone, marks).marked.items():
        short = way if name == ABOUT else shortening.shortened(way, _goal(marks, name))
        found[name] = Way(tuple(kept[edge] for edge in short.edges), short.states)
    return found


def _again(claim: Property, walked: Analysis) -> Way | None:
    """A walk that comes by it more often than it may."""
    if claim.kind != "exactly-once":
        return None
    violated = In(memory_of(walked.encoding), 1 << VIOLATED)
    marks = {number: [(AGAIN, violated)] for number, _ in walked.locations()}
    found = walk(walked.system, marks).marked.get(AGAIN)
    return found and Shortening(walked.system).shortened(found, _goal(marks, AGAIN))


def _goal(marks: Mapping[int, Sequence[tuple[str, Guard]]], name: str) -> Goal:
    return Goal({place: guard for place, those in marks.items() for mark, guard in those if mark == name})


def _refuted(claim: Property, walked: Analysis, way: Way, reason: str) -> OwnVerdict:
    return OwnVerdict(claim, "refuted", walked, path_of(walked, way), reason=reason)
