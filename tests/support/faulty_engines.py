"""Engines with one rule wrong each: the reference interpreter, bent in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from stageproof.checker.adapters.contract import (
    ACCEPTED,
    Answer,
    Observation,
    Part,
    Told,
    UnknownEvent,
    Verdict,
)
from stageproof.checker.adapters.reference import ReferenceEngine
from stageproof.checker.oracle.observation import SeenRow
from stageproof.engine.effects import EFFECTS, Effects
from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.events import Cancel, Complete, Evaluate, Event, Resume, Suspend
from stageproof.engine.kinds import Kind
from stageproof.engine.statuses import (
    RunStatus,
    StageStatus,
    StepStatus,
    SubmissionStatus,
    WorkItemStatus,
)
from stageproof.grammar.condition import Any, Condition, Requirements, Row
from stageproof.grammar.model import Decision, Orchestration, Stage
from stageproof.grammar.value import Reference, Text


@dataclass(frozen=True)
class Faulty:
    """An engine with a fault, the level whose scenarios show it, the row it breaks, and the built-in definition on which
    random runs show it.
    """

    fault: str
    make: Callable[[], ReferenceEngine]
    level: str
    row: str
    definition: str


def with_effects(**changed: object) -> Callable[[], ReferenceEngine]:
    effects: Effects = replace(EFFECTS, **changed)  # type: ignore[arg-type]  # entries by name
    return lambda: ReferenceEngine(effects=effects)


class CompletesEarly(ReferenceEngine):
    """Completes a stage with its first step."""

    def reset(self, definition: Orchestration) -> Answer:
        return super().reset(replace(definition, stages=tuple(map(self._bent, definition.stages))))

    @staticmethod
    def _bent(stage: Stage) -> Stage:
        if stage.exit is not None or stage.exit_flow is not None:
            return stage
        first = Condition(
            left=Reference(text=f"{stage.steps[0].name}.Status"),
            operator="EqualTo",
            right=Text(value="Completed"),
        )
        return replace(stage, exit=Requirements(conditions=(first,), logic=Row(1)))


class StartsEverything(ReferenceEngine):
    """Starts each step with its stage, whatever its entry condition."""

    def reset(self, definition: Orchestration) -> Answer:
        stages = tuple(
            replace(stage, steps=tuple(replace(step, entry=None) for step in stage.steps))
            for stage in definition.stages
        )
        return super().reset(replace(definition, stages=stages))


class TakesNoFaultPath(ReferenceEngine):
    """Has no fault paths."""

    def reset(self, definition: Orchestration) -> Answer:
        stages = tuple(replace(stage, fault=None, fault_ends=False) for stage in definition.stages)
        return super().reset(replace(definition, stages=stages))


class TakesTheDefault(ReferenceEngine):
    """Takes the default outcome of each decision, whatever is met."""

    def reset(self, definition: Orchestration) -> Answer:
        decisions = tuple(map(self._bent, definition.decisions))
        return super().reset(replace(definition, decisions=decisions))

    @staticmethod
    def _bent(decision: Decision) -> Decision:
        never = Requirements(conditions=(), logic=Any(()))
        outcomes = tuple(replace(outcome, requirements=never) for outcome in decision.outcomes)
        return replace(decision, outcomes=outcomes)


class TakesLateResults(ReferenceEngine):
    """Completes a step whose result comes when nobody waits for it any more."""

    def __init__(self) -> None:
        super().__init__()
        self._late: list[Told] = []

    def do(self, event: Event | UnknownEvent) -> Answer:
        answer = super().do(event)
        if isinstance(event, Complete) and answer.verdict is Verdict.ACCEPTED and self._stopped(event.step):
            self._late.append(Told(Part.STEP, event.step, "Completed"))
        return answer

    def _stopped(self, name: str) -> bool:
        assert self._program is not None
        assert self._configuration is not None
        stage, index = self._program.places[name.casefold()]
        configuration = self._configuration
        if configuration.location != stage:
            state = configuration.past[stage]
            return state is not None and state.steps[index] in ("Discontinued", "Canceled")
        assert configuration.current is not None
        over = configuration.run not in ("InProgress", "Suspended", "Error")
        return over and configuration.current.steps[index] in ("Discontinued", "Canceled")

    def observe(self) -> Observation:
        seen = super().observe()
        late, self._late = tuple(self._late), []
        return replace(seen, told=(*seen.told, *late))


class GoesOnSuspended(ReferenceEngine):
    """Completes steps of a suspended run at once."""

    def do(self, event: Event | UnknownEvent) -> Answer:
        suspended = self._configuration is not None and self._configuration.run == "Suspended"
        if not suspended or not isinstance(event, Complete):
            return super().do(event)
        super().do(Resume())
        self._changes.clear()
        self._log.clear()
        answer = super().do(event)
        told, rows = list(self._changes), list(self._log)
        if self._configuration is not None and self._configuration.run == "InProgress":
            super().do(Suspend())
            self._changes[:], self._log[:] = told, rows
        return answer


class RestartsCompletedSteps(ReferenceEngine):
    """Starts even the completed steps of a failed run anew when it is resumed."""

    def __init__(self) -> None:
        super().__init__()
        self._again: list[Told] = []

    def do(self, event: Event | UnknownEvent) -> Answer:
        before = self._configuration
        answer = super().do(event)
        failed = before is not None and before.run == "Error"
        if isinstance(event, Resume) and answer.verdict is Verdict.ACCEPTED and failed and before is not None:
            assert self._program is not None
            assert before.location is not None
            assert before.current is not None
            for step, status in zip(
                self._program.stages[before.location].steps, before.current.steps, strict=True
            ):
                if status == "Completed":
                    self._again.append(Told(Part.STEP, step.name, "InProgress"))
        return answer

    def observe(self) -> Observation:
        seen = super().observe()
        again, self._again = tuple(self._again), []
        return replace(seen, told=(*seen.told, *again))


class SuspendsTwice(ReferenceEngine):
    """Takes a suspend of a suspended run."""

    def do(self, event: Event | UnknownEvent) -> Answer:
        answer = super().do(event)
        return ACCEPTED if isinstance(event, Suspend) and answer.verdict is Verdict.REFUSED else answer


class CancelsTwice(ReferenceEngine):
    """Takes a cancel of a run that is over."""

    def do(self, event: Event | UnknownEvent) -> Answer:
        answer = super().do(event)
        return ACCEPTED if isinstance(event, Cancel) and answer.verdict is Verdict.REFUSED else answer


class ForgetsAnswers(ReferenceEngine):
    """Never hears what an evaluation flow answers."""

    def do(self, event: Event | UnknownEvent) -> Answer:
        return ACCEPTED if isinstance(event, Evaluate) else super().do(event)


class LogsTwice(ReferenceEngine):
    """Writes the row about the start of a stage twice."""

    def observe(self) -> Observation:
        seen = super().observe()
        rows = tuple(row for row in seen.log for _ in range(1 + (row.kind is Kind.START_STAGE)))
        return replace(seen, log=rows)


class Unsteady(ReferenceEngine):
    """Forgets a log row in every third run."""

    def __init__(self) -> None:
        super().__init__()
        self._runs = 0

    def reset(self, definition: Orchestration) -> Answer:
        self._runs += 1
        return super().reset(definition)

    def observe(self) -> Observation:
        seen = super().observe()
        if self._runs % 3:
            return seen
        return Observation(seen.told, tuple(row for row in seen.log if row != SeenRow(Kind.START_INSTANCE)))


_ERRORS = EFFECTS.errors
FAULTY: Final = (
    Faulty("a canceled run is Completed", with_effects(run_cancels=EFFECTS.run_cancels._replace(status=RunStatus.COMPLETED)), "cancel", "run-status-canceled", "Conditions"),
    Faulty("a stage completes with its first step", CompletesEarly, "core", "stage-exit-all-steps", "Conditions"),
    Faulty("steps do not wait for other steps", StartsEverything, "core", "step-entry-after-step", "Conditions"),
    Faulty("no fault path is taken", TakesNoFaultPath, "errors", "fault-path-runs", "Fault_Paths"),
    Faulty("decisions take the default outcome", TakesTheDefault, "core", "decision-outcome-order", "Conditions"),
    Faulty("a failed run leaves other steps running", with_effects(step_discontinues_by_run_error=EFFECTS.step_discontinues_by_run_error._replace(status=StepStatus.IN_PROGRESS)), "errors", "error-sets-in-progress-steps", "Errors"),
    Faulty("the end of a step is not logged", with_effects(step_completes=EFFECTS.step_completes._replace(kind=None)), "core", "step-milestone-end-step", "Conditions"),
    Faulty("a late result completes its step", TakesLateResults, "", "step-exit-background", "Conditions"),
    Faulty("a suspended run goes on", GoesOnSuspended, "suspend", "suspend-outputs", "Conditions"),
    Faulty("a resume starts completed steps again", RestartsCompletedSteps, "resume", "resume-completed-steps", "Errors"),
    Faulty("a rejection approves", with_effects(submission_is_rejected=EFFECTS.submission_is_rejected._replace(status=SubmissionStatus.APPROVED)), "approvals", "fault-path-rejected", "Approval"),
    Faulty("a suspended run is suspended again", SuspendsTwice, "suspend", "suspend-only-in-progress", "Conditions"),
    Faulty("a run that is over is canceled", CancelsTwice, "cancel", "cancel-only-in-progress", "Conditions"),
    Faulty("a failed run can be resumed for ever", with_effects(resume_days=10_000), "resume", "resume-within-14-days", "Fault_Paths"),
    Faulty("a run can be resumed after its result was not processed", with_effects(errors=_ERRORS | {ErrorKind.PROCESS_RESULT: replace(_ERRORS[ErrorKind.PROCESS_RESULT], resumable=True)}), "resume", "error-kind-process-result", "Errors"),
    Faulty("a failed flow cannot be resumed", with_effects(errors=_ERRORS | {ErrorKind.CALLED_FLOW: replace(_ERRORS[ErrorKind.CALLED_FLOW], resumable=False)}), "resume", "error-kind-called-flow", "Errors"),
    Faulty("a cancel leaves work items open", with_effects(item_closes_on_cancel=EFFECTS.item_closes_on_cancel._replace(status=WorkItemStatus.ASSIGNED)), "cancel", "cancel-work-items", "Conditions"),
    Faulty("the start of a stage is logged twice", LogsTwice, "core", "stage-milestone-start-stage", "Conditions"),
    Faulty("answers of evaluation flows are not heard", ForgetsAnswers, "evaluation-flows", "stage-exit-evaluation-flow", "Evaluation"),
    Faulty("a stage that failed is Discontinued", with_effects(stage_fails=EFFECTS.stage_fails._replace(status=StageStatus.DISCONTINUED)), "evaluation-flows", "stage-status-error-stage", "Evaluation"),
)  # fmt: skip
"""All of them."""
