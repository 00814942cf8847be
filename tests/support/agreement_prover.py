"""What a prover says of a definition, in the shape of `agreement_truth.Truth`, and how the two are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from agreement_truth import FIELDS, Truth

from stageproof.engine.program.program import Program

Claim = str | tuple[str, ...]
PROVER = "stageproof.checker.proofs.verdicts"


class Says(Protocol):
    """A prover's claims: fields of `Truth` with their elements, those it has an answer for.

    `undecided` says what it could not decide, each in words; inside the region class that is a failure.
    """

    @property
    def claims(self) -> Mapping[str, Iterable[Claim]]: ...

    @property
    def undecided(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Answers:
    """See `Says`."""

    claims: Mapping[str, Iterable[Claim]]
    undecided: tuple[str, ...] = ()


class Prover(Protocol):
    """Answers of a definition. It may not look at the exploration."""

    def __call__(self, program: Program) -> Says: ...


def known_prover() -> Prover | None:
    """The project's prover, as `answers` of its module; None where there is none yet, or a part of it is missing."""
    try:
        module = import_module(PROVER)
    except ModuleNotFoundError as missing:
        if missing.name is None or not missing.name.startswith("stageproof.checker."):
            raise
        return None
    answers: Prover = module.answers
    return answers


@dataclass(frozen=True, slots=True)
class Difference:
    """One field on which exploration and prover differ: what only one of them says."""

    field: str
    only_explored: tuple[Claim, ...]
    only_proved: tuple[Claim, ...]

    def __str__(self) -> str:
        parts = [f"{self.field}:"]
        if self.only_explored:
            parts.append(f"exploration alone says {_listed(self.only_explored)}")
        if self.only_proved:
            parts.append(f"the prover alone says {_listed(self.only_proved)}")
        return " ".join(parts)


def differences(truth: Truth, answers: Says) -> tuple[Difference, ...]:
    """Where a prover's claims are not the truth, in the order of the fields. Fields it says nothing of are left out."""
    unknown = sorted(set(answers.claims) - set(FIELDS))
    if unknown:
        raise ValueError(f"the prover speaks of {', '.join(unknown)}; known are {', '.join(FIELDS)}")
    found: list[Difference] = []
    for field in FIELDS:
        explored: frozenset[Claim] | None = getattr(truth, field)
        if field not in answers.claims or explored is None:
            continue
        proved = frozenset(answers.claims[field])
        if explored != proved:
            found.append(Difference(field, _sorted(explored - proved), _sorted(proved - explored)))
    return tuple(found)


def _sorted(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=str))


def _listed(claims: tuple[Claim, ...]) -> str:
    return ", ".join(claim if isinstance(claim, str) else " / ".join(filter(None, claim)) for claim in claims)
