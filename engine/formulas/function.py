"""What is known of a function that is executed."""

from __future__ import annotations

from collections.abc import Callable

from ...grammar.light_dataclass import dataclass
from ..values import Value

Arguments = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """An executed function: how many arguments it takes (`most` null: any number), its result's type and its rule.

    `result` is a word as `type_word` gives it, or null where the result has the type of an argument. `apply` gets as
    many values as the function takes, and raises `EvaluationError` where they have no result.
    """

    least: int
    most: int | None
    result: str | None
    apply: Callable[[Arguments], Value]

    def takes(self, count: int) -> bool:
        """True for a number of arguments the function can have."""
        return self.least <= count and (self.most is None or count <= self.most)

    def arity(self) -> str:
        """How many arguments the function takes, in words."""
        if self.most is None:
            return f"at least {self.least}"
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"
