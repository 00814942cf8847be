"""Mutants of the prover that nothing can tell from the original, with the reason. Keyed by the mutant's key."""

from __future__ import annotations

from typing import Final

EQUIVALENT: Final[dict[str, str]] = {}
