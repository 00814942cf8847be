"""Formulas made ready to run: compiled once to functions, with every decision of names and arguments taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, assert_never

from ...grammar.formula.tree import (
    BooleanLiteral,
    Call,
    Chain,
    Expression,
    NamedValue,
    NullLiteral,
    NumberLiteral,
    Signed,
    TextLiteral,
)
from ..values import EvaluationError, Value
from .arguments import number_of
from .errors import FormulaError, UninterpretedError
from .functions import FUNCTIONS
from .logic import Evaluate, Place, all_hold, any_holds, case, choose, condition, located
from .operators import OPERATORS, negated

State = TypeVar("State")


def compile_formula(
    tree: Expression, read: Callable[[str], Callable[[State], Value]]
) -> Callable[[State], Value]:
    """The formula as a function of a state. `read` says how the value of a reference is found in one.

    `read` is asked once for each place a reference stands at, when the formula is compiled; compiling itself raises
    nothing. The function raises `FormulaError` where a part has no value and `UninterpretedError` where it is not
    worked out here; parts that are not needed (after a false AND, in the other half of an IF) are not looked at.
    """
    match tree:
        case TextLiteral(value=value) | NumberLiteral(value=value) | BooleanLiteral(value=value):
            return _constant(value)
        case NullLiteral():
            return _constant(None)
        case NamedValue(name=name):
            return read(name)
        case Signed():
            return _signed(tree, compile_formula(tree.operand, read))
        case Chain(first=first, rest=rest):
            parts = tuple(compile_formula(part, read) for part in (first, *(part for _, part in rest)))
            return _chain(tree, parts)
        case Call(arguments=arguments):
            return _call(tree, tuple(compile_formula(argument, read) for argument in arguments))
        case _:
            assert_never(tree)


def _constant(value: Value) -> Callable[[object], Value]:
    return lambda _: value


def _signed(tree: Signed, operand: Evaluate[State]) -> Evaluate[State]:
    if tree.operator == "!":
        holds = condition(operand, "NOT", (tree.operand.start, tree.operand.end))
        return lambda state: not holds(state)
    turned = tree.operator == "-"

    def evaluate(state: State) -> Value:
        value = operand(state)
        try:
            return negated(value) if turned else number_of(value, "+")
        except EvaluationError as error:
            raise located(error, (tree.start, tree.end)) from None

    return evaluate


def _chain(tree: Chain, parts: tuple[Evaluate[State], ...]) -> Evaluate[State]:
    operator = tree.rest[0][0]
    if operator in ("&&", "||"):
        places = ((part.start, part.end) for part in (tree.first, *(part for _, part in tree.rest)))
        conditions = tuple(
            condition(part, operator, place) for part, place in zip(parts, places, strict=True)
        )
        return all_hold(conditions) if operator == "&&" else any_holds(conditions)
    first = parts[0]
    steps = tuple(
        (OPERATORS[operator], part, (tree.start, written.end))
        for part, (operator, written) in zip(parts[1:], tree.rest, strict=True)
    )

    def evaluate(state: State) -> Value:
        value = first(state)
        for apply, part, place in steps:
            operand = part(state)
            try:
                value = apply(value, operand)
            except EvaluationError as error:
                raise located(error, place) from None
        return value

    return evaluate


def _call(tree: Call, parts: tuple[Evaluate[State], ...]) -> Evaluate[State]:
    place = (tree.start, tree.end)
    count = len(parts)
    match tree.function:
        case "AND" | "OR" as name if count:
            conditions = tuple(
                condition(part, name, (written.start, written.end))
                for part, written in zip(parts, tree.arguments, strict=True)
            )
            return all_hold(conditions) if name == "AND" else any_holds(conditions)
        case "AND" | "OR":
            return _wrong_count(tree, "at least 1")
        case "IF" if count == 3:
            asked = tree.arguments[0]
            return choose(condition(parts[0], "IF", (asked.start, asked.end)), parts[1], parts[2])
        case "IF":
            return _wrong_count(tree, "3")
        case "CASE" if count >= 4 and count % 2 == 0:
            return case(parts, place)
        case "CASE":
            return _wrong_count(tree, "a value, pairs of a value and a result, and a last result")
        case name:
            return _function(tree, name, parts, place)


def _function(tree: Call, name: str, parts: tuple[Evaluate[State], ...], place: Place) -> Evaluate[State]:
    function = FUNCTIONS.get(name)
    if function is None:
        return _uninterpreted(name)
    if not function.takes(len(parts)):
        return _wrong_count(tree, function.arity())
    apply = function.apply

    def evaluate(state: State) -> Value:
        values = tuple([part(state) for part in parts])
        try:
            return apply(values)
        except EvaluationError as error:
            raise located(error, place) from None

    return evaluate


def _uninterpreted(name: str) -> Callable[[object], Value]:
    def evaluate(_: object) -> Value:
        raise UninterpretedError(name)

    return evaluate


def _wrong_count(tree: Call, expected: str) -> Callable[[object], Value]:
    given = len(tree.arguments)
    message = f"{tree.function} has {given} argument{'' if given == 1 else 's'}, and takes {expected}"

    def evaluate(_: object) -> Value:
        raise FormulaError(message, tree.start, tree.end)

    return evaluate
