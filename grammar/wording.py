"""Parts of a definition in plain words, for pictures, findings and reports."""

from typing import Final, assert_never

from .condition import All, Any, Condition, EvaluationCall, Logic, Not, Requirements, Row, Unreadable
from .model import APPROVAL_WORKFLOW, Assignee, Stage, Start, Step
from .value import (
    Boolean,
    Date,
    DateTime,
    FormulaValue,
    Nil,
    Number,
    OtherValue,
    Reference,
    Text,
    Time,
    Value,
)

STATUS_LABELS: Final = {"InProgress": "In Progress", "NotStarted": "Not Started"}
"""UI labels of statuses that differ from the API value."""

_SIGNS: Final = {
    "EqualTo": "=",
    "NotEqualTo": "<>",
    "GreaterThan": ">",
    "GreaterThanOrEqualTo": ">=",
    "LessThan": "<",
    "LessThanOrEqualTo": "<=",
    "StartsWith": "starts with",
    "EndsWith": "ends with",
    "Contains": "contains",
    "In": "is in",
    "NotIn": "is not in",
}
_TESTS: Final = {
    "IsNull": ("is null", "is not null"),
    "IsBlank": ("is blank", "is not blank"),
    "IsEmpty": ("is empty", "is not empty"),
    "IsChanged": ("is changed", "is not changed"),
    "WasSet": ("was set", "was not set"),
    "WasSelected": ("was selected", "was not selected"),
    "WasVisited": ("was visited", "was not visited"),
    "HasError": ("has an error", "has no error"),
}
_KINDS: Final = {
    "stepBackground": "background step",
    "stepInteractive": "interactive step",
    "stepMuleSoft": "MuleSoft step",
    "stepApproval": "approval step",
    "createWorkItem": "work item step",
}
_EVENTS: Final = {
    "Create": "is created",
    "Update": "is updated",
    "CreateAndUpdate": "is created or updated",
    "Delete": "is deleted",
}
_FEW: Final = 2
"""Up to so many parts are joined by "and" or "or"; more become a list."""


def value_words(value: Value | None) -> str:
    """A value as an author would write it: `"Approve"`, `12.5`, `$Record.Status`, `null`."""
    match value:
        case None | Nil():
            return "null"
        case Reference():
            return value.text
        case Text():
            escaped = (
                value.value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "")
            )
            return f'"{escaped}"'
        case Number() | DateTime() | Time():
            return value.text or (str(value.value) if isinstance(value, Number) else value.value.isoformat())
        case Boolean():
            return "true" if value.value else "false"
        case Date():
            return value.value.isoformat()
        case FormulaValue():
            return f"formula {value.expression}"
        case OtherValue():
            return value.text
        case _:
            assert_never(value)


def condition_words(condition: Condition) -> str:
    """One condition: `Create is Completed`, `HR_Data.Outputs.decision = "Approve"`, `$Record.X is null`."""
    left, operator, right = condition.left.text, condition.operator, condition.right
    if operator in _TESTS:
        holds, fails = _TESTS[operator]
        match right:
            case Boolean():
                return f"{left} {holds if right.value else fails}"
            case None:
                return f"{left} {holds}"
            case _:
                return f"({left} {holds}) = {value_words(right)}"
    if operator in ("EqualTo", "NotEqualTo"):
        verb = "is" if operator == "EqualTo" else "is not"
        if condition.left.is_status and isinstance(right, Text):
            return f"{condition.left.root} {verb} {STATUS_LABELS.get(right.value, right.value)}"
        if right is None or isinstance(right, Nil):
            return f"{left} {verb} null"
    return f"{left} {_SIGNS.get(operator, operator)} {value_words(right)}"


def requirements_words(requirements: Requirements) -> str:
    """Requirements in one line: one condition, `a and b`, `all of: a; b; c`, or groups in parentheses."""
    logic = requirements.logic
    if isinstance(logic, All | Any) and len(logic.parts) > _FEW:
        parts = (_logic_words(part, requirements.conditions, inner=True) for part in logic.parts)
        return f"{list_words(logic)} {'; '.join(parts)}"
    return _logic_words(logic, requirements.conditions)


