"""A definition with everything that was tried on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from ...engine.program.program import Program
from ...grammar.light_dataclass import dataclass
from ..traces.outcome import Outcome
from .outcome import Campaign


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """`scenarios` are those of the definition, played. `files`: where failures are kept, by fingerprint."""

    campaign: Campaign
    program: Program
    scenarios: tuple[Outcome, ...] = ()
    files: Mapping[str, Path] = field(default_factory=dict[str, Path])

    @property
    def is_good(self) -> bool:
        """Whether nothing was broken and every scenario was met."""
        return not self.campaign.failures and all(scenario.is_good for scenario in self.scenarios)
