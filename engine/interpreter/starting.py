"""Starting steps, and the work items of those that ask somebody."""

from __future__ import annotations

from ..effects import Effect
from ..error_kinds import ErrorKind, Strike
from ..program.program import StepKind, StepProgram
from ..statuses import StepStatus, WorkItemStatus
from ..values import EvaluationError, shown
from .burst import Burst, StruckError


def start_step(
    burst: Burst,
    step: StepProgram,
    effect: Effect[StepStatus] | None = None,
    item: Effect[WorkItemStatus] | None = None,
) -> None:
    """Start a step (rows of "Orchestration Steps"; on a resume `effect` and `item` say which row restarts it).

    Raises `StruckError` where an error strikes as it starts.
    """
    effects = burst.program.effects
    burst.set_step(step, effect or effects.step_starts)
    if burst.faults:
        _strike(burst, step)
    if step.asks:
        kind = step.assignee_type
        assignee = _assignee(burst, step)
        burst.set_item(step, item or effects.item_is_assigned, None, assignee, kind)
        if step.kind is StepKind.APPROVAL:
            burst.set_approval(step, effects.approval_is_assigned)
    elif step.synchronous:
        burst.queue = (*burst.queue, step.index)


def _strike(burst: Burst, step: StepProgram) -> None:
    path = f"{burst.current.name}/{step.name}"
    fault = burst.fault(Strike.START, step.name, path)
    if fault is not None:
        raise StruckError(fault.kind, step.index, fault.message)


def _assignee(burst: Burst, step: StepProgram) -> str | None:
    if step.assignee is None:
        return None
    try:
        value = step.assignee(burst)
    except EvaluationError as error:
        raise StruckError(ErrorKind.ASSIGNEE_UNRESOLVABLE, step.index, str(error)) from error
    return value if value is None or isinstance(value, str) else shown(value)
