"""Functions that ask whether a value is there.

ISBLANK holds of null and of the empty text, not of white space (formula reference, ISBLANK); ISNULL only of null: in
a flow the two are separate values at run time (Flow reference, "Global Constant Resource").
"""

from __future__ import annotations

from typing import Final

from .function import Function

BLANK_FUNCTIONS: Final[dict[str, Function]] = {
    "BLANKVALUE": Function(
        2, 2, None, lambda arguments: arguments[1] if arguments[0] in (None, "") else arguments[0]
    ),
    "ISBLANK": Function(1, 1, "boolean", lambda arguments: arguments[0] in (None, "")),
    "ISNULL": Function(1, 1, "boolean", lambda arguments: arguments[0] is None),
    "NULLVALUE": Function(
        2, 2, None, lambda arguments: arguments[1] if arguments[0] is None else arguments[0]
    ),
}
"""By name. BLANKVALUE and NULLVALUE have the type of their arguments."""
