"""The editions of the documentation."""

from __future__ import annotations

from typing import Final

PROFILES: Final = ("help-2026", "pdf-2025")
"""Those that can be chosen; the first is the default."""
