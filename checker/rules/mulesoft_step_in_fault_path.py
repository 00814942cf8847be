"""A MuleSoft step on a fault path."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    severity=Severity.WARNING,
    confidence=Confidence.POSSIBLE,
    preset=Preset.RECOMMENDED,
    summary="A fault path has a MuleSoft step.",
    rationale="The documents name background and interactive steps as what stages of a fault path can "
    "contain, not MuleSoft steps; and an error of a MuleSoft action cannot be resumed, so the path that "
    "should save the run may end it.",
    source='Salesforce Help, "Orchestration Stages" (fault paths) and "Orchestration Run"',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    on error -> Fix
  }
  stage Fix { mulesoft Repair calls Repair_It }
  flow Repair_It { type AutoLaunchedFlow }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    on error -> Fix
  }
  stage Fix { background Repair calls Repair_It }
  flow Repair_It { type AutoLaunchedFlow }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report MuleSoft steps in stages that only a fault path reaches."""
    on_fault_path = {name for stage in orchestration.stages for name in context.graph.fault_path(stage.name)}
    for stage, step in orchestration.steps():
        if step.is_mulesoft and stage.name in on_fault_path:
            yield Found(
                step.where("name"),
                f"{step.name} is a MuleSoft step on a fault path, where only background and interactive "
                "steps are documented.",
                "Call the service from a background step.",
                element=context.path(stage.name, step.name),
            )
