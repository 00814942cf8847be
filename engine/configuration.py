"""The state of a run that decides what can happen next (design ruling `state-and-history`).

A configuration is hashable and holds no past: two runs in one configuration have the same future. What happened
on the way stands in the run's history (`history.py`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from .error_kinds import ErrorKind
from .past_stages import PastStages
from .statuses import (
    ApprovalItemStatus,
    RunStatus,
    StageStatus,
    StepStatus,
    SubmissionStatus,
    WorkItemStatus,
)
from .values import Value


class StageState(NamedTuple):
    """The latest visit of a stage: its status, and of each of its steps the status, the newest work item's status
    (None: there is none), the outputs that the definition reads (by slot), and in a stage with approval steps the
    status of the newest approval work item.
    """

    status: StageStatus
    steps: tuple[StepStatus, ...]
    items: tuple[WorkItemStatus | None, ...]
    outputs: tuple[tuple[Value, ...], ...]
    approvals: tuple[ApprovalItemStatus | None, ...] = ()


class StoredResult(NamedTuple):
    """A result that arrived while the run was suspended or had failed: waits for the resume."""

    step: int
    outputs: tuple[tuple[str, Value], ...]
    error: ErrorKind | None = None


class Failure(NamedTuple):
    """Why the run is in Error. `step` is the step that failed in the current stage, or None."""

    kind: ErrorKind
    step: int | None
    resumable: bool


class Configuration(NamedTuple):
    """Everything that the future of a run depends on.

    `run` is None before the run begins. `location` is the index of the current stage, or of the stage the run
    ended in; None where there is none. `current` is that stage's state, `past` the latest state of every other
    stage (None: never visited, and for the current one). `outcomes` holds, per decision, the index of the outcome
    taken on the latest visit (-1: the default outcome, None: not visited). `record` are the fields as the run sees
    them, `world` as they are outside; `inputs` the run's input values. `answers` are what evaluation flows would
    answer now. `queue` are the synchronous steps whose result comes next, in this order. `starting` is True in
    the first burst. `overdue`: the time for a resume is over. `reported` are the stopped steps (stage, step) whose
    flow writes fields and has finished late: it does not finish again.
    """

    run: RunStatus | None
    location: int | None
    current: StageState | None
    past: PastStages
    outcomes: tuple[int | None, ...]
    inputs: tuple[Value, ...]
    record: tuple[Value, ...]
    world: tuple[Value, ...]
    answers: tuple[bool, ...]
    queue: tuple[int, ...] = ()
    stored: tuple[StoredResult, ...] = ()
    starting: bool = False
    failure: Failure | None = None
    waited: Fraction = Fraction(0)
    overdue: bool = False
    submission: SubmissionStatus | None = None
    rejected: bool = False
    recalling: bool = False
    reported: tuple[tuple[int, int], ...] = ()
