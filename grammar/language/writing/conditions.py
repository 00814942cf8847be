"""Conditions, their logic, statements, and calls of evaluation flows as text."""

from typing import assert_never

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
from ...logic import logic_text, parse_logic
from ...property import AllOf, AnyOf, Happens, Implication, Negation, Statement
from ...value import Boolean, Text
from ..building.conditions import COMPARE, TESTS
from ..text import encode
from .values import (
    element_text,
    listed,
    name_text,
    optional,
    reference_text,
    text_text,
    value_text,
    word_text,
)

MAXIMUM_INLINE_NESTING = 150
_COMPARE_WORDS = {api: word for word, api in COMPARE.items()} | {
    "StartsWith": "starts with",
    "EndsWith": "ends with",
    "In": "in",
    "NotIn": "not in",
}
_TEST_WORDS = {api: word for word, api in TESTS.items()}


def condition_text(condition: Condition, *, status: bool = True) -> str:
    """One condition. `status`: a comparison of a status may be written `Step is Completed`."""
    left, operator, right = condition.left.text, condition.operator, condition.right
    negation = {"EqualTo": "", "NotEqualTo": "not "}.get(operator)
    element = left.removesuffix(".Status")
    if (
        status
        and negation is not None
        and isinstance(right, Text)
        and element != left
        and "." not in element
        and not element.startswith("$")
    ):
        return f"{element_text(element)} is {negation}{name_text(right.value)}"
    written = reference_text(left)
    if operator in _TEST_WORDS and isinstance(right, Boolean):
        return f"{written} is {'' if right.value else 'not '}{_TEST_WORDS[operator]}"
    word = _COMPARE_WORDS.get(operator) or f"operator {encode(operator)}"
    return f"{written} {word} {optional(right)}"


def requirements_text(requirements: Requirements, *, status: bool = True) -> str:
    """Conditions and how they are joined: in a row where that says it all, else numbered."""
    logic, conditions = requirements.logic, requirements.conditions
    if not conditions and logic == All(()):
        return "always"
    rows = [condition_text(condition, status=status) for condition in conditions]
    if isinstance(logic, All | Any | Not) and _in_a_row(logic, len(rows)):
        if len(rows) == 1 and isinstance(logic, All):
            return rows[0]
        return _inline(logic, rows)
    text = logic_text(logic, len(rows))
    reason = ""
    if isinstance(logic, Unreadable) and parse_logic(text, len(rows)) != logic:
        reason = f" because {text_text(logic.reason)}"
    numbered = "\n".join(f"{number}: {row}" for number, row in enumerate(rows, start=1))
    return f"logic {text_text(text)}{reason} {{ {numbered} }}"


def _in_a_row(logic: Logic, count: int) -> bool:
    """Whether every row occurs once, in order, in a shape that joining them by words gives."""
    if logic == All((Row(1),)) and count == 1:
        return True
    number = 0
    stack: list[tuple[Logic, int]] = [(logic, 0)]
    while stack:
        part, depth = stack.pop()
        match part:
            case Row():
                number += 1
                if part.number != number:
                    return False
            case All(parts) | Any(parts):
                if len(parts) < 2 or depth > MAXIMUM_INLINE_NESTING:
                    return False
                stack += [(inner, depth + 1) for inner in reversed(parts)]
            case Not(inner):
                if depth > MAXIMUM_INLINE_NESTING:
                    return False
                stack.append((inner, depth + 1))
            case Unreadable():
                return False
            case _:
                assert_never(part)
    return number == count


def _inline(logic: Logic, rows: list[str]) -> str:
    match logic:
        case Row(number):
            return rows[number - 1]
        case All(parts):
            return " and ".join(_group(_inline(part, rows), isinstance(part, All | Any)) for part in parts)
        case Any(parts):
            return " or ".join(_group(_inline(part, rows), isinstance(part, Any)) for part in parts)
        case Not(part):
            return f"not ({_inline(part, rows)})"
        case Unreadable(text):
            return text
        case _:
            assert_never(logic)


def _group(text: str, group: bool) -> str:
    return f"({text})" if group else text


def statement_text(statement: Statement) -> str:
    """A statement of a property or an expectation."""
    match statement:
        case Condition():
            return condition_text(statement)
        case Happens(element=element, event=event):
            return f"{element_text(element)} {event}"
        case AllOf(parts=parts):
            return " and ".join(
                _group(statement_text(part), isinstance(part, AllOf | AnyOf | Implication)) for part in parts
            )
        case AnyOf(parts=parts):
            return " or ".join(
                _group(statement_text(part), isinstance(part, AnyOf | Implication)) for part in parts
            )
        case Negation(part=part):
            return f"not ({statement_text(part)})"
        case Implication(premise=premise, conclusion=conclusion):
            sides = (
                _group(statement_text(side), isinstance(side, Implication)) for side in (premise, conclusion)
            )
            return " implies ".join(sides)
        case _:
            assert_never(statement)


def parameter_text(parameter: Parameter) -> str:
    """`name = value`, or the name alone."""
    name = word_text(parameter.name)
    return name if parameter.value is None else f"{name} = {value_text(parameter.value)}"


def mapping_text(mapping: OutputMapping) -> str:
    """`name -> variable`, or the name alone."""
    name = word_text(mapping.name)
    return name if mapping.variable is None else f"{name} -> {name_text(mapping.variable)}"


def call_text(call: EvaluationCall) -> str:
    """`flow Ready(a = 1) returns true`."""
    arguments = f"({listed(map(parameter_text, call.inputs))})" if call.inputs else ""
    results = "".join(f" gives {mapping_text(output)}" for output in call.outputs)
    action_type = ""
    if call.action_type != "evaluationFlow":
        action_type = f" type {'null' if call.action_type is None else encode(call.action_type)}"
    return f"flow {name_text(call.flow)}{arguments}{results}{action_type} returns true"
