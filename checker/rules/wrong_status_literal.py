"""A status that nothing ever has."""

from collections.abc import Iterator

from ...engine.statuses import StageStatus, StepStatus
from ...grammar.condition import Condition
from ...grammar.sites import Clause
from ..context import Context
from ..finding import Confidence, Severity
from ..literals import text_of
from ..prose import did_you_mean
from ..rule import Found, Preset, rule
from ..subjects import subject_of

STEP = tuple(status.value for status in StepStatus)
STAGE = tuple(status.value for status in StageStatus)


@rule(
    on=Clause,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A status is compared with a text that is no status of that kind.",
    rationale="A step is NotStarted, InProgress, Completed, Discontinued, Error or Canceled; a stage has the same "
    "without NotStarted, and Suspended. These are the stored values: the labels people see, such as In Progress, are "
    "not stored. A comparison with anything else never holds.",
    source="Object Reference, FlowOrchestrationStepInstance and FlowOrchestrationStageInstance: Status",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Count calls Look_Up starts when Look.Status = "Complete"
    completes when Look is Completed
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Count calls Look_Up starts when Look.Status = "Completed"
    completes when Look is Completed
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(clause: Clause, context: Context) -> Iterator[Found]:
    """Report equality tests of a status with anything but a status of the step or stage."""
    for condition in clause.requirements.conditions:
        if condition.left.is_status and condition.operator in ("EqualTo", "NotEqualTo"):
            yield from _judge(condition, clause, context)


def _judge(condition: Condition, clause: Clause, context: Context) -> Iterator[Found]:
    literal = text_of(condition.right, context.names)
    name = condition.left.root
    step = context.names.step(name)
    if literal is None or not (step or context.names.stage(name)):
        return
    kind, statuses = ("step", STEP) if step else ("stage", STAGE)
    if literal in statuses:
        return
    never = "never holds" if condition.operator == "EqualTo" else "always holds once there is a status"
    yield Found(
        condition.where("right"),
        f'"{literal}" is no status that a {kind} can have, so in {subject_of(clause)} the comparison with '
        f"{condition.left.text} {never}.",
        help=did_you_mean(
            literal.replace(" ", ""), statuses, f"The statuses of a {kind} are {', '.join(statuses)}."
        ),
    )
