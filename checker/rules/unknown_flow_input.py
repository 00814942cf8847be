"""An input that the called flow does not have."""

from collections.abc import Iterator

from ...grammar.sites import Call
from ..called_flows import PLATFORM_INPUT, caller, lists_inputs
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import did_you_mean
from ..rule import Found, Preset, rule


@rule(
    on=Call,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A value is passed to an input that the called flow does not have.",
    rationale="The flow never sees the value: it runs with its own default, which is usually nothing, or "
    "the call is refused. A renamed variable in the flow is the usual cause.",
    source="Metadata API, FlowStageStepInputParameter; Flow reference, variables available for input",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input ordreId = "1" }
  }
  flow Look_Up { type AutoLaunchedFlow  in orderId: text }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input orderID = "1"  input ActionInput__RecordId = "1" }
  }
  flow Look_Up { type AutoLaunchedFlow  in orderId: text }
}
""",
)
def check(call: Call, context: Context) -> Iterator[Found]:
    """Compare the parameters of a call that have a value with the inputs of the flow."""
    contract = context.contract(call.flow) if call.inputs else None
    if contract is None or not lists_inputs(contract):
        return
    inputs = {variable.name.casefold(): variable.name for variable in contract.variables if variable.is_input}
    for parameter in call.inputs:
        name = parameter.name.casefold()
        if name in inputs or name.startswith(PLATFORM_INPUT) or parameter.value is None:
            continue
        variable = contract.variable(name)
        reason = (
            "has no such variable" if variable is None else "does not make that variable available for input"
        )
        yield Found(
            parameter.where("name"),
            f"{caller(call)} passes {parameter.name} to {call.flow}, which {reason}: the value gets lost.",
            did_you_mean(name, inputs.values(), "Remove it, or add the input variable to the flow."),
        )
