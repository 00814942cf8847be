"""A definition under test: what several of its tests share is worked out once, when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from ...engine.program.program import Program
from ...grammar.contract import FlowContract
from ...grammar.light_dataclass import dataclass
from ..campaigns.campaign import run_campaign
from ..campaigns.executor import Serial
from ..campaigns.outcome import Campaign
from ..campaigns.plan import Plan
from ..campaigns.subject import Subject
from ..definition_file import DefinitionFile
from ..random_runs.fault_model import FaultModel
from ..random_runs.flaw import Judge
from ..random_runs.tally import Failure


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is tried: random runs, and before them moments that are looked at, shortest runs first."""

    runs: int
    moments: int


EFFORTS: Final = {"quick": Effort(50, 500), "ci": Effort(500, 3_000), "nightly": Effort(10_000, 50_000)}
"""The efforts by name; the numbers of runs are those of the settings profiles for Hypothesis."""


class DefinitionUnderTest:
    """A definition, the seed of its random runs, and how much is tried."""

    def __init__(
        self,
        definition: DefinitionFile,
        seed: int,
        effort: Effort,
        accepted: frozenset[str] = frozenset(),
    ) -> None:
        """Nothing is tried before somebody asks. `accepted` are the ids of decisions whose other readings are tolerated."""
        self.definition = definition
        self.seed = seed
        self.effort = effort
        self.accepted = accepted

    @cached_property
    def program(self) -> Program:
        """The definition, compiled."""
        return self.definition.program()

    @cached_property
    def campaign(self) -> Campaign:
        """The random runs, held against the tables and the properties."""
        definition = self.definition
        known: dict[str, FlowContract] = {}
        for flow in definition.context.calls_by_flow:
            contract = definition.context.contract(flow)
            if contract is not None:
                known[flow.casefold()] = contract
        subject = Subject(
            definition.source.path, definition.source.text, self.program.choices, tuple(sorted(known.items()))
        )
        plan = Plan(
            subject,
            FaultModel(),
            seed=self.seed,
            runs=self.effort.runs,
            most_ways=self.effort.moments,
            accepted=self.accepted,
        )
        return run_campaign(plan, Serial())

    def failures(self, judge: Judge, id: str | None = None) -> tuple[Failure, ...]:
        """What the random runs broke of the tables or of the properties; `id`: of this row or property alone."""
        return tuple(
            failure
            for failure in self.campaign.failures
            if failure.flaw.judge is judge and id in (None, failure.flaw.id)
        )

    @property
    def measures(self) -> tuple[tuple[str, str], ...]:
        """The random runs for machines."""
        campaign = self.campaign
        rows = sum(word.startswith("row:") for word in campaign.covered)
        return (
            ("seed", str(campaign.plan.seed)),
            ("runs", str(campaign.tally.runs)),
            ("coverage.rows", str(rows)),
            ("stop_reason", campaign.stop_reason.value),
            *(("tolerated", f"{decision}: {times}") for decision, times in campaign.tolerated.items()),
        )
