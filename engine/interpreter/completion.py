"""Steps that complete, and what becomes of the others when their stage does."""

from __future__ import annotations

from ..program.program import StepKind, StepProgram
from ..statuses import ApprovalItemStatus, StepStatus, WorkItemStatus
from .burst import Burst


def complete_asking_step(burst: Burst, step: StepProgram) -> None:
    """An interactive or approval step met its exit condition; a work item that is still open is closed."""
    effects = burst.program.effects
    if burst.items[step.index] is WorkItemStatus.ASSIGNED:
        burst.set_item(step, effects.item_closes_with_step)
        close_approval(burst, step)
    burst.set_step(step, effects.asking_step_completes)


def discontinue_with_stage(burst: Burst) -> None:
    """The stage completes early: steps in progress are Discontinued, their work items closed."""
    effects = burst.program.effects
    for step in burst.current.steps:
        if burst.steps[step.index] is StepStatus.IN_PROGRESS:
            burst.set_step(step, effects.step_discontinues_with_stage)
        if burst.items[step.index] is WorkItemStatus.ASSIGNED:
            burst.set_item(step, effects.item_closes_with_stage)
            close_approval(burst, step)


def close_approval(burst: Burst, step: StepProgram, *, canceled: bool = False) -> None:
    """The approval work item of a closed work item is closed with it."""
    if step.kind is StepKind.APPROVAL and burst.approvals[step.index] is ApprovalItemStatus.ASSIGNED:
        effects = burst.program.effects
        burst.set_approval(step, effects.approval_is_canceled if canceled else effects.approval_closes)
