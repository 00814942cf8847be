"""What is known of a called flow: read from its own XML, or declared."""

from dataclasses import dataclass
from fractions import Fraction

from .span import Node
from .value import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain(Node):
    """The values something can take.

    `base`: boolean, number, integer, date, datetime, text, record, or "" where unknown. `low` and `high` bound an
    integer; `choices` list the only values (`one of …`). `nullable`: None where nothing is said.
    """

    base: str
    low: Fraction | None = None
    high: Fraction | None = None
    choices: tuple[Value, ...] = ()
    nullable: bool | None = None
    is_collection: bool = False
    object_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowVariable(Node):
    """An input or output variable of a called flow."""

    name: str
    domain: Domain
    is_input: bool = False
    is_output: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum(Node):
    """`reference + amount`: the only arithmetic a contract needs (`attempts + 1`)."""

    reference: str
    amount: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldWrite(Node):
    """A record field that the flow writes. `field` is `$Record.Status` or `Case.Status`; `value` None: not plain."""

    field: str
    value: "Value | Sum | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ensures(Node):
    """A relation that holds after the flow: `left = right`, where a reference may end in ` before`."""

    left: str
    operator: str
    right: "Value | Sum"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowContract(Node):
    """What a caller may rely on.

    `process_type`: AutoLaunchedFlow, Flow (a screen flow), EvaluationFlow, … or None where a declaration does not
    say. `asynchronous`: None where it cannot be known. `elements` are the element kinds it has (XML tag names).
    `declared`: written by the author, in `.orch` or configuration, not read from the flow. `origin`: its file.
    """

    name: str
    process_type: str | None = None
    status: str | None = None
    api_version: float | None = None
    variables: tuple[FlowVariable, ...] = ()
    asynchronous: bool | None = None
    elements: frozenset[str] = frozenset()
    writes: tuple[FieldWrite, ...] = ()
    ensures: tuple[Ensures, ...] = ()
    idempotent: bool | None = None
    reads_user: bool = False
    reads_profile: bool = False
    declared: bool = False
    complete: bool = True
    origin: str = ""

    def variable(self, name: str) -> FlowVariable | None:
        """The variable with this API name (Salesforce ignores case in names)."""
        folded = name.casefold()
        return next((variable for variable in self.variables if variable.name.casefold() == folded), None)
