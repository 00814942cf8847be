"""What is known of a called flow: read from its own XML, or declared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .span import Node, node

if TYPE_CHECKING:
    from fractions import Fraction

    from .value import Value


BASES: Final = {
    "string": "text", "picklist": "text", "multipicklist": "text", "boolean": "boolean", "number": "number",
    "currency": "number", "date": "date", "datetime": "datetime", "sobject": "record",
}  # fmt: skip
"""FlowDataType (in lower case) to the base of a domain; Apex and the others have none."""


@node
class Domain(Node):
    """The values something can take.

    `base`: boolean, number, integer, date, datetime, text, record, or "" where unknown. `low` and `high`
    bound an integer; `choices` list the only values (`one of …`). `nullable`: None where nothing is said.
    """

    base: str
    low: Fraction | None = None
    high: Fraction | None = None
    choices: tuple[Value, ...] = ()
    nullable: bool | None = None
    is_collection: bool = False
    object_type: str | None = None


@node
class FlowVariable(Node):
    """An input or output variable of a called flow.

    `default` is its value before the flow sets it; None: nothing. `assigned`: whether some element of the
    flow sets it; None where nobody has looked (a declaration).
    """

    name: str
    domain: Domain
    is_input: bool = False
    is_output: bool = False
    default: Value | None = None
    assigned: bool | None = None


@node
class Sum(Node):
    """`reference + amount`: the only arithmetic a contract needs (`attempts + 1`)."""

    reference: str
    amount: Fraction


@node
class FieldWrite(Node):
    """A record field that the flow writes. `field` is `$Record.Status` or `Case.Status`; `value` None: not
    plain.

    `Case.*` stands for fields of a Case that the flow's text does not tell; `*.*` for those of an unknown
    object. A reference names an input variable of the flow or a global such as `$User.Id`. `creates`: in a
    new record.
    """

    field: str
    value: Value | Sum | None = None
    creates: bool = False


@node
class Ensures(Node):
    """A relation that holds after the flow: `left = right`, where a reference may end in ` before`."""

    left: str
    operator: str
    right: Value | Sum


@node
class FlowContract(Node):
    """What a caller may rely on.

    `process_type`: AutoLaunchedFlow, Flow (a screen flow), EvaluationFlow, … or None where a declaration does
    not say. `asynchronous`: None where it cannot be known. `elements` are the element kinds it has (XML tag
    names). `declared`: written by the author, in `.orch` or configuration, not read from the flow. `origin`:
    its file. `complete`: False where the flow may do more than the contract says: it calls Apex, other
    actions or subflows. `action_types` are the kinds of its actions and of its subflows' (`apex`,
    `emailSimple`, `externalService`, …), `subflows` the flows it calls, `trigger_type` how it starts (None: by
    a call), `run_mode` its runInMode.
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
    action_types: frozenset[str] = frozenset()
    subflows: tuple[str, ...] = ()
    trigger_type: str | None = None
    run_mode: str | None = None

    def variable(self, name: str) -> FlowVariable | None:
        """The variable with this API name (Salesforce ignores case in names)."""
        folded = name.casefold()
        return next((variable for variable in self.variables if variable.name.casefold() == folded), None)
