"""A stage without steps."""

from collections.abc import Iterator

from ...grammar.model import Stage
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Stage,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="A stage has no steps.",
    rationale="A stage is to contain at least one step. A stage without steps does nothing and asks nobody; usually "
    "it is one that was never filled.",
    source='Salesforce Help, "Orchestration Stages"',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Ship }
  stage Ship { }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Ship }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(stage: Stage, context: Context) -> Iterator[Found]:
    """Report a stage that holds no step."""
    if not stage.steps:
        yield Found(
            stage.where("name"),
            f"Stage {stage.name} has no steps: a run that reaches it does nothing there.",
            help="Add the step that the stage is meant for, or delete the stage and connect around it.",
        )
