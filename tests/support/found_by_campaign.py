"""`make oracle-mutants`, first half: does the campaign of `stageproof test` find every mutant of the interpreter?

The campaign is the product's: known runs of a program that follows the mutant, explored and drawn at random, each moment
judged by the documented tables alone. A mutant is looked for in the definitions that come to the changed entry soonest.
First each of them is explored a little beyond that moment, then through the whole budget, until the first mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any, Final, NamedTuple

from campaign_definitions import Indexed
from interpreter_mutants import Mutant, mutants
from mutation_score import Score, score_of

from stageproof.checker.random_runs.breakdown import BreakdownError
from stageproof.checker.random_runs.closure import MOST_WAYS, close
from stageproof.checker.random_runs.fault_model import FaultModel
from stageproof.checker.random_runs.known_runs import KnownRuns
from stageproof.checker.random_runs.walk import chunk
from stageproof.engine.effects import EFFECTS, Effect, Quiet
from stageproof.engine.error_kinds import ErrorEffect
from stageproof.engine.program.program import Program, StepKind

BEYOND: Final = 400
"""Moments that are looked at at first after the one in which the changed entry is asked."""
EQUIVALENT: Final[dict[str, str]] = {
    "errors[decision]: caught False -> True": "a decision fails between stages, where no fault path catches anything",
}
"""Survivors that no observation can tell from the original, with the reason. Keyed by the mutant's name."""


class Budget(NamedTuple):
    """What may be spent on one mutant: definitions, and in each so many moments explored and random runs drawn."""

    definitions: int = 4
    ways: int = MOST_WAYS
    runs: int = 300


USUAL: Final = Budget()


def score(definitions: Sequence[Indexed], budget: Budget = USUAL) -> Score:
    """What became of every mutant."""
    fates = {mutant.name: fate_of(mutant, definitions, budget) for mutant in mutants(EFFECTS)}
    return score_of(fates, EQUIVALENT)


def fate_of(mutant: Mutant, definitions: Sequence[Indexed], budget: Budget) -> str:
    """What becomes of a mutant: found, told as a breakdown, survived, never reached."""
    reason, kind = reason_of(mutant)
    reaching = sorted(
        (each for each in definitions if reason in each.reasons and (kind is None or each.has(kind))),
        key=lambda each: (each.reasons[reason], each.name),
    )[: budget.definitions]
    if not reaching:
        return "never reached"
    for each in reaching:
        ways = min(budget.ways, each.reasons[reason] + BEYOND)
        fate = _fate(each.mutated(mutant.effects), ways, 0)
        if fate is not None:
            return fate
    for each in reaching:
        fate = _fate(each.mutated(mutant.effects), budget.ways, budget.runs)
        if fate is not None:
            return fate
    return "survived"


def _fate(program: Program, ways: int, runs: int) -> str | None:
    known = KnownRuns(program, FaultModel())
    try:
        if close(known, ways, lambda places, ways, failures: not failures).tally.failures:
            return "found"
        return "found" if runs and chunk(known, 0, 0, runs).failures else None
    except BreakdownError:
        return "told as a breakdown"


def reason_of(mutant: Mutant) -> tuple[str, StepKind | None]:
    """What has to occur in a run for the changed entry to matter, and at a step of which kind."""
    name, entry = next(_changed(mutant))
    match entry:
        case Effect(row=row, status=status) | Quiet(row=row, status=status):
            kind = next((each for each in StepKind if each.value == name), None)
            return f"{row} {type(status).__name__} {status}", kind
        case ErrorEffect(caught=caught):
            return f"error {name}" + (" handled" if caught and ": caught " in mutant.name else ""), None
        case bool():
            return "approval-status SubmissionStatus Error", None
        case _:
            return "wait", None


def _changed(mutant: Mutant) -> Iterator[tuple[str, Any]]:
    for field in fields(EFFECTS):
        before, after = getattr(EFFECTS, field.name), getattr(mutant.effects, field.name)
        if isinstance(before, dict):
            yield from ((str(key), entry) for key, entry in before.items() if after[key] != entry)
        elif before != after:
            yield field.name, before
