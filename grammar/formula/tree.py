"""The syntax tree of a formula.

Every node knows where it is written: `start` and `end` are offsets in the formula's text, half-open, and take no part
in equality. The operators are those of the formula documentation, "Formula Operators and Functions".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from fractions import Fraction
from typing import Final, Literal, assert_never

from ..light_dataclass import dataclass

Operator = Literal["||", "&&", "=", "<>", "<", "<=", ">", ">=", "+", "-", "&", "^", "*", "/"]
"""An operator between two values; `==` is read as `=` and `!=` as `<>`."""

Prefix = Literal["-", "+", "!"]
"""An operator before a value; `NOT` is read as `!`."""

LEVELS: Final[dict[Operator, int]] = {
    "||": 1,
    "&&": 2,
    "=": 3,
    "<>": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "&": 5,
    "^": 6,
    "*": 7,
    "/": 7,
}
"""How tightly operators bind: a higher level binds tighter, one level groups from the left.

Source: the grammar of Salesforce's own published formula engine (github.com/salesforce/formula-engine,
FormulaGrammar.g). Two facts there surprise: `*` and `/` bind tighter than `^` (`2 * 3 ^ 2` is 36), and a sign binds
tightest (`-2 ^ 2` is 4). The help pages only speak of standard precedence.
"""


@dataclass(frozen=True, slots=True)
class TextLiteral:
    """A text in quotes, escapes undone."""

    value: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class NumberLiteral:
    """A number as written: digits, perhaps a point and digits. A sign before it is an operator."""

    value: Fraction
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class BooleanLiteral:
    """`true` or `false`, in any case."""

    value: bool
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class NullLiteral:
    """`null`, in any case."""

    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A reference, `{!Step.Outputs.x}` or bare `Step.Outputs.x`: its name without braces."""

    name: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Signed:
    """A value with an operator before it."""

    operator: Prefix
    operand: Expression
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Chain:
    """Values joined by operators of one level, grouped from the left: `first`, then each operator with its value.

    `a - b + c` is one chain, so that a long sum is no deep tree. `rest` is never empty.
    """

    first: Expression
    rest: tuple[tuple[Operator, Expression], ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; the name is in capitals."""

    function: str
    arguments: tuple[Expression, ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


Expression = TextLiteral | NumberLiteral | BooleanLiteral | NullLiteral | NamedValue | Signed | Chain | Call
"""A formula, or a part of one."""


def parts(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside one, in the order written."""
    match expression:
        case TextLiteral() | NumberLiteral() | BooleanLiteral() | NullLiteral() | NamedValue():
            return ()
        case Signed(operand=operand):
            return (operand,)
        case Chain(first=first, rest=rest):
            return (first, *(operand for _, operand in rest))
        case Call(arguments=arguments):
            return arguments
        case _:
            assert_never(expression)


def subexpressions(expression: Expression) -> Iterator[Expression]:
    """An expression and everything inside it, in the order written, the whole before its parts."""
    waiting = [expression]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(parts(found)))


def references(expression: Expression) -> tuple[str, ...]:
    """The names of a formula's references, each once, in the order they first appear."""
    names = (found.name for found in subexpressions(expression) if isinstance(found, NamedValue))
    return tuple(dict.fromkeys(names))
