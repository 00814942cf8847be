"""The elements of a flow that an orchestration uses: their tags, in Salesforce's order, and what each one holds.

Reader and writer both work from these tables. Source: Metadata API, type Flow (FlowOrchestratedStage, FlowStageStep,
FlowStageStepAssignee, FlowCondition, FlowConnector, FlowDecision, FlowRule, FlowStart, FlowSchedule,
FlowScheduledPath, FlowVariable, FlowConstant, FlowFormula, FlowTextTemplate); order as retrieved files have it:
inherited tags first, then the type's own ones by name.
"""

from collections.abc import Iterable, Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import Final, NamedTuple

from ..condition import OPERATORS
from . import enumerations as known


class Shape(Enum):
    """What stands in an element, and how the model holds it."""

    TEXT = auto()
    """Text, exact."""
    TOKEN = auto()
    """A name or an enumeration value: white space around it means nothing."""
    REFERENCE = auto()
    """The text of a reference."""
    FORMULA = auto()
    """A formula; its references are kept beside it."""
    TEMPLATE = auto()
    """A text with `{!…}`; its references are kept beside it."""
    BOOLEAN = auto()
    """true or false, where absence says something else."""
    FLAG = auto()
    """true or false, where absence says false."""
    INTEGER = auto()
    """A whole number."""
    DECIMAL = auto()
    """A version such as 62.0."""
    LOGIC = auto()
    """How conditions are joined: and, or, `1 AND (2 OR 3)`."""
    FIXED = auto()
    """Always the same value, so the model has no place for it."""
    VALUE = auto()
    """FlowElementReferenceOrValue."""
    NODE = auto()
    """Another element with tags of its own."""
    PAIR = auto()
    """A simple tag without an attribute of its own: kept as (tag, text)."""
    PAIRS = auto()
    """An element that holds only simple tags, all kept as (tag, text)."""
    COORDINATE = auto()
    """A place on the canvas."""


_NO_VALUES: Final[Mapping[str, None]] = MappingProxyType({})


class Field(NamedTuple):
    """One tag of an element. `kind` names the table of what is in it; `fixed` the value of a FIXED one.

    `values` are those of an enumeration. `required`: the Metadata API demands it. `since`: the first API version
    whose retrieved files write it even where it says nothing; None: never.
    """

    tag: str
    shape: Shape
    attribute: str
    many: bool = False
    kind: str = ""
    values: Mapping[str, None] = _NO_VALUES
    required: bool = False
    fixed: str = ""
    since: float | None = None


class Group(NamedTuple):
    """Several tags that are one attribute of the model: requirements, or the call of an evaluation flow.

    The parts are held under `attribute.logic`, `attribute.rows` and so on until they are put together.
    """

    attribute: str
    is_call: bool


class Kind(NamedTuple):
    """One type of element. `owner`: its node keeps its own layout and unknown tags."""

    name: str
    fields: dict[str, Field]
    leading: tuple[str, ...]
    owner: bool
    groups: tuple[Group, ...] = ()

    @property
    def speaks(self) -> bool:
        """Whether a comment to Stageproof in it is about it, not about what it stands in."""
        return self.owner and self.name != "connector"

    def order(self, tag: str) -> tuple[int, str]:
        """The place of a tag among its siblings, whether it is known or not."""
        return (self.leading.index(tag), "") if tag in self.leading else (len(self.leading), tag)


_INHERITED: Final = ("processMetadataValues", "description", "name")
_NODE: Final = (*_INHERITED, "elementSubtype", "label", "locationX", "locationY")


def _kind(
    name: str,
    *fields: Field,
    leading: tuple[str, ...] = (),
    owner: bool = False,
    groups: tuple[Group, ...] = (),
) -> Kind:
    kind = Kind(name, {}, leading, owner, groups)
    ordered = sorted(fields, key=lambda one: kind.order(one.tag))
    return Kind(name, {one.tag: one for one in ordered}, leading, owner, groups)


def _token(tag: str, attribute: str, *, values: Iterable[str] = (), required: bool = False) -> Field:
    return Field(tag, Shape.TOKEN, attribute, values=dict.fromkeys(values), required=required)


def _text(tag: str, attribute: str) -> Field:
    return Field(tag, Shape.TEXT, attribute)


def _flag(tag: str, attribute: str, since: float | None) -> Field:
    return Field(tag, Shape.FLAG, attribute, since=since)


def _many(tag: str, kind: str, attribute: str) -> Field:
    return Field(tag, Shape.NODE, attribute, many=True, kind=kind)


def _connector(tag: str, attribute: str) -> Field:
    return Field(tag, Shape.NODE, attribute, kind="connector")


