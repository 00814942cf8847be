"""A definition with everything that was tried on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from ...engine.program.program import Problem, Program
from ...engine.scenarios.expectations import Judge
from ...grammar.light_dataclass import dataclass
from ..traces.outcome import Outcome
from .outcome import Campaign


def property_problems(program: Program) -> tuple[Problem, ...]:
    """Why properties of a definition cannot be judged as they are written, each with its place."""
    judge = Judge(program)
    return tuple(
        problem
        for claim in program.orchestration.properties
        for statement in (claim.statement, claim.second)
        if statement is not None
        for problem in judge.problems(statement)
    )


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """`scenarios` are those of the definition, played. `files`: where failures are kept, by fingerprint. `problems`: what of the
    properties cannot be judged, such as a name of nothing.
    """

    campaign: Campaign
    program: Program
    scenarios: tuple[Outcome, ...] = ()
    files: Mapping[str, Path] = field(default_factory=dict[str, Path])
    problems: tuple[Problem, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether nothing was broken, every property can be judged and every scenario was met."""
        return (
            not self.campaign.failures
            and not self.problems
            and all(scenario.is_good for scenario in self.scenarios)
        )
