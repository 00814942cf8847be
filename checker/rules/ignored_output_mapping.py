"""An output mapped to a variable that stays empty."""

from collections.abc import Iterator

from ...grammar.model import Step
from ...grammar.sites import Call
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Call,
    severity=Severity.NOTE,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="An output is assigned to a variable of the orchestration.",
    rationale="The assignment of outputs to variables is reserved in the metadata, and "
    "practitioners saw the variable stay empty, although one report uses it. Step.Outputs.name is the documented way to read an "
    "output.",
    source="Metadata API, FlowStageStepOutputParameter: assignToReference is reserved for future use; "
    "observed by practitioners, API 62 to 67",
    bad="""
orchestration Order {
  start autolaunched -> Check
  variable sum: number
  stage Check {
    background Look calls Look_Up { output total -> sum }
  }
  flow Look_Up { type AutoLaunchedFlow  out total: number }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  variable sum: number
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  out total: number }
}
""",
)
def check(call: Call, _: Context) -> Iterator[Found]:
    """Report output mappings of steps and of evaluation flows."""
    step_outputs = call.owner.outputs if isinstance(call.owner, Step) else ()
    for mapping in call.evaluation.outputs if call.evaluation else step_outputs:
        if mapping.variable:
            yield Found(
                mapping,
                f"The output {mapping.name} of {call.flow} is assigned to {mapping.variable}, which "
                "practitioners saw stay empty.",
                f"Read {call.owner.name}.Outputs.{mapping.name} where the value is needed.",
            )