def _pair(tag: str, *, values: Iterable[str] = (), many: bool = False) -> Field:
    return Field(tag, Shape.PAIR, "settings", many=many, values=dict.fromkeys(values))


def _named() -> tuple[Field, ...]:
    return _text("description", "description"), _token("name", "name", required=True), _text("label", "label")


def _resource() -> tuple[Field, ...]:
    return _text("description", "description"), _token("name", "name", required=True)


def _location() -> tuple[Field, ...]:
    return (
        Field("locationX", Shape.COORDINATE, "location.x", since=0),
        Field("locationY", Shape.COORDINATE, "location.y", since=0),
    )


def _requirements(attribute: str, logic: str, rows: str, kind: str, since: float | None) -> tuple[Field, ...]:
    return (
        Field(logic, Shape.LOGIC, f"{attribute}.logic", since=since),
        _many(rows, kind, f"{attribute}.rows"),
    )


def _call(attribute: str, prefix: str) -> tuple[Field, ...]:
    return (
        _token(f"{prefix}Name", f"{attribute}.flow", required=False),
        _token(f"{prefix}Type", f"{attribute}.action_type", values=known.EVALUATION_TYPES),
        _many(f"{prefix}InputParameters", "parameter", f"{attribute}.inputs"),
        _many(f"{prefix}OutputParameters", "output", f"{attribute}.outputs"),
    )


def _conditions(name: str, *fixed: Field) -> Kind:
    return _kind(
        name,
        *fixed,
        Field("leftValueReference", Shape.REFERENCE, "left", required=True),
        _token("operator", "operator", values=OPERATORS, required=True),
        Field("rightValue", Shape.VALUE, "right"),
    )


ENTRY: Final = (Group("entry", False), Group("entry_flow", True))
EXIT: Final = (Group("exit", False), Group("exit_flow", True))

