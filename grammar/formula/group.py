"""What is open while a formula is read: values wait here for the operators that follow them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, cast

from .tokens import NotFormulaError, Token
from .tree import LEVELS, Chain, Expression, Operator, Prefix, Signed

MAXIMUM_NESTING: Final = 200
"""How deep a formula may nest: open parentheses, functions and prefixes, and the height of its tree."""

PREFIXES: Final[dict[str, Prefix]] = {"-": "-", "+": "+", "!": "!", "not": "!"}
"""The operators before a value, by how they are written in lower case."""


def too_deep(offset: int) -> NotFormulaError:
    """The problem of a formula that nests too deep at an offset."""
    return NotFormulaError(
        f"the formula nests deeper than {MAXIMUM_NESTING}", offset, "a formula split into several"
    )


@dataclass(slots=True)
class _Open:
    """A chain that may go on: its level, its beginning, and the operator that waits for a value."""

    level: int
    first: Expression
    operator: Operator
    rest: list[tuple[Operator, Expression]] = field(default_factory=list[tuple[Operator, Expression]])
    height: int = 0


@dataclass(slots=True)
class Group:
    """What is open: the formula, a parenthesis, or a function's arguments. Heights are those of trees."""

    opening: Token | None
    function: Token | None = None
    arguments: list[Expression] = field(default_factory=list[Expression])
    argument_height: int = 0
    chains: list[_Open] = field(default_factory=list[_Open])
    prefixes: list[Token] = field(default_factory=list[Token])
    value: Expression | None = None
    height: int = 0

    def is_untouched(self) -> bool:
        """True while nothing has followed the opening parenthesis."""
        return not (self.arguments or self.chains or self.prefixes)

    def take(self, value: Expression, height: int) -> None:
        """A value is complete; the operators before it belong to it."""
        while self.prefixes:
            prefix = self.prefixes.pop()
            value = Signed(PREFIXES[prefix.text.lower()], value, prefix.start, value.end)
            height += 1
        self.value, self.height = value, _bounded(height, value)

    def join(self, operator: Operator) -> None:
        """An operator follows the value: it goes on with a chain or begins one."""
        level = LEVELS[operator]
        value = self.close(level)
        if self.chains and self.chains[-1].level == level:
            chain = self.chains[-1]
            chain.rest.append((chain.operator, value))
            chain.operator = operator
        else:
            chain = _Open(level, value, operator)
            self.chains.append(chain)
        chain.height = max(chain.height, self.height)
        self.value = None

    def close(self, level: int = 0) -> Expression:
        """The value with every chain before it that binds tighter than `level`."""
        value = cast("Expression", self.value)
        while self.chains and self.chains[-1].level > level:
            chain = self.chains.pop()
            chain.rest.append((chain.operator, value))
            value = Chain(chain.first, tuple(chain.rest), chain.first.start, value.end)
            self.height = _bounded(max(chain.height, self.height) + 1, value)
        return value

    def end_argument(self) -> None:
        """The value is an argument of the function, and another one follows or none."""
        self.arguments.append(self.close())
        self.argument_height = max(self.argument_height, self.height)
        self.value = None


def _bounded(height: int, value: Expression) -> int:
    if height > MAXIMUM_NESTING:
        raise too_deep(value.start)
    return height
