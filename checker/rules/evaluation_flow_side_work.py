"""An evaluation flow that does more than look."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..called_flows import place
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule

WORK = {
    "loops": "loops",
    "actionCalls": "calls actions",
    "apexPluginCalls": "calls Apex plug-ins",
    "waits": "waits",
}


@rule(
    on=Orchestration,
    severity=Severity.WARNING,
    confidence=Confidence.POSSIBLE,
    preset=Preset.RECOMMENDED,
    summary="An evaluation flow loops or calls actions.",
    rationale="An evaluation flow runs again each time a step of the stage completes or an event is "
    "published. Loops over records and callouts are then repeated each time; the guidelines tell to keep "
    "both out of it.",
    source='Salesforce Help, "Evaluation Flows in Orchestrations"; Automate Your Business Processes with '
    "Salesforce Flow, evaluation flow guidelines",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    completes when flow Is_Ready returns true
  }
  flow Look_Up { type AutoLaunchedFlow }
  flow Is_Ready { type EvaluationFlow  out isOrchestrationConditionMet: boolean  elements loops }
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
  flow Is_Ready { type EvaluationFlow  out isOrchestrationConditionMet: boolean  elements decisions }
}
""",
)
def check(_: Orchestration, context: Context) -> Iterator[Found]:
    """Report each evaluation flow with loops, actions or waits once."""
    for name, calls in context.calls_by_flow.items():
        contract = context.contract(name)
        work = [what for tag, what in WORK.items() if contract and tag in contract.elements]
        asking = [call for call in calls if call.evaluation]
        if work and asking:
            yield Found(
                place(asking[0]),
                f"Evaluation flow {name} {listed(work)}, and it runs again each time a step completes.",
                "Do that work in a background step and let the evaluation flow read its result.",
                related=tuple((place(call), "also called here") for call in asking[1:]),
                element=asking[0].element,
            )
