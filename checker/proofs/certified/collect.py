"""One certificate for everything that was proved of a definition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import assert_never

from ...certificates.certificate import Certificate
from ...certificates.claims import (
    Claim,
    Countdown,
    FairRank,
    Layer,
    MeasuredChoice,
    NeverTaken,
    Ranked,
    RankedChoice,
    Reached,
    Trap,
    Unreached,
)
from ...certificates.sets import Place, compact
from ...diagrams.diagrams import EMPTY
from ...encoding.system import Duty
from ..analysis import Analysis
from .completion import completion, help_arrives, trap
from .ending import counting, ending
from .progress import Progress, progress_of
from .safety import never

BY_RESULTS = (Duty.RESULT, Duty.ENGINE)
WITH_ERRORS = (Duty.RESULT, Duty.ENGINE, Duty.FAULT, Duty.STRIKE)


@dataclass(frozen=True)
class Certified:
    """A certificate, and what its claims (by number) are about.

    `subjects` are pairs: `never PROPERTY` and `never waits` with the path of an element; `help`, `can complete`, `trap`,
    `ends`, `ends with errors` and `fault paths end` (if people leave rework loops) are about the whole definition.
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
    wanted = [*invariant, *(number for claim in claims for number in _sets(claim))]
    kept, new = compact(nodes, wanted)
    certificate = Certificate(
        kept,
        tuple(new[number] for number in invariant),
        tuple(_renumbered(claim, new) for claim in claims),
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
    elif analysis.trapped:
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
    if all(states == EMPTY for states in analysis.endless_by_results):
        rank = ending(analysis, BY_RESULTS, progress(BY_RESULTS))
        if rank is not None:
            yield ("ends", ""), rank


def _sets(claim: Claim) -> Iterator[int]:
    match claim:
        case Unreached(state=state) | Reached(state=state):
            yield state.states
        case NeverTaken():
            return
        case MeasuredChoice() | RankedChoice():
            yield from (place.states for place in (*claim.goals, *claim.able))
            yield from (layer.states for layer in (claim.layers if isinstance(claim, RankedChoice) else ()))
        case FairRank():
            yield from (place.states for place in (*claim.starts, *claim.goals, *claim.waiting))
            yield from (ranked.states for ranks in claim.ranks for ranked in ranks)
        case Countdown():
            yield from (
                states for rank in (claim.without_asking, claim.without_falling) for states in _sets(rank)
            )
        case Trap():
            yield from (place.states for place in claim.goals)
            yield from claim.states
        case _:
            assert_never(claim)


def _places(old: tuple[Place, ...], new: Mapping[int, int]) -> tuple[Place, ...]:
    return tuple(Place(place.location, new[place.states]) for place in old)


def _ranks_renumbered(claim: FairRank, new: Mapping[int, int]) -> FairRank:
    return replace(
        claim,
        starts=_places(claim.starts, new),
        goals=_places(claim.goals, new),
        waiting=_places(claim.waiting, new),
        ranks=tuple(
            tuple(Ranked(new[ranked.states], ranked.rank) for ranked in ranks) for ranks in claim.ranks
        ),
    )


def _renumbered(claim: Claim, new: Mapping[int, int]) -> Claim:
    def places(old: tuple[Place, ...]) -> tuple[Place, ...]:
        return _places(old, new)

    match claim:
        case Unreached(state=state):
            return Unreached(places((state,))[0])
        case Reached(state=state, run=run):
            return Reached(places((state,))[0], run)
        case NeverTaken():
            return claim
        case RankedChoice():
            layers = tuple(Layer(layer.location, new[layer.states], layer.edges) for layer in claim.layers)
            return RankedChoice(places(claim.goals), places(claim.able), layers, claim.duties)
        case MeasuredChoice():
            return replace(claim, goals=places(claim.goals), able=places(claim.able))
        case FairRank():
            return _ranks_renumbered(claim, new)
        case Countdown():
            return replace(
                claim,
                without_asking=_ranks_renumbered(claim.without_asking, new),
                without_falling=_ranks_renumbered(claim.without_falling, new),
            )
        case Trap():
            return Trap(
                places(claim.goals), tuple(new[number] for number in claim.states), claim.run, claim.duties
            )
        case _:
            assert_never(claim)
