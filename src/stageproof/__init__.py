"""Stageproof: know every way your orchestration can end before it starts."""

from typing import Final

__version__: Final = "0.1.0"
