"""A run told event by event, and what must be true on the way."""

from fractions import Fraction

from .condition import Parameter
from .property import Statement
from .span import Node, node
from .value import Value


@node
class Begin(Node):
    """`begin with x = 1`: the values of inputs and of `$Record` fields at the start."""

    values: tuple[Parameter, ...] = ()


@node
class Complete(Node):
    """`complete STEP with output = value`."""

    step: str
    outputs: tuple[Parameter, ...] = ()


@node
class Fail(Node):
    """`fail STEP with KIND "message"`. `step` may also be a stage or decision, or `run`."""

    step: str
    kind: str
    message: str | None = None


@node
class Reassign(Node):
    """`reassign STEP to user "name"`."""

    step: str
    kind: str
    assignee: str


@node
class Command(Node):
    """`suspend`, `resume`, `cancel`, `recall`: what a person does to the whole run. `publish`: an event is published
    for it, and conditions are evaluated again.
    """

    name: str


@node
class Wait(Node):
    """`wait 3 days`. `unit`: minutes, hours or days."""

    amount: Fraction
    unit: str


@node
class SetField(Node):
    """`set $Record.x = value`: the record is changed from outside."""

    field: str
    value: Value | None


@node
class Evaluate(Node):
    """`evaluate FLOW = true`: what an evaluation flow answers from here on."""

    flow: str
    answer: bool


@node
class Expect(Node):
    """`expect A is Error, run is Completed`: all of them hold now."""

    statements: tuple[Statement, ...]


Happening = Begin | Complete | Fail | Reassign | Command | Wait | SetField | Evaluate
"""What happens, as against what is expected."""


@node
class Cannot(Node):
    """`cannot resume`: the event is refused at this moment, and does not happen."""

    event: Happening


Event = Happening | Cannot | Expect


@node
class Scenario(Node):
    """A named run."""

    title: str
    events: tuple[Event, ...]
