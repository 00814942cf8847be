"""What conditions may look at while they are judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from ..past_stages import PastStages
from ..statuses import RunStatus, StageStatus, StepStatus
from ..values import Value


class View(Protocol):
    """A run in the middle of its work. The members are those of `Configuration`, with the current stage opened up."""

    @property
    def run_status(self) -> RunStatus | None:
        """See Configuration."""
        ...

    @property
    def location(self) -> int | None:
        """See Configuration."""
        ...

    @property
    def stage_status(self) -> StageStatus | None:
        """See Configuration."""
        ...

    @property
    def steps(self) -> Sequence[StepStatus]:
        """See Configuration."""
        ...

    @property
    def outputs(self) -> Sequence[tuple[Value, ...]]:
        """See Configuration."""
        ...

    @property
    def past(self) -> PastStages:
        """See Configuration."""
        ...

    @property
    def outcomes(self) -> Sequence[int | None]:
        """See Configuration."""
        ...

    @property
    def inputs(self) -> tuple[Value, ...]:
        """See Configuration."""
        ...

    @property
    def record(self) -> tuple[Value, ...]:
        """See Configuration."""
        ...


Reader = Callable[[View], Value]
"""The value of a reference, constant or formula in a run. May raise `EvaluationError`."""
Test = Callable[[View], bool]
"""A condition, or several with their logic. May raise `EvaluationError`."""
