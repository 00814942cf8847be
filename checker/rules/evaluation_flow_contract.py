"""An evaluation flow that cannot say yes."""

from collections.abc import Iterator

from ...grammar.contract import FlowContract
from ...grammar.sites import Call
from ...grammar.value import Boolean
from ..called_flows import CONDITION_MET, lists_outputs, place
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Call,
    needs_whole=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="An evaluation flow does not return isOrchestrationConditionMet.",
    rationale="Of an evaluation flow only the Boolean output isOrchestrationConditionMet is read. If the "
    "flow has no such output, or never sets it, the condition never holds: the step never starts, or the "
    "stage never completes.",
    source='Salesforce Help, "Evaluation Flows in Orchestrations"',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    completes when flow Is_Ready returns true
  }
  flow Look_Up { type AutoLaunchedFlow }
  flow Is_Ready { type EvaluationFlow  out isReady: boolean }
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
  flow Is_Ready { type EvaluationFlow  out isOrchestrationConditionMet: boolean }
}
""",
)
def check(call: Call, context: Context) -> Iterator[Found]:
    """Look for the output that decides the condition."""
    contract = context.contract(call.flow) if call.evaluation else None
    problem = _problem(contract) if contract else None
    if problem:
        effect = "starts" if call.role == "entry" else "completes"
        yield Found(
            place(call),
            f"Evaluation flow {call.flow} {problem}, so {call.owner.name} never {effect}.",
            f"Give the flow a Boolean variable {CONDITION_MET}, available for output, and set it to true "
            "there.",
        )


def _problem(contract: FlowContract) -> str | None:
    variable = contract.variable(CONDITION_MET)
    if variable is None:
        return f"has no variable {CONDITION_MET}" if lists_outputs(contract) else None
    if not variable.is_output:
        return f"does not make {CONDITION_MET} available for output"
    if variable.domain.base not in ("boolean", ""):
        return f"returns {CONDITION_MET} as {variable.domain.base}, not as Boolean"
    is_true = isinstance(variable.default, Boolean) and variable.default.value
    return f"never sets {CONDITION_MET}" if variable.assigned is False and not is_true else None
