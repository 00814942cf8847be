"""A version that was saved with errors."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="The version was saved with errors and cannot be activated.",
    rationale="Status InvalidDraft means that Flow Builder saved the version although it has errors. It deploys as a "
    "draft and is refused when it is activated.",
    source="Metadata API, FlowVersionStatus: InvalidDraft",
    bad="""
orchestration Order {
  status InvalidDraft
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  status Draft
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report status InvalidDraft."""
    if orchestration.status == "InvalidDraft":
        yield Found(
            orchestration.where("status"),
            f"{orchestration.name} was saved with errors (InvalidDraft): this version cannot be activated.",
            help="Open it in Flow Builder, correct the errors it lists, and save it again.",
        )
