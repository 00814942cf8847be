"""What the world can do to a run: the events of the interpreter."""

from __future__ import annotations

from fractions import Fraction

from ..grammar.light_dataclass import dataclass
from .error_kinds import ErrorKind
from .values import Value

Given = tuple[tuple[str, Value], ...]
"""Values by name, in the order in which they were given."""


@dataclass(frozen=True, slots=True)
class Begin:
    """The run starts; `values` are its inputs and the fields of its record (`$Record.Status`, `recordId`)."""

    values: Given = ()


@dataclass(frozen=True, slots=True)
class Complete:
    """A step's flow or action finishes, or a person finishes its work item; `outputs` by name."""

    step: str
    outputs: Given = ()


@dataclass(frozen=True, slots=True)
class Fail:
    """Something goes wrong. `element` is a step, stage or decision, or `run`.

    `spares`: of an error that strikes on the way, how often its moment passes before it does, where one event brings the
    run to the same place several times. Only an exploration needs it: a run that is told its errors has 0.
    """

    element: str
    kind: ErrorKind
    message: str = ""
    spares: int = 0


@dataclass(frozen=True, slots=True)
class Reassign:
    """The open work item of a step is given to somebody else. `kind` is User, Group or Queue."""

    step: str
    kind: str
    assignee: str


@dataclass(frozen=True, slots=True)
class Suspend:
    """Somebody suspends the run."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Somebody resumes the suspended or failed run."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """Somebody cancels the run."""


@dataclass(frozen=True, slots=True)
class Recall:
    """The submitter recalls the approval submission."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Simulated time passes and nothing else happens."""

    minutes: Fraction


@dataclass(frozen=True, slots=True)
class SetField:
    """A field of a record is changed from outside (`$Record.Status`)."""

    field: str
    value: Value


@dataclass(frozen=True, slots=True)
class Evaluate:
    """What an evaluation flow answers from here on. It is not a wake-up: nothing is evaluated because of it."""

    flow: str
    answer: bool


@dataclass(frozen=True, slots=True)
class Publish:
    """A Flow Orchestration Event is published for the run: conditions are evaluated again."""


Event = (
    Begin
    | Complete
    | Fail
    | Reassign
    | Suspend
    | Resume
    | Cancel
    | Recall
    | Wait
    | SetField
    | Evaluate
    | Publish
)
