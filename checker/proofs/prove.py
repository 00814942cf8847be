"""What is proved of one definition: the fixpoints behind every verdict, made once for all rules that ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ...engine.decisions.choices import choices
from ...engine.program.compile import compile_orchestration
from ...engine.program.program import Program
from ...grammar.contract import FlowContract
from ...grammar.model import Orchestration
from ...grammar.sites import uses
from ..diagrams.diagrams import BudgetSpentError
from ..encoding.building import TooLargeError
from ..encoding.encode import encode
from .analysis import Analysis
from .results_read import read_in_stages

BUDGET: Final = 2_000_000
"""Nodes of decision diagrams, where nobody says otherwise."""


@dataclass(frozen=True, slots=True, eq=False)
class Proofs:
    """The analysis of a definition; None where it was given up, and then why. `contracts` are those of called flows, by
    name in lower case; `budget` is what may be spent on each question.
    """

    program: Program
    analysis: Analysis | None
    given_up: str = ""
    contracts: Mapping[str, FlowContract] = field(default_factory=dict[str, FlowContract])
    budget: int = BUDGET


def prove(
    orchestration: Orchestration,
    contract: Callable[[str], FlowContract | None],
    profile: str = "help-2026",
    budget: int = BUDGET,
) -> Proofs:
    """Work out the fixpoints. Bounded by `budget`; never raises for a definition, however large."""
    program = compile_orchestration(orchestration, choices(profile), contract)
    called = {step.calls.casefold() for _, step in orchestration.steps() if step.calls}
    found = {name: known for name in sorted(called) if (known := contract(name)) is not None}
    try:
        encoding = encode(
            program, found, watched=_read_elsewhere(orchestration), read_in=read_in_stages(orchestration)
        )
        analysis = Analysis(encoding, budget)
        for work in (
            analysis.completing,
            analysis.stuck,
            analysis.endless_with_errors,
            analysis.repeating_errors,
        ):
            del work
    except (BudgetSpentError, TooLargeError) as spent:
        return Proofs(program, None, f"undecided: {spent}")
    except RecursionError:
        return Proofs(program, None, "undecided: one stage has too many steps at once")
    return Proofs(program, analysis, "", found, budget)


def _read_elsewhere(orchestration: Orchestration) -> tuple[str, ...]:
    """The steps whose outputs decisions read: whether they have completed is part of what is asked."""
    steps = {step.name.casefold(): step.name for _, step in orchestration.steps()}
    found = {
        steps[root]
        for use in uses(orchestration)
        if use.role in ("outcome", "formula")
        and use.reference.output
        and (root := use.reference.root.casefold()) in steps
    }
    return tuple(sorted(found))
