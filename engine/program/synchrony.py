"""Whether a step is worked off in the same burst or reports later (decision `synchronous-choice`)."""

from __future__ import annotations

from ...grammar.contract import FlowContract
from ...grammar.model import Step
from .program import StepKind

AUTOMATIC_SINCE = 63
"""The API version from which the platform decides ("Flow Orchestration Background Steps"; before: the author)."""


def is_synchronous(
    step: Step, kind: StepKind, contract: FlowContract | None, api_version: float | None, reading: str
) -> bool | None:
    """True or False where it is known, else None.

    Only background steps can be synchronous. Up to API 62, and under the reading `as-declared`, the author's mark
    `requiresAsyncProcessing` decides. From 63 on the flow's elements do: actions, subflows and waits make it
    asynchronous; where the flow is not known, the author's mark is taken for a no, and no mark for nothing.
    """
    if kind is not StepKind.BACKGROUND:
        return False
    if reading == "as-declared" or (api_version is not None and api_version < AUTOMATIC_SINCE):
        return not step.asynchronous
    if contract is not None and contract.asynchronous is not None:
        return not contract.asynchronous
    return False if step.asynchronous else None
