"""An output that the called flow does not have."""

from collections.abc import Iterator

from ...grammar.sites import Use
from ..approvals import DECISION
from ..called_flows import output_read, outputs
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import did_you_mean
from ..rule import Found, Preset, rule


@rule(
    on=Use,
    needs_whole=True,
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    preset=Preset.CORRECTNESS,
    summary="An output is read that the called flow does not have.",
    rationale="Such a reference yields nothing in every run: conditions that test it are never or always "
    "true, and steps that need it get an empty value. Flow Builder refuses it when the definition is "
    "activated.",
    source='Salesforce Help, "Orchestration Steps" (flow output variables, available for output)',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Post calls Post_It starts when Look.Outputs.totl > 1
    completes when Look is Completed
  }
  flow Post_It { type AutoLaunchedFlow }
  flow Look_Up { type AutoLaunchedFlow  out total: number }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Post calls Post_It starts when Look.Outputs.Total > 1
    completes when Look is Completed
  }
  flow Post_It { type AutoLaunchedFlow }
  flow Look_Up { type AutoLaunchedFlow  out total: number }
}
""",
)
def check(use: Use, context: Context) -> Iterator[Found]:
    """Compare `Step.Outputs.name` with the output variables of the flow that the step calls."""
    read = output_read(context, use.reference) if use.reference.output else None
    if read is None or read[2] is not None:
        return
    step, contract, _ = read
    name = use.reference.output or ""
    if step.is_approval and name.casefold() == DECISION.casefold():
        return
    missing = contract.variable(name) is None
    reason = "has no such variable" if missing else "does not make it available for output"
    yield Found(
        use.reference,
        f"{use.reference.text} is always empty: {contract.name}, which {step.name} calls, {reason}.",
        did_you_mean(name, outputs(contract), "Read another output, or add it to the flow."),
    )
