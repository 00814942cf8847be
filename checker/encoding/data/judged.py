"""A condition as guards."""

from __future__ import annotations

from typing import NamedTuple

from ..guard import Guard


class Judged(NamedTuple):
    """Where a condition holds, and where judging it is an error. Elsewhere it does not hold."""

    true: Guard
    error: Guard
