"""A step that calls nothing."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="A step or condition does not say which flow it calls.",
    rationale="Every step runs a flow or an action; without its name there is nothing to run. Flow Builder "
    "does not activate such a definition.",
    source="Metadata API, FlowStageStep: actionName is required",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report steps without a called flow, and evaluation flows without a name."""
    for stage, step in orchestration.steps():
        if not (step.calls or "").strip():
            yield Found(
                step.where("name"),
                f"{step.name} calls nothing: there is no flow or action for it to run.",
                "Choose the flow that the step runs.",
                element=context.path(stage.name, step.name),
            )
    for call in context.calls:
        if call.evaluation and not call.flow.strip():
            yield Found(
                call.evaluation,
                f"The {call.role} condition of {call.owner.name} calls an evaluation flow without a name.",
                "Choose the evaluation flow.",
                element=call.element,
            )
