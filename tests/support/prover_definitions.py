"""Definitions written by hand for rules of the prover that drawn ones seldom need."""

from __future__ import annotations

from typing import Final

DEFINITIONS: Final[dict[str, str]] = {
    "a record copied when the run begins": """
      start autolaunched -> First
      stage First { background A calls F then end }
    """,
}
