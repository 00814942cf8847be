"""A run told event by event, and what must be true on the way."""

from dataclasses import dataclass
from fractions import Fraction

from .condition import Parameter
from .property import Statement
from .span import Node
from .value import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin(Node):
    """`begin with x = 1`: the values of inputs and of `$Record` fields at the start."""

    values: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Complete(Node):
    """`complete STEP with output = value`."""

    step: str
    outputs: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fail(Node):
    """`fail STEP with KIND "message"`. `step` may also be a stage or decision."""

    step: str
    kind: str
    message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassign(Node):
    """`reassign STEP to user "name"`."""

    step: str
    kind: str
    assignee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Node):
    """`suspend`, `resume`, `cancel` or `recall`: what a person does to the whole run."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait(Node):
    """`wait 3 days`. `unit`: minutes, hours or days."""

    amount: Fraction
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetField(Node):
    """`set $Record.x = value`: the record is changed from outside."""

    field: str
    value: Value | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluate(Node):
    """`evaluate FLOW = true`: what an evaluation flow answers from here on."""

    flow: str
    answer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect(Node):
    """`expect A is Error, run is Completed`: all of them hold now."""

    statements: tuple[Statement, ...]


Event = Begin | Complete | Fail | Reassign | Command | Wait | SetField | Evaluate | Expect


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Node):
    """A named run."""

    title: str
    events: tuple[Event, ...]
