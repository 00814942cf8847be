"""A value of the wrong type for an input."""

from collections.abc import Iterator

from ...grammar.contract_words import domain_words
from ...grammar.sites import Call
from ...grammar.wording import value_words
from ..called_flows import caller
from ..context import Context
from ..finding import Confidence, Severity
from ..parameter_types import admits, domain_of, takes
from ..rule import Found, Preset, rule


@rule(
    on=Call,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A value is passed to an input of another type.",
    rationale="A value that cannot be converted makes the call fail when the step starts, outside the called "
    "flow: that error cannot be resumed.",
    source='Flow reference, variables and data types; Salesforce Help, "Orchestration Run" (recoverable and '
    "non-recoverable errors)",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input limit = "many" }
  }
  flow Look_Up { type AutoLaunchedFlow  in limit: number }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input limit = "10" }
  }
  flow Look_Up { type AutoLaunchedFlow  in limit: number }
}
""",
)
def check(call: Call, context: Context) -> Iterator[Found]:
    """Compare literals and typed resources with the inputs of the flow."""
    contract = context.contract(call.flow) if call.inputs else None
    if contract is None:
        return
    for parameter in call.inputs:
        variable = contract.variable(parameter.name)
        given = domain_of(parameter.value, context)
        if variable is None or given is None or parameter.value is None:
            continue
        if not takes(variable.domain, given) or not admits(variable.domain, parameter.value):
            yield Found(
                parameter.where("value"),
                f"{caller(call)} passes {value_words(parameter.value)} to {variable.name} of {call.flow}, "
                f"which takes {domain_words(variable.domain)}.",
                "Pass a value of that type.",
            )
