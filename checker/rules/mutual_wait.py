"""Steps that wait for each other."""

from collections.abc import Iterator

from ...grammar.model import Orchestration, Step
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule
from ..waiting import waits


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="Two steps wait for each other, or a step waits for itself.",
    rationale="A step that starts when another one is Completed stays Not Started until then. When the other one "
    "waits for it in turn, neither ever starts, and a stage that completes with all its steps never completes.",
    source='Salesforce Help, "Flow Orchestration Background Steps" and "Interactive Steps", entry conditions',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up starts when Count is Completed
    background Count calls Look_Up starts when Look is Completed
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up starts when Count is Completed or Look is NotStarted
    background Count calls Look_Up starts when Look is Completed
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each such step or pair of steps once."""
    names = context.names
    for stage, step in orchestration.steps():
        if not step.entry:
            continue
        for wait in waits(step):
            other = names.step(wait.step)
            if other is step:
                message = f"Step {step.name} starts only when {step.name} itself is {wait.label}, so it never starts."
            elif (
                other and _later(step, other) and any(names.step(back.step) is step for back in waits(other))
            ):
                message = (
                    f"Step {step.name} waits for {other.name}, and {other.name} waits for {step.name}. Neither ever "
                    "starts, and both stay Not Started."
                )
            else:
                continue
            yield Found(
                wait.condition,
                message,
                help="Let one of them start with the stage, or on something that can happen.",
                element=context.path(stage.name, step.name),
            )
            break


def _later(step: Step, other: Step) -> bool:
    return step.span > other.span
