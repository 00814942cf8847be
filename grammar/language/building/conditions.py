"""Conditions, the logic that joins them, and calls of evaluation flows."""

from typing import Any as Anything
from typing import NamedTuple, assert_never

from ...condition import (
    All,
    Any,
    Condition,
    EvaluationCall,
    Logic,
    Not,
    OutputMapping,
    Parameter,
    Requirements,
    Row,
    Unreadable,
)
from ...logic import MAXIMUM_NESTING, parse_logic
from ...span import Span
from ...value import Boolean, Reference, Text, Value
from ..token import Token
from .parts import Children, Member, Members, RefusedError, cover
from .values import WrittenText, whole_number

COMPARE = {
    "=": "EqualTo",
    "<>": "NotEqualTo",
    ">": "GreaterThan",
    ">=": "GreaterThanOrEqualTo",
    "<": "LessThan",
    "<=": "LessThanOrEqualTo",
    "contains": "Contains",
    "starts": "StartsWith",
    "ends": "EndsWith",
}
"""The API value of a comparison, by its first word."""
TESTS = {
    "null": "IsNull",
    "blank": "IsBlank",
    "empty": "IsEmpty",
    "changed": "IsChanged",
    "set": "WasSet",
    "selected": "WasSelected",
    "visited": "WasVisited",
    "erroneous": "HasError",
}
"""The API value of a test, by the word after `is`."""


class Joined(NamedTuple):
    """Parts of a condition that are joined by `and`, `or` or `not`, before their rows are numbered."""

    kind: str
    parts: "tuple[Draft, ...]"
    span: Span
    depth: int


Draft = Condition | Joined


def _depth(draft: Draft) -> int:
    return draft.depth if isinstance(draft, Joined) else 0


def _join(kind: str, parts: "tuple[Draft, ...]", span: Span) -> Joined:
    depth = 1 + max(map(_depth, parts))
    if depth > MAXIMUM_NESTING:
        raise RefusedError(span, f"this condition nests deeper than {MAXIMUM_NESTING}", "split it")
    return Joined(kind, parts, span, depth)


def disjunction(children: Children) -> Joined:
    """`a or b or c`."""
    return _join("or", tuple(children[::2]), cover(children))


def conjunction(children: Children) -> Joined:
    """`a and b and c`."""
    return _join("and", tuple(children[::2]), cover(children))


def negated(children: Children) -> Joined:
    """`not a`."""
    return _join("not", (children[1],), cover(children))


def grouped(children: Children) -> Anything:
    """`( a )`: what stands between the parentheses."""
    return children[1]


def condition(children: Children) -> Requirements:
    """Conditions as they are written in a row: numbered in order of appearance."""
    draft: Draft = children[0]
    rows: list[Condition] = []
    logic = _number(draft, rows)
    if isinstance(logic, Row):
        logic = All((logic,))
    span = draft.span
    return Requirements(logic=logic, conditions=tuple(rows), span=span, spans={"logic": span})


def _number(draft: Draft, rows: list[Condition]) -> Logic:
    if isinstance(draft, Condition):
        rows.append(draft)
        return Row(len(rows))
    parts: list[Logic] = []
    for part in draft.parts:
        parts.append(_number(part, rows))  # noqa: PERF401 - a comprehension would double the depth of the recursion
    match draft.kind:
        case "and":
            return All(tuple(parts))
        case "or":
            return Any(tuple(parts))
        case _:
            return Not(parts[0])


def no_condition(children: Children) -> Requirements:
    """`always`."""
    return Requirements(logic=All(()), conditions=(), span=cover(children))


def numbered_condition(children: Children) -> Requirements:
    """`logic "1 AND (2 OR 1)" { 1: … 2: … }`."""
    written: WrittenText = children[1]
    reason: WrittenText | None = children[3]
    rows: Members = children[5]
    conditions = tuple(member.value for member in rows.items)
    if reason is not None:
        logic: Logic = Unreadable(written.value, reason.value)
    else:
        logic = parse_logic(written.value, len(conditions))
    return Requirements(
        logic=logic, conditions=conditions, span=cover(children), spans={"logic": written.span}
    )


def more_rows(children: Children) -> Members:
    """The rows so far and the next one, whose number must be the next."""
    members: Members = children[0]
    row_: Member = children[1]
    expected = str(len(members.items) + 1)
    if row_.title != expected:
        raise RefusedError(
            row_.where, f"this row is number {expected}, not {row_.title}", "count rows from 1"
        )
    members.add(row_)
    return members


def row(children: Children) -> Member:
    """`2: a = b`."""
    number, _, comparison = children
    return Member("row", comparison, number.span, cover(children), False, str(whole_number(number)))


class Operator(NamedTuple):
    """A comparison word, or several."""

    name: str
    span: Span


def compare(children: Children) -> Operator:
    """`=`, `starts with`, …"""
    return Operator(COMPARE[children[0].text], cover(children))


