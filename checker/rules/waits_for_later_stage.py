"""A step that waits for a stage that comes after its own."""

from collections.abc import Iterator

from ...grammar.model import Step
from ..context import Context
from ..finding import Confidence, Severity
from ..paths import leads_to
from ..rule import Found, Preset, rule
from ..waiting import waits


@rule(
    on=Step,
    needs_whole=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="A step waits for a step of a stage that cannot have run before.",
    rationale="One stage is in progress at a time, and a step has a status only once its stage is in progress. When no "
    "path leads from the other step's stage to this one, that step has no status yet, and the waiting step never "
    "starts.",
    source='Salesforce Help, "Orchestration Steps", when the step status is available; "Orchestration Stages"',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Count calls Look_Up starts when Send is Completed
    then Ship
  }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    then Ship
  }
  stage Ship {
    background Send calls Look_Up
    background Count calls Look_Up starts when Look is Completed
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(step: Step, context: Context) -> Iterator[Found]:
    """Report waits for a step whose stage cannot come first; a recall may come after any stage."""
    if not step.entry:
        return
    stage = context.stage_of(step)
    for wait in waits(step):
        other = context.names.stage_of_step(wait.step)
        if len(context.names.all(wait.step)) > 1:
            continue
        if other is None or other is stage or stage.name in context.graph.recall:
            continue
        if not leads_to(context.graph, other.name, stage.name, fault=True):
            yield Found(
                wait.condition,
                f"Step {step.name} waits for {wait.step} to be {wait.label}, but no path leads from its stage "
                f"{other.name} to {stage.name}: {wait.step} cannot have run, so {step.name} never starts.",
                help=f"Move {step.name} into {other.name} or a stage after it, or wait for something else.",
            )
