"""What a row demands, in a form that a judge checks on an observed run without the interpreter.

A change of status or a log row that no row demands in its situation is unexplained; whether that is a violation is
the judge's to say.
"""

from __future__ import annotations

from enum import StrEnum

from ...grammar.light_dataclass import dataclass
from ..error_kinds import ErrorKind
from ..kinds import Kind
from ..statuses import (
    ApprovalItemStatus,
    RunStatus,
    StageStatus,
    StepStatus,
    SubmissionStatus,
    WorkItemStatus,
)
from .situation import Situation

AnyStatus = RunStatus | StageStatus | StepStatus | WorkItemStatus | SubmissionStatus | ApprovalItemStatus


class Item(StrEnum):
    """What has a status."""

    RUN = "run"
    STAGE = "stage"
    STEP = "step"
    WORK_ITEM = "work item"
    SUBMISSION = "approval submission"
    APPROVAL_ITEM = "approval work item"


class Act(StrEnum):
    """What people do to a run or a work item."""

    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"
    RECALL = "recall"
    REASSIGN = "reassign"


class Entry(StrEnum):
    """The entry conditions of a step."""

    WITH_STAGE = "the stage starts"
    AFTER_STEP = "another step is Completed"
    REQUIREMENTS = "the requirements are met"
    EVALUATION_FLOW = "the evaluation flow returns True"


class Exit(StrEnum):
    """What completes a stage or a step."""

    ALL_STEPS = "all steps are Completed"
    CALLED_FLOW = "the called flow is completed"
    SCREEN_FLOW = "the assigned user has completed the screen flow"
    REQUIREMENTS = "the requirements are met"
    EVALUATION_FLOW = "the evaluation flow returns True"


class Branch(StrEnum):
    """Which outcome a decision takes."""

    FIRST_MET = "the first outcome whose condition is met"
    DEFAULT = "the default outcome where no condition is met"


class Output(StrEnum):
    """The automatic outputs."""

    STAGE_STATUS = "status of a stage"
    STEP_STATUS = "status of a step"
    FLOW_OUTPUT = "output variable of a step's flow"


@dataclass(frozen=True, slots=True)
class Becomes:
    """In the situation, each `item` in reach is set to `status` within the moment (it may change again later in it).

    `having`: only those with this status at the time (see `situation.py`); None: whatever theirs is.
    """

    item: Item
    status: AnyStatus
    when: Situation
    having: AnyStatus | None = None


@dataclass(frozen=True, slots=True)
class Keeps:
    """In the situation, each `item` in reach that has `status` at the time is not changed by it.

    A change away from `status` in that moment is none that this situation brings about if another row demands it, or
    if it belongs to a new visit.
    """

    item: Item
    status: AnyStatus
    when: Situation


@dataclass(frozen=True, slots=True)
class NeverBecomes:
    """In the situation, no `item` in reach is set to `status` within the moment."""

    item: Item
    status: AnyStatus
    when: Situation


@dataclass(frozen=True, slots=True)
class Logs:
    """In the situation, the moment has a log row of this kind for each `item` in reach.

    `having` as in `Becomes`.
    """

    kind: Kind
    item: Item
    when: Situation
    having: AnyStatus | None = None


@dataclass(frozen=True, slots=True)
class NeverLogs:
    """In the situation there is no log row of this kind."""

    kind: Kind
    when: Situation


@dataclass(frozen=True, slots=True)
class Resumable:
    """A run that is Error for an error of this kind can, or cannot, be resumed (within 14 days)."""

    kind: ErrorKind
    possible: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """In the situation nobody can do this: no moment has it as its event."""

    act: Act
    when: Situation


@dataclass(frozen=True, slots=True)
class StartsWhen:
    """A step Not Started with this entry condition starts as soon as it is met; apart from a resume, no other way."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class CompletesWhen:
    """A stage or step (In Progress) with this exit becomes Completed as soon as it is met, and no other way.

    What arrives while the run is suspended or failed counts from the resume on.
    """

    item: Item
    exit: Exit


@dataclass(frozen=True, slots=True)
class TakesOutcome:
    """A decision that a run comes to takes this outcome, whatever it took on an earlier visit."""

    branch: Branch


@dataclass(frozen=True, slots=True)
class Evaluates:
    """In the situation, the conditions of these items that rest on an evaluation flow are evaluated: where the flow
    answers True by then, a stage In Progress completes, a step Not Started starts, a step In Progress completes.
    """

    item: Item
    having: AnyStatus
    when: Situation


@dataclass(frozen=True, slots=True)
class ReadableFrom:
    """The output can have a value from this situation on, and is null before.

    The outputs of an interactive step with an exit condition of its own can be read as soon as a person finishes the
    screen flow: that condition may rest on them (decision `screen-done-exit-open`).
    """

    output: Output
    when: Situation


@dataclass(frozen=True, slots=True)
class AtMostOne:
    """Never do two elements of this kind in one run have this status at once."""

    item: Item
    status: AnyStatus


@dataclass(frozen=True, slots=True)
class NoStatus:
    """In the situation the item has no status (no record exists)."""

    item: Item
    when: Situation


@dataclass(frozen=True, slots=True)
class PossibleStatuses:
    """An item of this kind never has any other status than these."""

    item: Item
    statuses: tuple[AnyStatus, ...]


@dataclass(frozen=True, slots=True)
class Operators:
    """The operators that a resource of this type can be compared with, as people see them."""

    type: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """At most (`least`: at least) this many of something in a definition."""

    name: str
    number: int
    least: bool = False


@dataclass(frozen=True, slots=True)
class NotCheckable:
    """Nothing that an observed run or a definition shows. `reason` says why."""

    reason: str


Demand = (
    Becomes
    | Keeps
    | NeverBecomes
    | Logs
    | NeverLogs
    | Resumable
    | Refused
    | StartsWhen
    | CompletesWhen
    | TakesOutcome
    | Evaluates
    | ReadableFrom
    | AtMostOne
    | NoStatus
    | PossibleStatuses
    | Operators
    | Limit
    | NotCheckable
)
