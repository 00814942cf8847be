"""Steps of the pilot release."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    severity=Severity.NOTE,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="Steps use the pilot's action type createWorkItem.",
    rationale="createWorkItem is how interactive steps were stored in the pilot, API version 52. Since API 53 the "
    "documents name stepInteractive; what applies to interactive steps today need not apply to the old form.",
    source="Metadata API, FlowStageStep: actionType (API 53 and later)",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { work item Ask calls Form assigned to queue Desk }
  flow Form { type Flow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check { interactive Ask calls Form assigned to queue Desk }
  flow Form { type Flow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report once that there are steps of this kind."""
    old = [(stage, step) for stage, step in orchestration.steps() if step.action_type == "createWorkItem"]
    if old:
        stage, step = old[0]
        yield Found(
            step.where("action_type"),
            f"{listed([each.name for _, each in old])}: action type createWorkItem is that of the pilot (API 52); interactive steps are stepInteractive "
            "since API 53.",
            help="Recreate the steps as interactive steps in a current version.",
            element=context.path(stage.name, step.name),
        )
