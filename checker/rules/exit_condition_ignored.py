"""An exit condition on a step that has none."""

from collections.abc import Iterator

from ...grammar.model import Step
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Step,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="A background or MuleSoft step has an exit condition.",
    rationale="Exit conditions belong to steps that people do. A background step is Completed when its flow is, a "
    "MuleSoft step when its action is, so a condition written there does not hold the step back.",
    source="Metadata API, FlowStageStep: exitConditions are for interactive steps",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { completes when Look.Outputs.inStock = true }
  }
  flow Look_Up { type AutoLaunchedFlow  out inStock: boolean }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    interactive Look calls Form assigned to queue Desk { completes when Look.Outputs.inStock = true }
  }
  flow Form { type Flow  out inStock: boolean }
}
""",
)
def check(step: Step, context: Context) -> Iterator[Found]:
    """Report requirements or an evaluation flow at the exit of such a step."""
    condition = step.exit or step.exit_flow
    if condition and (step.is_background or step.is_mulesoft):
        kind = "background" if step.is_background else "MuleSoft"
        yield Found(
            condition,
            f"The exit condition of {step.name} has no effect: a {kind} step is Completed as soon as what it calls is.",
            help="Delete it, or test it where the result matters: in a later step's entry, the stage's exit or a decision.",
        )
