"""Claims about sets of one table as claims about the same sets of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from ...certificates.claims import (
    Claim,
    Countdown,
    FairRank,
    FinitelyOften,
    Layer,
    MeasuredChoice,
    NeverTaken,
    Ranked,
    RankedChoice,
    Reached,
    Trap,
    Unreached,
)
from ...certificates.sets import Place


def sets_of(claim: Claim) -> Iterator[int]:
    """The sets that a claim names."""
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
        case FinitelyOften(ranks=of_locations):
            yield from (ranked.states for ranks in of_locations for ranked in ranks)
        case Countdown():
            yield from (
                states for rank in (claim.without_asking, claim.without_falling) for states in sets_of(rank)
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
        ranks=_ranks(claim.ranks, new),
    )


def _ranks(old: tuple[tuple[Ranked, ...], ...], new: Mapping[int, int]) -> tuple[tuple[Ranked, ...], ...]:
    return tuple(tuple(Ranked(new[ranked.states], ranked.rank) for ranked in ranks) for ranks in old)


def renumbered(claim: Claim, new: Mapping[int, int]) -> Claim:
    """The claim with new numbers for its sets."""

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
        case FinitelyOften(ranks=ranks):
            return replace(claim, ranks=_ranks(ranks, new))
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