def test(children: Children) -> Operator:
    """The word after `is`."""
    return Operator(TESTS[children[0].text], cover(children))


class Missing(NamedTuple):
    """`null` where a value may stand: there is none."""

    span: Span


def missing(children: Children) -> Missing:
    """`null`."""
    return Missing(cover(children))


def present(value: Value | Missing | None) -> Value | None:
    """The value, or None where `null` was written or nothing."""
    return None if isinstance(value, Missing) else value


def _condition(left: Reference, operator: str, place: Span, right: Value | Missing, span: Span) -> Condition:
    return Condition(
        left=left,
        operator=operator,
        right=present(right),
        span=span,
        spans={"left": left.span, "operator": place, "right": right.span},
    )


def compared(children: Children) -> Condition:
    """`a = b`."""
    left, operator, right = children
    return _condition(left, operator.name, operator.span, right, cover(children))


def is_in(children: Children) -> Condition:
    """`a in b`."""
    left, word, right = children
    return _condition(left, "In", word.span, right, cover(children))


def is_not_in(children: Children) -> Condition:
    """`a not in b`."""
    left, first, last, right = children
    return _condition(left, "NotIn", cover([first, last]), right, cover(children))


def other_operator(children: Children) -> Condition:
    """`a operator "Any" b`."""
    left, _, operator, right = children
    return _condition(left, operator.value, operator.span, right, cover(children))


def passes_test(children: Children) -> Condition:
    """`a is null`."""
    left, is_, operator = children
    return _condition(left, operator.name, operator.span, Boolean(value=True, span=is_.span), cover(children))


def fails_test(children: Children) -> Condition:
    """`a is not null`."""
    left, is_, not_, operator = children
    right = Boolean(value=False, span=cover([is_, not_]))
    return _condition(left, operator.name, operator.span, right, cover(children))


STATUS = "status"
"""The key in `spans` that marks a condition written as `Step is Completed`."""


def _status(left: Reference, operator: str, place: Span, status: Token, span: Span) -> Condition:
    reference = Reference(text=f"{left.text}.Status", span=left.span)
    spans = {"left": left.span, "operator": place, "right": status.span, STATUS: status.span}
    right = Text(value=status.text, span=status.span)
    return Condition(left=reference, operator=operator, right=right, span=span, spans=spans)


def status_is(children: Children) -> Condition:
    """`Step is Completed`."""
    left, is_, status = children
    return _status(left, "EqualTo", is_.span, status, cover(children))


def status_is_not(children: Children) -> Condition:
    """`Step is not Completed`."""
    left, is_, not_, status = children
    return _status(left, "NotEqualTo", cover([is_, not_]), status, cover(children))


def parameter(name: Token, value: Value | Missing | None, span: Span) -> Parameter:
    """A parameter with its places."""
    spans = {"name": name.span}
    if value is not None:
        spans["value"] = value.span
    return Parameter(name=name.text, value=present(value), span=span, spans=spans)


def argument(children: Children) -> Parameter:
    """`name = value` in the call of an evaluation flow."""
    return parameter(children[0], children[2], cover(children))


def arguments(children: Children) -> tuple[Parameter, ...]:
    """`(a = 1, b = 2)`."""
    return tuple(child for child in children if isinstance(child, Parameter))


def mapping(name: Token, variable: Token | None, span: Span) -> OutputMapping:
    """An output mapping with its places."""
    spans = {"name": name.span}
    if variable is not None:
        spans["variable"] = variable.span
    return OutputMapping(name=name.text, variable=variable.text if variable else None, span=span, spans=spans)


def flow_result(children: Children) -> Member:
    """`gives output -> variable`."""
    _, output, _, variable = children
    span = cover(children)
    return Member("outputs", mapping(output, variable, span), span, span, False)


def flow_call(children: Children) -> EvaluationCall:
    """`flow Ready(a = 1) returns true`."""
    _, name, inputs, results, _, type_, _, answer = children
    if not answer.value:
        raise RefusedError(
            answer.span, "an evaluation flow holds when it returns true", "write `returns true`"
        )
    spans = {"flow": name.span}
    action_type: str | None = "evaluationFlow"
    if type_ is not None:
        action_type = type_.value if isinstance(type_, WrittenText) else None
        spans["action_type"] = type_.span
    return EvaluationCall(
        flow=name.text,
        action_type=action_type,
        inputs=inputs or (),
        outputs=tuple(member.value for member in results.items),
        span=cover(children),
        spans=spans,
    )


def requirement(what: Requirements | EvaluationCall, attribute: str, span: Span, title: str) -> Member:
    """An entry or exit condition as a member: `entry` or `entry_flow`."""
    match what:
        case Requirements():
            return Member(attribute, what, what.span, span, True, title)
        case EvaluationCall():
            return Member(f"{attribute}_flow", what, what.span, span, True, title)
        case _:
            assert_never(what)
