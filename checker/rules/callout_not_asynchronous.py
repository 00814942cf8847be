"""A slow flow in a step that is not marked for it."""

from collections.abc import Iterator

from ...grammar.contract import FlowContract
from ...grammar.model import Step
from ..called_flows import ACTIONS
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

CHOSEN_BY_PLATFORM_FROM = 63
LOCAL_ACTIONS = frozenset({
    "activateSessionPermSet", "chatterPost", "contentWorkspaceEnableFolders", "customNotificationAction",
    "deactivateSessionPermSet", "emailAlert", "emailSimple", "flow", "quickAction", "submit",
})  # fmt: skip
"""Kinds of actions (InvocableActionType) that call nothing outside Salesforce."""


@rule(
    on=Step,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.POSSIBLE,
    preset=Preset.RECOMMENDED,
    summary="A background step calls a flow with a callout or wait, but is not marked asynchronous.",
    rationale="Up to API 62 the author has to say that a background step has callouts or waits. Without the "
    "mark the flow runs in the same transaction as the run, where a callout after a change of data is "
    "refused and a wait cannot be.",
    source="Automate Your Business Processes with Salesforce Flow, Contains External Callouts or Wait "
    "Elements; Metadata API, requiresAsyncProcessing (not used from API 63)",
    bad="""
orchestration Order {
  api 62
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  elements waits }
}
""",
    good="""
orchestration Order {
  api 62
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up async
  }
  flow Look_Up { type AutoLaunchedFlow  elements waits }
}
""",
)
def check(step: Step, context: Context) -> Iterator[Found]:
    """Report background steps below API 63 whose flow waits, or has actions that may call out."""
    api = context.orchestration.api_version
    if not step.is_background or step.asynchronous or api is None or api >= CHOSEN_BY_PLATFORM_FROM:
        return
    contract = context.contract(step.calls) if step.calls else None
    reason = _reason(contract) if contract else None
    if reason:
        yield Found(
            step.where("calls"),
            f"{step.name} is not marked as asynchronous, but {step.calls} {reason}.",
            'Select "Contains external callouts or wait elements" on the step.',
        )


def _reason(contract: FlowContract) -> str | None:
    if "waits" in contract.elements:
        return "has a Wait element"
    if contract.declared and contract.asynchronous:
        return "is declared asynchronous"
    outside = sorted(contract.action_types - LOCAL_ACTIONS)
    if outside:
        return f"has actions that may call out ({', '.join(outside)})"
    return (
        "has actions that may call out" if contract.elements & ACTIONS and not contract.action_types else None
    )