_KINDS: Final = (
    _kind(
        "flow",
        Field("apiVersion", Shape.DECIMAL, "api_version"),
        _text("description", "description"),
        _text("label", "label"),
        _token("processType", "kind", required=True),
        _token("status", "status", values=known.STATUSES),
        Field("start", Shape.NODE, "start", kind="start"),
        _many("orchestratedStages", "stage", "stages"),
        _many("decisions", "decision", "decisions"),
        _many("variables", "variable", "variables"),
        _many("constants", "constant", "constants"),
        _many("formulas", "formula", "formulas"),
        _many("textTemplates", "template", "templates"),
        _many("processMetadataValues", "parameter", "metadata"),
        _pair("runInMode", values=known.RUN_MODES),
        _pair("environments", many=True),
        *(_pair(tag) for tag in known.ROOT_SETTINGS),
        owner=True,
    ),
    _kind(
        "stage",
        *_named(),
        *_location(),
        _connector("connector", "connector"),
        *_requirements("exit", "exitConditionLogic", "exitConditions", "exit condition", 0),
        *_call("exit_flow", "exitAction"),
        _connector("faultConnector", "fault"),
        Field("runAsUser", Shape.BOOLEAN, "runs_as_user"),
        _many("stageSteps", "step", "steps"),
        leading=_NODE,
        owner=True,
        groups=EXIT,
    ),
    _kind(
        "step",
        *_named(),
        _token("actionName", "calls"),
        _token("actionType", "action_type", values=known.STEP_TYPES),
        _many("assignees", "assignee", "assignees"),
        _flag("canAssigneeEdit", "assignee_can_edit", 62),
        _flag("debugSimulateStep", "simulated", 63),
        *_requirements("entry", "entryConditionLogic", "entryConditions", "entry condition", 0),
        *_call("entry_flow", "entryAction"),
        *_requirements("exit", "exitConditionLogic", "exitConditions", "exit condition", 62),
        *_call("exit_flow", "exitAction"),
        _many("inputParameters", "parameter", "inputs"),
        _many("outputConfigParams", "parameter", "mocks"),
        _many("outputParameters", "output", "outputs"),
        _flag("requiresAsyncProcessing", "asynchronous", 53),
        _flag("runAsUser", "runs_as_user", 62),
        _flag("shouldLock", "locks_record", 62),
        _token("stepSubtype", "subtype", values=known.STEP_SUBTYPES),
        leading=_INHERITED,
        owner=True,
        groups=(*ENTRY, *EXIT),
    ),
    _kind(
        "assignee",
        Field("assignee", Shape.VALUE, "value"),
        _token("assigneeType", "kind", values=known.ASSIGNEE_TYPES, required=True),
    ),
    _conditions("entry condition", Field("conditionType", Shape.FIXED, "", fixed="EntryCondition", since=62)),
    _conditions("exit condition", Field("conditionType", Shape.FIXED, "", fixed="ExitCondition", since=65)),
    _conditions("condition"),
    _kind(
        "filter",
        Field("field", Shape.REFERENCE, "left", required=True),
        _token("operator", "operator", values=OPERATORS, required=True),
        Field("value", Shape.VALUE, "right"),
    ),
    _kind("parameter", _token("name", "name", required=True), Field("value", Shape.VALUE, "value")),
    _kind("output", _token("assignToReference", "variable"), _token("name", "name", required=True)),
    _kind(
        "connector",
        _flag("isGoTo", "go_to", None),
        _token("targetReference", "target", required=True),
        owner=True,
    ),
    _kind(
        "decision",
        *_named(),
        *_location(),
        _connector("defaultConnector", "default"),
        _text("defaultConnectorLabel", "default_label"),
        _many("rules", "rule", "outcomes"),
        leading=_NODE,
        owner=True,
    ),
    _kind(
        "rule",
        *_named(),
        *_requirements("requirements", "conditionLogic", "conditions", "condition", 0),
        _connector("connector", "connector"),
        Field("doesRequireRecordChangedToMeetCriteria", Shape.BOOLEAN, "requires_change"),
        leading=_INHERITED,
        owner=True,
        groups=(Group("requirements", False),),
    ),
    _kind(
        "start",
        *_location(),
        _connector("connector", "connector"),
        Field("doesRequireRecordChangedToMeetCriteria", Shape.BOOLEAN, "requires_change"),
        Field("filterFormula", Shape.TEXT, "filter_formula"),
        *_requirements("filters", "filterLogic", "filters", "filter", None),
        _token("object", "object"),
        _token("recordTriggerType", "record_trigger_type", values=known.RECORD_TRIGGER_TYPES),
        Field("schedule", Shape.PAIRS, "schedule", kind="schedule"),
        _many("scheduledPaths", "path", "paths"),
        _token("triggerType", "trigger_type", values=known.TRIGGER_TYPES),
        *(_pair(tag) for tag in known.START_SETTINGS),
        leading=_NODE,
        owner=True,
        groups=(Group("filters", False),),
    ),
    _kind(
        "schedule",
        _pair("frequency", values=known.FREQUENCIES),
        *(_pair(tag) for tag in known.SCHEDULE_SETTINGS),
        _pair("daysOfWeekToRun", many=True),
    ),
    _kind(
        "path",
        _text("description", "description"),
        _token("name", "name"),
        _text("label", "label"),
        _connector("connector", "connector"),
        _token("pathType", "path_type", values=known.PATH_TYPES),
        _pair("offsetUnit", values=known.OFFSET_UNITS),
        _pair("timeSource", values=known.TIME_SOURCES),
        *(_pair(tag) for tag in known.PATH_SETTINGS),
        leading=_INHERITED,
        owner=True,
    ),
    _kind(
        "variable",
        *_resource(),
        _token("apexClass", "apex_class"),
        _token("dataType", "data_type", values=known.DATA_TYPES, required=True),
        _flag("isCollection", "is_collection", 0),
        _flag("isInput", "is_input", 0),
        _flag("isOutput", "is_output", 0),
        _token("objectType", "object_type"),
        Field("scale", Shape.INTEGER, "scale"),
        Field("value", Shape.VALUE, "value"),
        leading=_INHERITED,
        owner=True,
    ),
    _kind(
        "constant",
        *_resource(),
        _token("dataType", "data_type", values=known.DATA_TYPES, required=True),
        Field("value", Shape.VALUE, "value"),
        leading=_INHERITED,
        owner=True,
    ),
    _kind(
        "formula",
        *_resource(),
        _token("dataType", "data_type", values=known.DATA_TYPES),
        Field("expression", Shape.FORMULA, "expression", required=True),
        Field("scale", Shape.INTEGER, "scale"),
        leading=_INHERITED,
        owner=True,
    ),
    _kind(
        "template",
        *_resource(),
        Field("isViewedAsPlainText", Shape.BOOLEAN, "plain"),
        Field("text", Shape.TEMPLATE, "text", required=True),
        leading=_INHERITED,
        owner=True,
    ),
)
KINDS: Final = {kind.name: kind for kind in _KINDS}
"""Every table by its name."""

VALUE_TAGS: Final = (
    "elementReference", "stringValue", "numberValue", "booleanValue", "dateValue", "dateTimeValue", "timeValue",
    "formulaExpression", "formulaDataType",
)  # fmt: skip
"""The tags of a value that the model has types for; any other becomes an `OtherValue`."""
