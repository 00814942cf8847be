"""A step of a kind that the definition cannot hold."""

from collections.abc import Iterator

from ...grammar.model import Step
from ...grammar.wording import step_kind_words
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

ORCHESTRATION = frozenset({"stepBackground", "stepInteractive", "stepMuleSoft", "createWorkItem"})
APPROVAL = frozenset({"stepBackground", "stepApproval"})


@rule(
    on=Step,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="A step is of a kind that this kind of definition does not allow.",
    rationale="An orchestration holds background, interactive and MuleSoft steps; an approval process holds background "
    "and approval steps. Any other kind of step is refused.",
    source="Metadata API, FlowStageStep: actionType; refusals observed by practitioners, API 62",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { approval Ask calls standard_approvals__EvaluateApproval assigned to queue Desk }
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
def check(step: Step, context: Context) -> Iterator[Found]:
    """Report a step whose kind is none of the kinds that its definition may hold."""
    allowed, holds = ORCHESTRATION, "An orchestration holds only background, interactive and MuleSoft steps"
    if context.orchestration.is_approval:
        allowed, holds = APPROVAL, "An approval process holds only background and approval steps"
    if step.action_type not in allowed:
        yield Found(
            step.where("action_type"),
            f"{holds}, and {step.name} is none of these ({step_kind_words(step)}): it is refused at activation.",
            help="Use a step of one of these kinds, or the other kind of definition.",
        )
