"""An approval process in a context that it may not run in."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

SINCE = 60
MODE = "SystemModeWithoutSharing"


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    preset=Preset.CORRECTNESS,
    summary="An approval process does not run in system context without sharing.",
    rationale="Since API 60 orchestrations run in system context without sharing, and an approval process has to say "
    "so: with another runInMode, or none, it deploys as a draft and was seen to be refused at activation.",
    source="Metadata API, FlowRunInMode; refusal observed by practitioners, API 62 to 67",
    bad="""
approval Contract {
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review { approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal }
}
""",
    good="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review { approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report an approval process with another run mode."""
    mode = orchestration.setting("runInMode")
    if not orchestration.is_approval or mode == MODE or (orchestration.api_version or SINCE) < SINCE:
        return
    spans = {setting.name: setting.span for setting in orchestration.settings}
    says = f"runs in {mode}" if mode else "does not say how it runs (runInMode)"
    yield Found(
        spans.get("runInMode", orchestration.where("name")),
        f"{orchestration.name} {says}: an approval process has to run in {MODE}, or it is refused at activation.",
        help="In the version properties choose to run in system context without sharing.",
    )
