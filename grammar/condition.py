"""Conditions, the logic that joins them, and calls of evaluation flows."""

from .light_dataclass import dataclass
from .span import Node, node
from .value import Reference, Value

COMPARISONS = (
    "EqualTo",
    "NotEqualTo",
    "GreaterThan",
    "GreaterThanOrEqualTo",
    "LessThan",
    "LessThanOrEqualTo",
)
TESTS = ("IsNull", "IsBlank", "IsEmpty", "IsChanged", "WasSet", "WasSelected", "WasVisited", "HasError")
"""Operators whose right value is the boolean that the test has to give."""
OPERATORS = (*COMPARISONS, "StartsWith", "EndsWith", "Contains", "In", "NotIn", *TESTS, "None")
"""Every value of FlowComparisonOperator in the Metadata API."""


@node
class Condition(Node):
    """`left operator right`. `operator` is the API value (`EqualTo`); `right` is None where none is written."""

    left: Reference
    operator: str
    right: Value | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The condition with this 1-based number."""

    number: int


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds. With no part: true."""

    parts: "tuple[Logic, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    """Some part holds."""

    parts: "tuple[Logic, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Logic"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Custom logic that is none: kept as it was written, reported, and never guessed at."""

    text: str
    reason: str


Logic = Row | All | Any | Not | Unreadable


@node
class Requirements(Node):
    """Up to ten conditions and how they are joined.

    `logic` of "All" over n conditions is `All((Row(1), …, Row(n)))`; custom logic may use a row twice or not at all.
    """

    logic: Logic
    conditions: tuple[Condition, ...]


@node
class Parameter(Node):
    """`name = value`; `value` is None where the parameter is left empty."""

    name: str
    value: Value | None = None


@node
class OutputMapping(Node):
    """An output that is assigned to a variable (`assignToReference`). The documents call it reserved (C13)."""

    name: str
    variable: str | None = None


@node
class EvaluationCall(Node):
    """The call of an evaluation flow that decides a condition. `action_type` is `evaluationFlow` (pilot files: `flow`)."""

    flow: str
    action_type: str | None = "evaluationFlow"
    inputs: tuple[Parameter, ...] = ()
    outputs: tuple[OutputMapping, ...] = ()
