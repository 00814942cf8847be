"""A flow of a type that the caller cannot run."""

from collections.abc import Iterator

from ...grammar.model import Step
from ...grammar.sites import Call
from ..assignees import asks_somebody
from ..called_flows import caller, place
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

WORDS = {
    "AutoLaunchedFlow": "an autolaunched flow",
    "Flow": "a screen flow",
    "EvaluationFlow": "an evaluation flow",
    "Orchestrator": "an orchestration",
    "ApprovalWorkflow": "a flow approval process",
}
NO_TRIGGER = (None, "None")


@rule(
    on=Call,
    needs_whole=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="A called flow is of the wrong type for its caller.",
    rationale="Background steps run autolaunched flows, interactive and approval steps screen flows, "
    "conditions evaluation flows. A flow of another type cannot be chosen in Flow Builder, and activation "
    "or the step fails.",
    source='Salesforce Help, "Flows in Orchestrations"',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type Flow }
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
def check(call: Call, context: Context) -> Iterator[Found]:
    """Compare the process type of a called flow with the one that its caller needs."""
    contract = context.contract(call.flow) if call.flow else None
    wanted = _wanted(call)
    if contract is None or wanted is None:
        return
    is_type = contract.process_type
    if is_type in WORDS and is_type != wanted:
        what = "The condition of " if call.evaluation else ""
        yield Found(
            place(call),
            f"{what}{caller(call)} calls {call.flow}, which is {WORDS[is_type]}; it needs {WORDS[wanted]}.",
            f"Call {WORDS[wanted]}.",
        )
    elif contract.trigger_type not in NO_TRIGGER:
        yield Found(
            place(call),
            f"{caller(call)} calls {call.flow}, which starts by itself ({contract.trigger_type}): no step "
            "can call it.",
            "Move its logic into an autolaunched flow without a trigger and call that.",
        )


def _wanted(call: Call) -> str | None:
    if call.evaluation:
        return "EvaluationFlow" if call.evaluation.action_type == "evaluationFlow" else None
    if isinstance(call.owner, Step) and call.owner.is_background:
        return "AutoLaunchedFlow"
    return "Flow" if isinstance(call.owner, Step) and asks_somebody(call.owner) else None