def requirements_parts(requirements: Requirements) -> tuple[str, ...]:
    """The parts that the outermost "all of" or "any of" joins, in words; one part where there is neither."""
    logic = requirements.logic
    parts = logic.parts if isinstance(logic, All | Any) and logic.parts else (logic,)
    return tuple(_logic_words(part, requirements.conditions) for part in parts)


def list_words(logic: Logic) -> str:
    """The words before a list of parts: `all of:` or `any of:`."""
    return "any of:" if isinstance(logic, Any) else "all of:"


def evaluation_words(call: EvaluationCall) -> str:
    """What an evaluation flow decides by: `flow Ready returns true`."""
    return f"flow {call.flow} returns true"


def assignee_words(assignee: Assignee) -> str:
    """Who gets the work item: `queue HR`, `user $Record.Owner.Username`."""
    kind = "an assignee of kind Invalid," if assignee.kind == "Invalid" else assignee.kind.lower()
    value = assignee.value
    if value is None:
        return f"{kind} (none named)"
    return f"{kind} {value.value if isinstance(value, Text) else value_words(value)}"


def step_kind_words(step: Step) -> str:
    """The kind of a step: `background step`, `approval step`; what the file says where it is none of them."""
    return _KINDS.get(
        step.action_type or "", f"step of kind {step.action_type}" if step.action_type else "step"
    )


def entry_words(step: Step) -> str:
    """When a step starts: `starts with the stage`, `starts when Create is Completed`."""
    reasons = _reasons(step.entry, step.entry_flow)
    return f"starts when {reasons}" if reasons else "starts with the stage"


def exit_words(element: Stage | Step) -> str:
    """When a stage or step completes: `completes when all steps are Completed`."""
    reasons = _reasons(element.exit, element.exit_flow)
    if reasons:
        return f"completes when {reasons}"
    return f"completes when {'all steps are Completed' if isinstance(element, Stage) else 'its flow is done'}"


def start_words(start: Start | None, kind: str) -> str:
    """How a run starts; `kind` is the process type: `Case is created`, `Quote is updated, where …`."""
    if start is None:
        return "no start"
    if start.trigger_type is None:
        return "submitted for approval" if kind == APPROVAL_WORKFLOW else "autolaunched"
    if not start.is_record_triggered:
        return f"trigger {start.trigger_type}"
    event = _EVENTS.get(start.record_trigger_type or "", "is saved")
    words = f"{start.object or 'record'} {event}"
    if start.filters is not None:
        words += f", where {requirements_words(start.filters)}"
    if start.filter_formula is not None:
        words += f", where formula {start.filter_formula}"
    return words


def _reasons(requirements: Requirements | None, call: EvaluationCall | None) -> str:
    reasons = [] if requirements is None else [requirements_words(requirements)]
    reasons += [] if call is None else [evaluation_words(call)]
    return " and ".join(reasons)


def _logic_words(logic: Logic, conditions: tuple[Condition, ...], *, inner: bool = False) -> str:
    match logic:
        case Row():
            known = 1 <= logic.number <= len(conditions)
            return condition_words(conditions[logic.number - 1]) if known else f"condition {logic.number}"
        case All() | Any():
            if not logic.parts:
                return "always" if isinstance(logic, All) else "never"
            many = len(logic.parts) > 1
            joint = " and " if isinstance(logic, All) else " or "
            words = joint.join(_logic_words(part, conditions, inner=many or inner) for part in logic.parts)
            return f"({words})" if inner and many else words
        case Not():
            words = _logic_words(logic.part, conditions)
            return f"not ({words})"
        case Unreadable():
            return f"logic that cannot be read: {logic.text}"
        case _:
            assert_never(logic)
