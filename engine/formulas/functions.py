"""Every function that is executed, and which functions of a formula are not."""

from __future__ import annotations

from typing import Final

from ...grammar.formula.tree import Call, Expression, subexpressions
from .blank_functions import BLANK_FUNCTIONS
from .date_functions import DATE_FUNCTIONS
from .function import Function
from .number_functions import NUMBER_FUNCTIONS
from .text_functions import TEXT_FUNCTIONS

FUNCTIONS: Final[dict[str, Function]] = BLANK_FUNCTIONS | DATE_FUNCTIONS | NUMBER_FUNCTIONS | TEXT_FUNCTIONS
"""The functions that look at all their arguments, by name in capitals."""

LOGIC: Final = frozenset({"AND", "OR", "IF", "CASE"})
"""The functions that look only at the arguments they need."""


def uninterpreted_functions(tree: Expression) -> frozenset[str]:
    """The functions of a formula that are not executed, in capitals: TODAY, NOW, and every name not known.

    An executed function can still raise `UninterpretedError` for some values.
    """
    called = {part.function for part in subexpressions(tree) if isinstance(part, Call)}
    return frozenset(called - LOGIC - FUNCTIONS.keys())
