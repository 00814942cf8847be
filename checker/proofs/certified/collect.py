"""One certificate for everything that was proved of a definition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from ...certificates.certificate import Certificate
from ...certificates.claims import (
    Claim,
)
from ...certificates.sets import compact
from ...diagrams.diagrams import EMPTY
from ...encoding.system import Duty
from ..analysis import Analysis
from .completion import completion, help_arrives, trap
from .ending import counting, ending, seldom
from .progress import Progress, progress_of
from .renumbering import renumbered, sets_of
from .safety import never

BY_RESULTS = (Duty.RESULT, Duty.ENGINE)
WITH_ERRORS = (Duty.RESULT, Duty.ENGINE, Duty.FAULT, Duty.STRIKE)


@dataclass(frozen=True)
class Certified:
    """A certificate, and what its claims (by number) are about.

    `subjects` are pairs: `never PROPERTY` and `never waits` with the path of an element; `help`, `can complete`, `trap`,
    `ends`, `ends with errors` and `fault paths end` (if people leave rework loops) are about the whole definition, `fault path ends` about a stage.
    """

    certificate: Certificate
    subjects: tuple[tuple[str, str], ...]

    def claims_about(self, what: str, element: str = "") -> tuple[int, ...]:
        """The numbers of the claims about something. What ends with errors ends without them too, and so do fault paths."""
        found = self._numbers.get((what, element), ())
        is_less = what in ("ends", "fault paths end")
        return found if found or not is_less else self.claims_about("ends with errors", element)

    @cached_property
    def _numbers(self) -> dict[tuple[str, str], tuple[int, ...]]:
        found: dict[tuple[str, str], tuple[int, ...]] = {}
        for number, subject in enumerate(self.subjects):
            found[subject] = (*found.get(subject, ()), number)
        return found


def certify(analysis: Analysis) -> Certified:
    """Put down the invariant and every claim that the fixpoints decide."""
    return put_down(analysis, list(_claims(analysis)), analysis.reached)


def put_down(
    analysis: Analysis, told: Sequence[tuple[tuple[str, str], Claim]], invariant: Sequence[int]
) -> Certified:
    """A certificate with these claims, each with what it is about. `invariant`: the states of runs, by location."""
    diagrams = analysis.model.diagrams
    nodes = list(zip(diagrams.levels[2:], diagrams.children[2:], strict=True))
    claims = [claim for _, claim in told]
    wanted = [*invariant, *(number for claim in claims for number in sets_of(claim))]
    kept, new = compact(nodes, wanted)
    certificate = Certificate(
        kept,
        tuple(new[number] for number in invariant),
        tuple(renumbered(claim, new) for claim in claims),
    )
    return Certified(certificate, tuple(subject for subject, _ in told))


def _claims(analysis: Analysis) -> Iterator[tuple[tuple[str, str], Claim]]:
    yield from never(analysis)

    @cache
    def progress(duties: tuple[Duty, ...]) -> Progress:
        return progress_of(analysis, duties)

    arrives = help_arrives(analysis)
    if arrives is not None:
        yield ("help", ""), arrives
    if analysis.encoding.space.open:
        if analysis.forced_completion is not None:
            yield ("can complete", ""), analysis.forced_completion
    elif analysis.cannot_complete:
        found = None if analysis.is_loose else trap(analysis)
        if found is not None:
            yield ("trap", ""), found
    else:
        choice = completion(analysis, progress(WITH_ERRORS))
        if choice is not None:
            yield ("can complete", ""), choice
    yield from _ends(analysis, progress)


def _ends(
    analysis: Analysis, progress: Callable[[tuple[Duty, ...]], Progress]
) -> Iterator[tuple[tuple[str, str], Claim]]:
    if all(states == EMPTY for states in analysis.endless_with_errors):
        rank = ending(analysis, WITH_ERRORS, progress(WITH_ERRORS))
        if rank is not None:
            yield ("ends with errors", ""), rank
            return
    elif analysis.counted_loops is not None:
        countdown = counting(analysis, WITH_ERRORS, analysis.counted_loops)
        if countdown is not None:
            yield ("ends with errors", ""), countdown
    elif analysis.rework:
        rest = progress_of(analysis, WITH_ERRORS, analysis.rework)
        rank = ending(analysis, WITH_ERRORS, rest, analysis.rework)
        if rank is not None:
            yield ("fault paths end", ""), rank
    yield from _fault_paths_end(analysis)
    if all(states == EMPTY for states in analysis.endless_by_results):
        rank = ending(analysis, BY_RESULTS, progress(BY_RESULTS))
        if rank is not None:
            yield ("ends", ""), rank


def _fault_paths_end(analysis: Analysis) -> Iterator[tuple[tuple[str, str], Claim]]:
    """Each fault path by itself, where they do not all end: if people leave rework loops."""
    for stage in analysis.program.stages:
        if stage.fault is not None:
            found = seldom(analysis, stage, WITH_ERRORS, analysis.rework)
            if found is not None:
                yield ("fault path ends", stage.name), found
