"""From a run's history to its records."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from json import dumps
from typing import Final

from ...grammar.model import Step
from ..configuration import StoredResult
from ..events import Begin, Reassign
from ..history import Change, LogRow, Moment, Run
from ..kinds import Kind
from ..program.program import Program, StepKind, StepProgram
from ..statuses import ApprovalItemStatus, RunStatus, StepStatus, WorkItemStatus
from .context import context_record, given_record
from .ids import auto_number, record_id
from .pairing import paired
from .rows import (
    ApprovalSubmission,
    ApprovalWorkItem,
    LogRecord,
    OrchestrationRun,
    Records,
    StageRun,
    StepRun,
    WorkItem,
)
from .values_json import to_data

EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
_ENDS: Final = frozenset({
    Kind.END_INSTANCE, Kind.CANCEL_INSTANCE, Kind.FAIL_INSTANCE, Kind.END_STAGE, Kind.DISCONTINUE_STAGE,
    Kind.FAIL_STAGE, Kind.END_STEP, Kind.DISCONTINUE_STEP, Kind.FAIL_STEP, Kind.END_WORK_ITEM,
})  # fmt: skip
"""The milestones that have a duration."""
_OF_ITEMS: Final = frozenset({Kind.START_WORK_ITEM, Kind.END_WORK_ITEM, Kind.REASSIGN_WORK_ITEM})
_STEP_TYPES: Final = {
    (StepKind.BACKGROUND, True): "BackgroundStep",
    (StepKind.BACKGROUND, False): "AsynchronousBackgroundStep",
    (StepKind.INTERACTIVE, True): "InteractiveStep",
    (StepKind.INTERACTIVE, False): "InteractiveStep",
    (StepKind.MULESOFT, True): "MuleSoftStep",
    (StepKind.MULESOFT, False): "MuleSoftStep",
    (StepKind.APPROVAL, True): "ApprovalStep",
    (StepKind.APPROVAL, False): "ApprovalStep",
}
"""By kind and whether it is synchronous."""
_LONGEST_COMMENT: Final = 1333
"""Comments of the log hold so many characters (Field Reference, FlowOrchestrationLog)."""
_RUN_OVER: Final = (RunStatus.COMPLETED, RunStatus.CANCELED, RunStatus.ERROR)


def records(program: Program, run: Run, epoch: datetime = EPOCH) -> Records:
    """What a run leaves in Salesforce's objects. `epoch` is when its simulated time began, with a time zone.

    Raises ValueError, with a message for people, where the epoch has no time zone or the run lasts past the year 9999.
    """
    if epoch.utcoffset() is None:
        raise ValueError(f"the epoch {epoch.isoformat()} has no time zone. Write it as 2026-01-31T09:00:00Z.")
    gathering = _Gathering(program, epoch)
    for moment in run.moments():
        gathering.take(moment)
    return gathering.finished(run)


class _Gathering:
    """The records as they are made, moment by moment."""

    def __init__(self, program: Program, epoch: datetime) -> None:
        self.program = program
        self.epoch = epoch.astimezone(UTC)
        self.definition = program.orchestration.name
        self.models: dict[str, tuple[Step, StepProgram]] = {}
        for stage, stage_model in zip(program.stages, program.orchestration.stages, strict=True):
            for step, model in zip(stage.steps, stage_model.steps, strict=True):
                self.models.setdefault(step.subject.name, (model, step))
        self._forget()

    def _forget(self) -> None:
        self.run: OrchestrationRun | None = None
        self.stages: list[StageRun] = []
        self.steps: list[StepRun] = []
        self.items: list[WorkItem] = []
        self.log: list[LogRecord] = []
        self.submissions: list[ApprovalSubmission] = []
        self.approvals: list[ApprovalWorkItem] = []
        self.stage_of: dict[str, int] = {}
        self.step_of: dict[str, int] = {}
        self.item_of: dict[str, int] = {}
        self.approval_of: dict[str, int] = {}
        self.started: dict[str, datetime] = {}
        self.assigned_on: dict[str, datetime] = {}
        self.holders: dict[str, tuple[str | None, str | None]] = {}
        self.record: str | None = None

    def at(self, minutes: Fraction) -> datetime:
        """The date and time that is so many simulated minutes after the epoch."""
        try:
            return self.epoch + timedelta(seconds=int(minutes * 60))
        except OverflowError:
            raise ValueError(
                "the run lasts past the year 9999, which no record can hold. Wait for less, or choose an earlier epoch."
            ) from None

    def take(self, moment: Moment) -> None:
        """Everything that one moment changes."""
        now = self.at(moment.minutes)
        if isinstance(moment.event, Begin):
            self.record = given_record(moment.event)
        is_reassigned = isinstance(moment.event, Reassign)
        for change, rows in paired(moment.changes, moment.log):
            if change is not None and change.attribute == "Status":
                self._change(change, now, is_reassigned=is_reassigned)
            for row in rows:
                self._milestone(row, now)

    def _change(self, change: Change, now: datetime, *, is_reassigned: bool) -> None:
        name, status = change.subject.name, change.after
        match change.subject.part:
            case "run":
                self._run(status, now)
            case "stage":
                self._stage(change, now)
            case "step":
                self._step(change, now)
            case "item":
                if status is WorkItemStatus.ASSIGNED and not is_reassigned:
                    self._new_item(change, now)
                elif name in self.item_of:
                    place = self.item_of[name]
                    self.items[place] = replace(self.items[place], status=str(status), last_modified_date=now)
            case "submission":
                self._submission(status, now)
            case "approval":
                self._approval(change, now)
            case _:
                pass

    def _run(self, status: object, now: datetime) -> None:
        if status is None:
            self._forget()
        elif self.run is None:
            start = self.program.orchestration.start
            self.started["run"] = now
            self.run = OrchestrationRun(
                id=record_id("FlowOrchestrationInstance", 1),
                name=auto_number(1),
                created_date=now,
                last_modified_date=now,
                orchestration_developer_name=self.definition,
                orchestration_label=self.program.orchestration.label,
                status=str(status),
                current_stage=None,
                duration=0,
                triggering_record=self.record,
                triggering_record_type=start.object if start else None,
                flow_type=self.program.orchestration.kind,
                is_debug_run=False,
            )
        else:
            self.run = replace(self.run, status=str(status), last_modified_date=now, duration=self._age(now))

    def _age(self, now: datetime) -> int:
        return _seconds(self.started.get("run"), now) or 0

    @property
    def run_id(self) -> str:
        return self.run.id if self.run else record_id("FlowOrchestrationInstance", 1)

    def _stage(self, change: Change, now: datetime) -> None:
        name = change.subject.name
        if change.before is not None and name in self.stage_of:
            place = self.stage_of[name]
            stage = replace(self.stages[place], status=str(change.after), last_modified_date=now)
            self.stages[place] = stage
            return
        stage_model = self.program.orchestration.stages[self.program.stage_index[name.casefold()]]
        self.stage_of[name] = len(self.stages)
        self.started[name] = now
        self.stages.append(
            StageRun(
                id=record_id("FlowOrchestrationStageInstance", len(self.stages) + 1),
                name=name,
                label=stage_model.label,
                created_date=now,
                last_modified_date=now,
                orchestration_instance_id=self.run_id,
                orchestration_name=self.definition,
                status=str(change.after),
            )
        )

    def _step(self, change: Change, now: datetime) -> None:
        subject = change.subject
        if change.after is StepStatus.IN_PROGRESS:
            self.started[subject.name] = now
        if change.before is not None and subject.name in self.step_of:
            place = self.step_of[subject.name]
            self.steps[place] = replace(self.steps[place], status=str(change.after), last_modified_date=now)
            return
        stage_name = subject.stage or ""
        model, program_step = self.models[subject.name]
        self.step_of[subject.name] = len(self.steps)
        self.steps.append(
            StepRun(
                id=record_id("FlowOrchestrationStepInstance", len(self.steps) + 1),
                name=program_step.name,
                label=model.label,
                description=model.description,
                created_date=now,
                last_modified_date=now,
                orchestration_instance_id=self.run_id,
                stage_instance_id=self.stages[self.stage_of[stage_name]].id,
                orchestration_name=self.definition,
                orchestration_stage_name=stage_name,
                status=str(change.after),
                step_type=_STEP_TYPES[program_step.kind, program_step.synchronous is True],
                in_progress_step_outputs=None,
                related_record=context_record(model, self.record),
            )
        )

    def _new_item(self, change: Change, now: datetime) -> None:
        name = change.subject.name
        step = self.steps[self.step_of[name]]
        self.item_of[name] = len(self.items)
        self.items.append(
            WorkItem(
                id=record_id("FlowOrchestrationWorkItem", len(self.items) + 1),
                name=auto_number(len(self.items) + 1),
                label=step.label,
                description=step.description,
                created_date=now,
                last_modified_date=now,
                step_instance_id=step.id,
                status=str(change.after),
                assignee_id=None,
                related_record_id=step.related_record,
                screen_flow=self.models[name][0].calls,
                elapsed_time_since_asgnt_in_sec=None,
                elapsed_time_since_creation_in_sec=None,
            )
        )
        self.assigned_on[self.items[-1].id] = now

    def _submission(self, status: object, now: datetime) -> None:
        if self.submissions:
            self.submissions[0] = replace(self.submissions[0], status=str(status), last_modified_date=now)
            return
        self.submissions.append(
            ApprovalSubmission(
                id=record_id("ApprovalSubmission", 1),
                name=auto_number(1),
                created_date=now,
                last_modified_date=now,
                flow_orchestration_instance_id=self.run_id,
                related_record_id=self.record,
                status=str(status),
            )
        )

    def _approval(self, change: Change, now: datetime) -> None:
        name = change.subject.name
        if change.after is not ApprovalItemStatus.ASSIGNED and name in self.approval_of:
            place = self.approval_of[name]
            self.approvals[place] = replace(
                self.approvals[place], status=str(change.after), last_modified_date=now
            )
            return
        self.approval_of[name] = len(self.approvals)
        item = self.items[self.item_of[name]] if name in self.item_of else None
        self.approvals.append(
            ApprovalWorkItem(
                id=record_id("ApprovalWorkItem", len(self.approvals) + 1),
                name=auto_number(len(self.approvals) + 1),
                created_date=now,
                last_modified_date=now,
                approval_submission_id=self.submissions[0].id if self.submissions else None,
                flow_orchestration_work_item_id=item.id if item else None,
                assigned_to_id=None,
                related_record_id=self.record,
                status=str(change.after),
                comments=None,
            )
        )

    # ---------------------------------------------------------------- milestones

    def _milestone(self, row: LogRow, now: datetime) -> None:
        path = "/".join(filter(None, (row.stage, row.step)))
        if row.kind in (Kind.START_WORK_ITEM, Kind.REASSIGN_WORK_ITEM) and path in self.item_of:
            self._assign(path, row, now)
        item = self.items[self.item_of[path]] if path in self.item_of else None
        if row.kind is Kind.END_WORK_ITEM:
            begin = item.created_date if item else None
        else:
            begin = self.started.get(path or "run")
        is_about_item = row.kind in _OF_ITEMS
        assignee, assignee_type = row.assignee, row.assignee_type
        if is_about_item and item:
            assignee, assignee_type = self.holders.get(item.id, (assignee, assignee_type))
        self.log.append(
            LogRecord(
                id=record_id("FlowOrchestrationLog", len(self.log) + 1),
                name=auto_number(len(self.log) + 1),
                orchestration_instance_id=self.run_id,
                kind=row.kind.value,
                timestamp=now,
                orchestration_name=self.definition,
                orchestration_version=None,
                stage_name=row.stage,
                step_name=row.step,
                actor=row.actor,
                assignee=assignee,
                assignee_type=assignee_type,
                context=item.related_record_id if is_about_item and item else None,
                duration=_seconds(begin, now) if row.kind in _ENDS else None,
                comments=row.comments[:_LONGEST_COMMENT] if row.comments is not None else None,
            )
        )

    def _assign(self, path: str, row: LogRow, now: datetime) -> None:
        place = self.item_of[path]
        self.assigned_on[self.items[place].id] = now
        self.items[place] = replace(
            self.items[place],
            assignee_id=row.assignee,
            last_modified_date=now,
        )
        self.holders[self.items[place].id] = (row.assignee, row.assignee_type)

    # ---------------------------------------------------------------- the end

    def finished(self, run: Run) -> Records:
        """The records as they are now: elapsed times, the current stage, results that wait for a resume."""
        now = self.at(run.minutes)
        configuration = run.configuration
        if self.run is not None:
            stage = None if configuration.location is None else self.program.stages[configuration.location]
            shows_stage = configuration.run in (RunStatus.IN_PROGRESS, RunStatus.SUSPENDED, RunStatus.ERROR)
            self.run = replace(
                self.run,
                current_stage=stage.name if stage and shows_stage else None,
                duration=self.run.duration if configuration.run in _RUN_OVER else self._age(now),
            )
            for result in configuration.stored if stage else ():
                assert stage is not None  # noqa: S101  # the loop above says so
                self._keep(stage.steps[result.step].subject.name, result)
        return Records(
            run=self.run,
            stages=tuple(self.stages),
            steps=tuple(self.steps),
            work_items=tuple(self._elapsed(item, now) for item in self.items),
            log=tuple(self.log),
            submissions=tuple(self.submissions),
            approval_work_items=tuple(map(self._assigned_to, self.approvals)),
        )

    def _keep(self, path: str, result: StoredResult) -> None:
        waiting: dict[str, object] = {name: to_data(value) for name, value in result.outputs}
        if result.error is not None:
            waiting = {"error": result.error.value}
        place = self.step_of[path]
        self.steps[place] = replace(
            self.steps[place], in_progress_step_outputs=dumps(waiting, ensure_ascii=False)
        )

    def _elapsed(self, item: WorkItem, now: datetime) -> WorkItem:
        if item.status != WorkItemStatus.ASSIGNED:
            return item
        return replace(
            item,
            elapsed_time_since_asgnt_in_sec=_seconds(self.assigned_on[item.id], now),
            elapsed_time_since_creation_in_sec=_seconds(item.created_date, now),
        )

    def _assigned_to(self, approval: ApprovalWorkItem) -> ApprovalWorkItem:
        found = (item for item in self.items if item.id == approval.flow_orchestration_work_item_id)
        item = next(found, None)
        return replace(approval, assigned_to_id=item.assignee_id) if item else approval


def _seconds(begin: datetime | None, end: datetime) -> int | None:
    return None if begin is None else int((end - begin).total_seconds())
