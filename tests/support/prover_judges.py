"""What the prover, as it is loaded now, says of an explored definition, and whether it is what exploration found."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from agreement_located import located, missing_paths
from agreement_prover import differences
from agreement_truth import ALONE
from prover_examples import Example, Said

from stageproof.checker.certificates.check import check
from stageproof.checker.diagrams.diagrams import EMPTY
from stageproof.checker.encoding.encode import Encoding, encode
from stageproof.checker.encoding.places import End, Held, Place, Rest
from stageproof.checker.encoding.system import Duty, Label
from stageproof.checker.fixpoint.model import Model
from stageproof.checker.fixpoint.reach import reach
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.certified.collect import certify
from stageproof.checker.proofs.verdicts import Answers, claims_of
from stageproof.grammar.sites import clauses

MOST_CONFIGURATIONS: Final = 150
MOST_LOOSE: Final = 60
CONFIGURATIONS_WALKED: Final = 40


def encoded(example: Example) -> Encoding:
    """The definition as a transition system of the example's world; what its properties look at is kept."""
    claims = bool(example.program.orchestration.properties)
    return encode(example.program, suspends=example.suspends, claims=claims)


def print_of(*encodings: Encoding | None) -> str:
    """Stands for transition systems: two that are the same have the same."""
    told = [
        (
            encoding.system,
            encoding.places,
            encoding.live,
            encoding.statuses.variables,
            sorted(encoding.statuses.late.items()),
            encoding.statuses.run,
            encoding.statuses.answers,
        )
        for encoding in encodings
        if encoding is not None
    ]
    return sha256(repr(told).encode()).hexdigest()


def mistaken_duties(encoding: Encoding) -> tuple[str, ...]:
    """Edges that oblige somebody to do what nobody has to (design ruling `obliged`), or the other way round."""
    return tuple(
        f"{edge.label.event} {edge.label.element}: {edge.duty}"
        for edge in encoding.system.edges
        if edge.duty not in _duties(encoding.places[edge.source], edge.label)
    )


def _duties(place: Place, label: Label) -> tuple[Duty, ...]:
    match label.event:
        case "begin":
            return (Duty.RESULT,)
        case "complete":
            return (Duty.OPTIONAL,) if isinstance(place, Held) else (Duty.RESULT,)
        case "go on" if isinstance(place, Held) and place.first:
            return (Duty.ENGINE,)
        case (
            "store"
            | "ignore"
            | "go on"
            | "set"
            | "evaluate"
            | "publish"
            | "suspend"
            | "resume"
            | "cancel"
            | "recall"
            | "complete late"
        ):
            return (Duty.OPTIONAL,)
        case "fail":
            return _duties_of_error(place, label)
        case _:
            return (Duty.ENGINE,)


def _duties_of_error(place: Place, label: Label) -> tuple[Duty, ...]:
    if isinstance(place, Rest | Held):
        is_fault = isinstance(place, Rest) and label.element != "run"
        return (Duty.FAULT,) if is_fault else (Duty.OPTIONAL,)
    match label.kinds:
        case ("decision",):
            return (Duty.STRIKE, Duty.ENGINE)
        case ("process-result",) | ("platform",):
            return (Duty.ENGINE,)
        case _:
            return (Duty.STRIKE,)


def said(example: Example, encoding: Encoding | None = None) -> Said:
    """Ask the prover, and compare."""
    encoding = encoded(example) if encoding is None else encoding
    analysis = Analysis(encoding)
    claims = claims_of(analysis)
    made = certify(analysis)
    return Said(
        print_of(encoding, loosened(example)),
        _strays(example, analysis),
        tuple(map(str, differences(example.truth, Answers(claims)))),
        tuple(sorted(claims)),
        tuple(sorted({what for what, _ in made.subjects})),
        check(analysis.system, made.certificate).is_accepted,
        mistaken_duties(encoding),
        _lacking(example),
        _loosely(example),
    )


def _lacking(example: Example) -> tuple[str, ...]:
    """Steps of the interpreter that are no path of the encoding: of small definitions alone, for each is looked at."""
    if example.suspends or len(example.configurations) > MOST_CONFIGURATIONS:
        return ()
    return tuple(missing_paths(example.program, ALONE, limit=CONFIGURATIONS_WALKED).edges)


def loosened(example: Example) -> Encoding | None:
    """The definition with conditions that may all hold or not, as it happens: of small definitions alone."""
    if example.suspends or len(example.configurations) > MOST_LOOSE:
        return None
    relaxed = [
        condition
        for clause in clauses(example.program.orchestration)
        for condition in clause.requirements.conditions
    ]
    return encode(example.program, suspends=False, relaxed=relaxed)


def _loosely(example: Example) -> tuple[str, ...]:
    """Where runs rest and end when every condition is left open; and where exploration finds a state that is not there."""
    encoding = loosened(example)
    if encoding is None:
        return ()
    model = Model(encoding.system)
    reached = reach(model)
    lacking = {
        f"not {encoding.system.locations[state.location].name}"
        for configuration in example.configurations
        if (state := located(encoding, configuration)) is not None
        and model.diagrams.intersection(model.diagrams.valuation(dict(state.values)), reached[state.location])
        == EMPTY
    }
    rests = {
        location.name
        for location, states in zip(encoding.system.locations, reached, strict=True)
        if location.rests and states != EMPTY
    }
    return tuple(sorted(lacking | rests))


def _strays(example: Example, analysis: Analysis) -> tuple[str, ...]:
    """The rests and ends where the encoding does not reach what exploration did, or reaches more.

    Where a configuration leaves the value of a variable open, any of them will do.
    """
    encoding, diagrams = analysis.encoding, analysis.model.diagrams
    states = {
        (state.location, tuple(sorted(state.values.items())))
        for configuration in example.configurations
        if (state := located(encoding, configuration)) is not None
    }
    strays: set[int] = set()
    explored = [EMPTY] * len(encoding.places)
    for location, values in states:
        here = diagrams.valuation(dict(values))
        explored[location] = diagrams.union(explored[location], here)
        if diagrams.intersection(here, analysis.reached[location]) == EMPTY:
            strays.add(location)
    strays |= {
        number
        for number, place in enumerate(encoding.places)
        if isinstance(place, Rest | End)
        and diagrams.difference(analysis.reached[number], explored[number]) != EMPTY
    }
    return tuple(encoding.system.locations[number].name for number in sorted(strays))
