"""Damage done to a certificate, or to the system it is about, at random."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import NamedTuple, TypeVar

from explicit_certificates import Table
from explicit_states import drawn_update, valuations

from stageproof.checker.certificates.certificate import Certificate
from stageproof.checker.certificates.claims import (
    Claim,
    Countdown,
    CountedPart,
    FairRank,
    FinitelyOften,
    Measure,
    MeasuredChoice,
    Ranked,
    RankedChoice,
    Trap,
    Unreached,
)
from stageproof.checker.certificates.sets import contains
from stageproof.checker.encoding.guard import TRUE
from stageproof.checker.encoding.system import Duty, Edge, Label, System

Entry = TypeVar("Entry")
RanksT = TypeVar("RanksT", FairRank, FinitelyOften)


class Subject(NamedTuple):
    system: System
    certificate: Certificate


def changed(entries: Sequence[Entry], place: int, entry: Entry) -> tuple[Entry, ...]:
    return (*entries[:place], entry, *entries[place + 1 :])


def edited(random: Random, subject: Subject, number: int) -> tuple[int, Certificate]:
    """A set with one valuation more or less, and the certificate whose table has it."""
    table = Table(subject.system)
    table.take(subject.certificate.nodes)
    every = valuations(subject.system)
    kept = {values for values in every if contains(subject.certificate.nodes, number, values)}
    kept ^= {random.choice(sorted(kept) if kept and random.random() < 0.8 else every)}
    found = table.of(kept)
    return found, replace(subject.certificate, nodes=tuple(table.nodes))


def invariant_edited(random: Random, subject: Subject) -> Subject:
    place = random.randrange(len(subject.certificate.invariant))
    number, certificate = edited(random, subject, subject.certificate.invariant[place])
    return subject._replace(
        certificate=replace(certificate, invariant=changed(certificate.invariant, place, number))
    )


def claim_edited(random: Random, subject: Subject) -> Subject:
    """One set of one claim with a valuation more or less."""
    place = random.randrange(len(subject.certificate.claims))
    claim = subject.certificate.claims[place]
    sets = _sets(claim)
    if not sets:
        return invariant_edited(random, subject)
    position = random.randrange(len(sets))
    found, certificate = edited(random, subject, sets[position])
    new = _with_sets(claim, changed(sets, position, found))
    return subject._replace(certificate=replace(certificate, claims=changed(certificate.claims, place, new)))


def _sets(claim: Claim) -> list[int]:
    """The sets of a claim; of a ranked choice and a fair rank, those that are given as proof and what is able."""
    match claim:
        case Unreached(state=state):
            return [state.states]
        case RankedChoice(layers=layers, able=able):
            return [*(layer.states for layer in layers), *(place.states for place in able)]
        case MeasuredChoice(able=able):
            return [place.states for place in able]
        case FairRank(ranks=ranks) | FinitelyOften(ranks=ranks):
            return [entry.states for entries in ranks for entry in entries]
        case Countdown():
            return [*_sets(claim.without_asking), *_sets(claim.without_falling)]
        case Trap(states=states):
            return list(states)
        case _:
            return []


def _with_sets(claim: Claim, sets: Sequence[int]) -> Claim:
    """The claim with other sets, in the order of `_sets`."""
    new = iter(sets)
    match claim:
        case Unreached(state=state):
            return Unreached(state._replace(states=next(new)))
        case RankedChoice(layers=layers, able=able):
            layers = tuple(layer._replace(states=next(new)) for layer in layers)
            return replace(
                claim, layers=layers, able=tuple(place._replace(states=next(new)) for place in able)
            )
        case MeasuredChoice(able=able):
            return replace(claim, able=tuple(place._replace(states=next(new)) for place in able))
        case FairRank():
            return _with_ranks(claim, new)
        case FinitelyOften():
            return _with_ranks(claim, new)
        case Countdown():
            return replace(
                claim,
                without_asking=_with_ranks(claim.without_asking, new),
                without_falling=_with_ranks(claim.without_falling, new),
            )
        case Trap():
            return replace(claim, states=tuple(new))
        case _:
            return claim


def _with_ranks(claim: RanksT, new: Iterator[int]) -> RanksT:
    ranks = tuple(tuple(entry._replace(states=next(new)) for entry in entries) for entries in claim.ranks)
    return replace(claim, ranks=ranks)


def order_changed(random: Random, subject: Subject) -> Subject:
    """Layers swapped or removed, an edge cut from a layer; ranks swapped or removed, a waiting set forgotten; an edge more
    or less to choose from, two parts or places swapped.
    """
    places = [
        place
        for place, claim in enumerate(subject.certificate.claims)
        if (isinstance(claim, RankedChoice) and claim.layers)
        or isinstance(claim, FairRank | FinitelyOften | MeasuredChoice)
    ]
    place = random.choice(places)
    claim = subject.certificate.claims[place]
    if isinstance(claim, MeasuredChoice):
        new: Claim = _chosen_otherwise(random, subject.system, claim)
    else:
        assert isinstance(claim, RankedChoice | FairRank | FinitelyOften)
        new = _reordered(random, claim)
    certificate = subject.certificate
    return subject._replace(certificate=replace(certificate, claims=changed(certificate.claims, place, new)))


def _reordered(random: Random, claim: RankedChoice | FairRank | FinitelyOften) -> Claim:
    if isinstance(claim, RankedChoice):
        layers = list(claim.layers)
        at = random.randrange(len(layers))
        match random.randrange(3):
            case 0:
                other = random.randrange(len(layers))
                layers[at], layers[other] = layers[other], layers[at]
            case 1:
                del layers[at]
            case _:
                layers[at] = layers[at]._replace(edges=layers[at].edges[1:])
        return replace(claim, layers=tuple(layers))
    if random.random() < 0.2:
        if isinstance(claim, FinitelyOften):
            return _taken_otherwise(random, claim)
        return replace(claim, waiting=claim.waiting[1:])
    at = random.choice([place for place, ranks in enumerate(claim.ranks) if ranks] or [0])
    ranks = list(claim.ranks[at])
    if len(ranks) > 1 and random.random() < 0.5:
        one, other = random.sample(range(len(ranks)), 2)
        ranks[one], ranks[other] = (
            ranks[one]._replace(states=ranks[other].states),
            ranks[other]._replace(states=ranks[one].states),
        )
    elif random.random() < 0.5:
        ranks = ranks[:-1]
    else:
        ranks = [entry._replace(rank=entry.rank + random.choice((-1, 1))) for entry in ranks]
    return replace(claim, ranks=changed(claim.ranks, at, tuple(ranks)))


def _chosen_otherwise(random: Random, system: System, claim: MeasuredChoice) -> Claim:
    match random.randrange(4):
        case 0:
            edge = random.randrange(len(system.edges))
            return replace(claim, edges=tuple(sorted({*claim.edges, edge})))
        case 1 if claim.edges:
            at = random.randrange(len(claim.edges))
            return replace(claim, edges=(*claim.edges[:at], *claim.edges[at + 1 :]))
        case 2:
            return replace(claim, places=_swapped(random, claim.places))
        case _:
            return replace(claim, parts=_swapped(random, claim.parts))


def _taken_otherwise(random: Random, claim: FinitelyOften) -> FinitelyOften:
    """One edge more is said to be taken finitely often, or assumed to be, or none is assumed to be."""
    edge = random.randrange(len(claim.ranks))
    match random.randrange(3):
        case 0:
            return replace(claim, edges=tuple(sorted({*claim.edges, edge})))
        case 1:
            return replace(claim, counted=tuple(sorted({*claim.counted, edge} - {*claim.edges})))
        case _:
            return replace(claim, counted=())


def _swapped(random: Random, numbers: Sequence[int]) -> tuple[int, ...]:
    found = list(numbers)
    one, other = random.sample(range(len(found)), 2)
    found[one], found[other] = found[other], found[one]
    return tuple(found)


def counted_otherwise(random: Random, subject: Subject) -> Subject:
    """One thing of a countdown, or of what the system says of its numbers, is another; nothing where there is no countdown."""
    certificate, system = subject.certificate, subject.system
    for place, claim in enumerate(certificate.claims):
        if isinstance(claim, Countdown) and claim.counted:
            if random.random() < 0.3:
                return subject._replace(system=_compared_otherwise(random, system))
            claims = changed(certificate.claims, place, _countdown_otherwise(random, system, claim))
            return subject._replace(certificate=replace(certificate, claims=claims))
    return subject


def _compared_otherwise(random: Random, system: System) -> System:
    place = random.randrange(len(system.comparisons))
    one = system.comparisons[place]
    match random.randrange(3):
        case 0:
            new = replace(one, is_never_null=not one.is_never_null)
        case 1:
            new = replace(
                one, changes=tuple((edge, random.choice((None, Fraction(1)))) for edge, _ in one.changes)
            )
        case _:
            edge = random.randrange(len(system.edges))
            changes = {**dict(one.changes), edge: Fraction(random.choice((1, -1)))}
            new = replace(one, changes=tuple(sorted(changes.items())))
    return replace(system, comparisons=changed(system.comparisons, place, new))


def _countdown_otherwise(random: Random, system: System, claim: Countdown) -> Countdown:
    place = random.randrange(len(claim.counted))
    part = claim.counted[place]
    others = [edge for edge in range(len(system.edges)) if edge not in (*part.asking, *part.falling)]
    match random.randrange(9):
        case 0:
            new = part._replace(asking=part.asking[1:])
        case 1:
            new = part._replace(falling=part.falling[1:])
        case 2 if others:
            new = part._replace(asking=(*part.asking, random.choice(others)))
        case 3 if others:
            new = part._replace(falling=(*part.falling, random.choice(others)))
        case 4:
            new = part._replace(holds=not part.holds)
        case 5:
            new = part._replace(is_left_greater=not part.is_left_greater)
        case 6:
            new = part._replace(by=part.by * random.choice((2, Fraction(1, 2))))
        case 7:
            return replace(claim, order=_swapped(random, claim.order))
        case _:
            return replace(claim, without_asking=claim.without_falling, without_falling=claim.without_asking)
    return with_counted(claim, changed(claim.counted, place, new))


def with_counted(claim: Countdown, counted: tuple[CountedPart, ...]) -> Countdown:
    """A countdown with other parts, whose fair ranks count out the edges of these."""
    asking = tuple(edge for part in counted for edge in part.asking)
    falling = tuple(edge for part in counted for edge in part.falling)
    return replace(
        claim,
        counted=counted,
        without_asking=replace(claim.without_asking, counted=asking),
        without_falling=replace(claim.without_falling, counted=falling),
    )


def edge_added(random: Random, subject: Subject) -> Subject:
    """An edge more, between any two locations."""
    system = subject.system
    sizes = [len(variable.values) for variable in system.variables]
    source = random.choice([place for place, at in enumerate(system.locations) if not at.end])
    duty = random.choice((Duty.RESULT, Duty.OPTIONAL)) if system.locations[source].rests else Duty.ENGINE
    updates = tuple(drawn_update(random, sizes) for _ in range(random.randrange(2)))
    new = Edge(source, random.randrange(len(system.locations)), Label("added"), duty, TRUE, updates)
    return subject._replace(system=replace(system, edges=(*system.edges, new)))


def edge_changed(random: Random, subject: Subject) -> Subject:
    """An edge that can no longer be taken, can always be taken, or changes other variables."""
    system = subject.system
    sizes = [len(variable.values) for variable in system.variables]
    place = random.randrange(len(system.edges))
    edge = system.edges[place]
    match random.randrange(3):
        case 0:
            new = edge._replace(guard=TRUE)
        case 1:
            new = edge._replace(target=random.randrange(len(system.locations)))
        case _:
            new = edge._replace(updates=(*edge.updates, drawn_update(random, sizes)))
    return subject._replace(system=replace(system, edges=changed(system.edges, place, new)))


def measured(random: Random, subject: Subject) -> Subject:
    """Fewer ranks, and in their place measures, parts and places at random: sometimes these do as well."""
    certificate, system = subject.certificate, subject.system
    claims = tuple(_measured(random, system, claim) for claim in certificate.claims)
    return subject._replace(certificate=replace(certificate, claims=claims))


def _measured(random: Random, system: System, claim: Claim) -> Claim:
    if not isinstance(claim, FairRank | MeasuredChoice):
        return claim
    count = len(system.locations)
    parts = tuple(random.randrange(2) for _ in range(count))
    places = tuple(random.randrange(count) for _ in range(count))
    measures = (_measures(random, system), _measures(random, system))
    if isinstance(claim, MeasuredChoice):
        return replace(claim, parts=parts, places=places, measures=measures)
    ranks = tuple((Ranked(ranks[-1].states, 0),) if ranks else () for ranks in claim.ranks)
    return replace(claim, ranks=ranks, parts=parts, places=places, measures=measures)


def _measures(random: Random, system: System) -> tuple[Measure, ...]:
    variables = random.sample(range(len(system.variables)), random.randint(0, 2))
    return tuple(
        Measure(variable, tuple(random.randrange(3) for _ in system.variables[variable].values))
        for variable in variables
    )


DAMAGES: tuple[Callable[[Random, Subject], Subject], ...] = (
    invariant_edited,
    claim_edited,
    claim_edited,
    order_changed,
    order_changed,
    edge_added,
    edge_changed,
    measured,
    counted_otherwise,
)
