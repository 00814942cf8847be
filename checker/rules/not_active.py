"""A definition that does not run."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

OFF = {
    "Draft": "no run uses it until it is activated",
    "Obsolete": "it was active once, and no new run uses it",
}


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.NOTE,
    confidence=Confidence.CERTAIN,
    preset=Preset.PEDANTIC,
    summary="The definition is not active.",
    rationale="A draft deploys without most of the checks of an activation, and no new run uses it. After a "
    "deploy an older version may still be the active one.",
    source="Metadata API, FlowVersionStatus",
    bad="""
orchestration Order {
  status Draft
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  status Active
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, _: Context) -> Iterator[Found]:
    """Report a draft or a version that was switched off."""
    effect = OFF.get(orchestration.status or "")
    if effect:
        yield Found(
            orchestration.where("status"),
            f"The status is {orchestration.status}: {effect}.",
            "Set the status to Active when it is ready.",
        )
