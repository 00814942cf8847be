"""A run while one event is worked off.

The only place where a configuration is opened and made anew: pure from outside, in between it collects changes and
log rows. Everything here sets one thing and says why; what to set when is decided by the modules beside it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ..configuration import Configuration, StageState
from ..effects import Effect, Quiet
from ..error_kinds import STRIKES, ErrorKind, Strike
from ..events import Fail, Given
from ..history import Change, LogRow
from ..program.program import Program, StageProgram, StepProgram, Target
from ..statuses import (
    ApprovalItemStatus,
    RunStatus,
    StageStatus,
    StepStatus,
    SubmissionStatus,
    WorkItemStatus,
)
from ..values import Value, kept

LATE_ROW: Final = "late-result"
OUTPUT_ROW: Final = "automatic-output-flow-output"


Hop = tuple[Target, Configuration, tuple[Fail, ...]]
"""A connector that is followed within a burst, in which configuration, and with which errors still to strike."""


class StruckError(Exception):
    """An error that strikes while conditions are evaluated or a step is started."""

    def __init__(self, kind: ErrorKind, step: int | None, message: str) -> None:
        """Say what struck, at which step of the current stage (None: at the stage itself), and why."""
        super().__init__(message)
        self.kind = kind
        self.step = step


class Burst:
    """An opened configuration. The attributes are those of `Configuration`; see `View`."""

    __slots__ = (
        "answers", "approvals", "breaks_off", "changes", "evaluated", "failure", "faults", "going", "hops", "inputs", "is_entering", "items", "location", "log", "message",
        "outcomes", "outputs", "overdue", "past", "program", "queue", "recalling", "record", "rejected", "reported",
        "run_status", "seen", "stage", "stage_status", "starting", "steps", "stored", "submission", "waited", "world",
    )  # fmt: skip

    program: Program
    stage: StageProgram | None
    steps: list[StepStatus]
    items: list[WorkItemStatus | None]
    approvals: list[ApprovalItemStatus | None]
    outputs: list[tuple[Value, ...]]

    def __init__(self, program: Program, configuration: Configuration, faults: tuple[Fail, ...] = ()) -> None:
        """Open a configuration. `faults` are the errors that strike on the way, each of them once."""
        self.program = program
        (
            self.run_status, self.location, current, self.past, self.outcomes, self.inputs, self.record,
            self.world, self.answers, self.queue, self.stored, self.starting, self.failure, self.waited,
            self.overdue, self.submission, self.rejected, self.recalling, self.reported,
        ) = configuration  # fmt: skip
        self.faults = faults
        self.changes: list[Change] = []
        self.log: list[LogRow] = []
        self.evaluated: set[int] | None = None
        self.seen: dict[Hop, None] | None = None
        self.breaks_off: Hop | None = None
        self.hops = 0
        self.is_entering = False
        self.going: tuple[Target, StageProgram | None] | None = None
        self.message = ""
        self._open(current)

    def _open(self, current: StageState | None) -> None:
        if current is None:
            self.stage = None
            self.stage_status: StageStatus | None = None
            self.steps, self.items, self.outputs, self.approvals = [], [], [], []
        else:
            assert self.location is not None
            self.stage = self.program.stages[self.location]
            self.stage_status = current.status
            self.steps, self.items = list(current.steps), list(current.items)
            self.outputs = list(current.outputs)
            self.approvals = list(current.approvals)

    def close(self) -> Configuration:
        """The configuration as it is now."""
        return Configuration(
            self.run_status, self.location, self._state(), self.past, self.outcomes, self.inputs, self.record,
            self.world, self.answers, self.queue, self.stored, self.starting, self.failure, self.waited,
            self.overdue, self.submission, self.rejected, self.recalling, self.reported,
        )  # fmt: skip

    def _state(self) -> StageState | None:
        if self.stage_status is None:
            return None
        return StageState(
            self.stage_status,
            tuple(self.steps),
            tuple(self.items),
            tuple(self.outputs),
            tuple(self.approvals),
        )

    # ---------------------------------------------------------------- run and submission

    def set_run(self, effect: Effect[RunStatus]) -> None:
        """Give the run a status and log the milestone."""
        before = self.run_status
        self.run_status = effect.status
        self.changes.append(Change(self.program.run, "Status", before, effect.status, effect.row))
        if effect.kind is not None:
            self.log.append(LogRow(effect.kind, None, None, effect.milestone))

    def set_submission(self, effect: Effect[SubmissionStatus]) -> None:
        """Give the approval submission a status."""
        before = self.submission
        self.submission = effect.status
        subject = self.program.submission
        self.changes.append(Change(subject, "Status", before, effect.status, effect.row))
        if effect.kind is not None:
            self.log.append(LogRow(effect.kind, None, None, effect.milestone))

    # ---------------------------------------------------------------- stages

    def enter(self, stage: StageProgram) -> None:
        """Open a new visit of a stage: its status, its steps Not Started, its outputs null."""
        effects = self.program.effects
        earlier = self.past[stage.index]
        count = len(stage.steps)
        if earlier is not None:
            self.past = self.past.replaced(stage.index, None)
        if self.reported:
            self.reported = tuple(place for place in self.reported if place[0] != stage.index)
        self.location, self.stage = stage.index, stage
        self.steps = [effects.step_is_created.status] * count
        self.items = [None] * count
        self.approvals = [None] * count if stage.has_approvals else []
        if earlier is not None and self.program.keeps_outputs:
            self.outputs = list(earlier.outputs)
        else:
            self.outputs = list(stage.no_outputs)
        self.stage_status = None
        self.is_entering = True
        self.set_stage(effects.stage_starts)
        created = effects.step_is_created
        for step in stage.steps:
            self.changes.append(Change(step.subject, "Status", None, created.status, created.row))

    def set_stage(self, effect: Effect[StageStatus]) -> None:
        """Give the current stage a status and log the milestone."""
        stage = self.current
        before = self.stage_status
        self.stage_status = effect.status
        self.changes.append(Change(stage.subject, "Status", before, effect.status, effect.row))
        if effect.kind is not None:
            self.log.append(LogRow(effect.kind, stage.name, None, effect.milestone))

    def leave(self) -> None:
        """Put the current stage among the past ones."""
        assert self.location is not None
        self.past = self.past.replaced(self.location, self._state())
        for result in self.stored:
            step = self.current.steps[result.step]
            self.changes.append(Change(step.subject, "Late result", None, "ignored", LATE_ROW))
            if step.writes and result.error is None:
                place = self.program.places[step.name.casefold()]
                self.reported = tuple(sorted({*self.reported, place}))
        self.location = None
        self.stage = None
        self.stage_status = None
        self.steps, self.items, self.outputs, self.approvals = [], [], [], []
        self.queue = ()
        self.stored = ()

    def go(self, target: Target, origin: StageProgram | None) -> None:
        """Say where the run goes next: `settle` follows. `origin` is the stage that was left, None at the start."""
        self.going = (target, origin)

    @property
    def current(self) -> StageProgram:
        """The current stage."""
        assert self.stage is not None
        return self.stage

    # ---------------------------------------------------------------- steps and work items

    def set_step(self, step: StepProgram, effect: Effect[StepStatus], comments: str | None = None) -> None:
        """Give a step of the current stage a status and log the milestone."""
        before = self.steps[step.index]
        self.steps[step.index] = effect.status
        self.changes.append(Change(step.subject, "Status", before, effect.status, effect.row))
        if effect.kind is not None:
            self.log.append(
                LogRow(effect.kind, step.subject.stage, step.name, effect.milestone, comments=comments)
            )

    def set_item(
        self,
        step: StepProgram,
        effect: Effect[WorkItemStatus],
        actor: str | None = None,
        assignee: str | None = None,
        assignee_type: str | None = None,
    ) -> None:
        """Give a step's newest work item a status and log the milestone."""
        before = self.items[step.index]
        self.items[step.index] = effect.status
        self.changes.append(Change(step.item, "Status", before, effect.status, effect.row))
        if effect.kind is not None:
            self.log.append(
                LogRow(
                    effect.kind,
                    step.subject.stage,
                    step.name,
                    effect.milestone,
                    actor,
                    assignee,
                    assignee_type,
                )
            )

    def set_approval(self, step: StepProgram, effect: Quiet[ApprovalItemStatus]) -> None:
        """Give the newest approval work item of an approval step a status."""
        before = self.approvals[step.index]
        self.approvals[step.index] = effect.status
        self.changes.append(Change(step.approval, "Status", before, effect.status, effect.row))

    def set_outputs(self, step: StepProgram, given: Given) -> None:
        """Keep the outputs of a step's flow; those not given are null."""
        if step.outputs:
            values = {name.casefold(): kept(value) for name, value in given}
            self.outputs[step.index] = tuple(values.get(slot.casefold()) for slot in step.outputs)
        for name, value in given:
            self.changes.append(Change(step.subject, f"Outputs.{name}", None, value, OUTPUT_ROW))

    # ---------------------------------------------------------------- failing

    def fault(self, strike: Strike, *names: str) -> Fail | None:
        """The first error told that strikes one of these elements at such a moment, if any. It strikes only once."""
        folded = {name.casefold() for name in names}
        for place, fault in enumerate(self.faults):
            if STRIKES[fault.kind] is not strike or fault.element.casefold() not in folded:
                continue
            if fault.spares:
                spared = replace(fault, spares=fault.spares - 1)
                self.faults = (*self.faults[:place], spared, *self.faults[place + 1 :])
                continue
            self.faults = self.faults[:place] + self.faults[place + 1 :]
            return fault
        return None
