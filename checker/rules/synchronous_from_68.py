"""Background steps that API 68 runs at once."""

from collections.abc import Iterator

from ...grammar.model import Orchestration, Step
from ..called_flows import ACTIONS
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule

SINCE = 68


@rule(
    on=Orchestration,
    severity=Severity.NOTE,
    confidence=Confidence.LIKELY,
    preset=Preset.PEDANTIC,
    summary="From API 68 on, a background step may run its actions synchronously.",
    rationale="Before API 68 a background step whose flow has actions always ran asynchronously. From 68 on "
    "it completes in the same moment where the actions allow it, so steps start and decisions are taken in"
    " another order than before.",
    source="Winter '27 release notes",
    bad="""
orchestration Order {
  api 68
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  elements actionCalls }
}
""",
    good="""
orchestration Order {
  api 67
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  elements actionCalls }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report once which background steps the change concerns."""
    if (orchestration.api_version or 0) < SINCE:
        return
    steps = [
        step for _, step in orchestration.steps() if step.is_background and _has_only_actions(step, context)
    ]
    if steps:
        names = [step.name for step in steps]
        verb = "calls" if len(names) == 1 else "call"
        yield Found(
            steps[0].where("calls"),
            f"{listed(names)} {verb} flows with actions: from API 68 on these may complete at once, before "
            "other steps of the stage start.",
            "Check the conditions that rely on the former order.",
        )


def _has_only_actions(step: Step, context: Context) -> bool:
    contract = context.contract(step.calls) if step.calls else None
    return bool(contract and contract.elements & ACTIONS and not contract.elements & {"subflows", "waits"})
