"""What the judge needs to know of a definition, read from the model alone."""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.decisions.choices import Choices
from ...grammar.condition import Requirements
from ...grammar.flow_graph import FlowGraph
from ...grammar.light_dataclass import dataclass
from ...grammar.model import Decision, Orchestration, Outcome, Stage, Step
from ...grammar.value import Reference


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """A definition, its graph and the readings under which it runs. Names are looked up without regard to case."""

    orchestration: Orchestration
    graph: FlowGraph
    choices: Choices
    stages: dict[str, Stage]
    steps: dict[str, tuple[Stage, Step]]
    decisions: dict[str, Decision]
    outcomes: dict[str, tuple[Decision, Outcome]]

    @classmethod
    def of(cls, orchestration: Orchestration, choices: Choices) -> Facts:
        """The facts of a definition. Of elements that share a name the first counts."""
        stages: dict[str, Stage] = {}
        steps: dict[str, tuple[Stage, Step]] = {}
        outcomes: dict[str, tuple[Decision, Outcome]] = {}
        for stage in orchestration.stages:
            stages.setdefault(stage.name.casefold(), stage)
            for step in stage.steps:
                steps.setdefault(step.name.casefold(), (stage, step))
        for decision in orchestration.decisions:
            for outcome in decision.outcomes:
                outcomes.setdefault(outcome.name.casefold(), (decision, outcome))
        decisions = {decision.name.casefold(): decision for decision in reversed(orchestration.decisions)}
        graph = FlowGraph.of(orchestration)
        return cls(orchestration, graph, choices, stages, steps, decisions, outcomes)

    def stage(self, name: str) -> Stage:
        """The stage with this API name. Raises KeyError where there is none."""
        return self.stages[name.casefold()]

    def step(self, name: str) -> Step | None:
        """The step with this API name; `Stage/Step` names it, too."""
        found = self.steps.get(name.rpartition("/")[2].casefold())
        return found[1] if found else None

    def stage_of(self, step: str) -> str | None:
        """The name of the stage that holds the step."""
        found = self.steps.get(step.rpartition("/")[2].casefold())
        return found[0].name if found else None

    def has_fault_path(self, stage: str) -> bool:
        """Whether an error in the stage is handled."""
        found = self.stage(stage)
        return found.fault is not None or found.fault_ends

    def in_fault_path(self, stage: str) -> bool:
        """Whether the stage lies in a fault path: not on the main flow, nor on the recall path."""
        name = self.stage(stage).name
        return name not in self.graph.main and name not in self.graph.recall

    def leads_to(self, stage: str, kind: str) -> str | None:
        """The stage that a stage's connector (`next`, `fault`) leads straight to; None for anything else."""
        target = next((edge.target for edge in self.graph.out(stage) if edge.kind == kind), None)
        return target if target is not None and target.casefold() in self.stages else None

    def may_follow(self, stage: str, kind: str) -> frozenset[str]:
        """The stages that a connector of a stage (or of Start, named "") may lead to, through decisions only."""
        return frozenset(name for name in self._led_to(stage, kind) if name is not None)

    def may_end(self, stage: str, kind: str) -> bool:
        """Whether such a connector may lead to End, through decisions only."""
        return None in self._led_to(stage, kind)

    def _led_to(self, stage: str, kind: str) -> set[str | None]:
        """The stages, and None for End, to which a Start that leads nowhere leads."""
        found: set[str | None] = set()
        seen: set[str] = set()
        waiting = [edge.target for edge in self.graph.out(stage) if edge.kind == kind]
        if not stage and not waiting:
            found.add(None)
        while waiting:
            name = waiting.pop()
            if name is None:
                found.add(None)
            elif name.casefold() in self.stages:
                found.add(self.stage(name).name)
            elif name not in seen:
                seen.add(name)
                waiting += (edge.target for edge in self.graph.out(name))
        return found

    def wakes(self, stage: str, field: str) -> bool:
        """Whether a change of this record field wakes a run in the stage ("Considerations for Orchestrations")."""
        start = self.orchestration.start
        if start is None or not start.is_record_triggered:
            return False
        return field.casefold() in (name.casefold() for name in _fields(self.stage(stage)))


def asks(step: Step) -> bool:
    """Whether the step gives somebody a work item."""
    return step.is_interactive or step.is_approval


def has_own_exit(step: Step) -> bool:
    """Whether the step asks somebody and has an exit condition of its own."""
    return asks(step) and (step.exit is not None or step.exit_flow is not None)


def _fields(stage: Stage) -> Iterator[str]:
    requirements: list[Requirements | None] = [stage.exit]
    for step in stage.steps:
        requirements += [step.entry, step.exit]
    for part in requirements:
        for condition in part.conditions if part else ():
            for side in (condition.left, condition.right):
                if isinstance(side, Reference) and side.text.startswith("$Record."):
                    yield side.text
