"""An output of an evaluation flow that nobody gets."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..called_flows import CONDITION_MET, outputs, place
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    severity=Severity.NOTE,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="An evaluation flow has outputs that are thrown away.",
    rationale="Whatever an evaluation flow returns besides isOrchestrationConditionMet is discarded; "
    "nothing in the orchestration can read it.",
    source='Salesforce Help, "Evaluation Flows in Orchestrations"',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    completes when flow Is_Ready returns true
  }
  flow Look_Up { type AutoLaunchedFlow }
  flow Is_Ready { type EvaluationFlow  out isOrchestrationConditionMet: boolean  out reason: text }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    completes when flow Is_Ready returns true
  }
  flow Look_Up { type AutoLaunchedFlow }
  flow Is_Ready { type EvaluationFlow  out isOrchestrationConditionMet: boolean  in reason: text }
}
""",
)
def check(_: Orchestration, context: Context) -> Iterator[Found]:
    """Report further outputs of each evaluation flow once."""
    for flow, calls in context.calls_by_flow.items():
        contract = context.contract(flow)
        if contract is None or not calls[0].evaluation:
            continue
        ignored = [name for name in outputs(contract) if name.casefold() != CONDITION_MET.casefold()]
        if ignored:
            yield Found(
                place(calls[0]),
                f"Evaluation flow {flow} returns {listed(ignored)}, which is thrown away: only "
                f"{CONDITION_MET} is read.",
                "Return such values from a background step.",
                element=calls[0].element,
            )
