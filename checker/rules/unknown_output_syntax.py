"""A part of an element that elements do not have."""

from collections.abc import Iterator

from ...grammar.model import Decision, Outcome, Stage, Step
from ...grammar.sites import Use
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

WITH_STATUS = 2
"""The parts of `Step.Status`."""


@rule(
    on=Use,
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    preset=Preset.CORRECTNESS,
    summary="A reference asks a step, stage or decision for a part that it does not have.",
    rationale="A step gives Status and Outputs.name, a stage gives Status, a decision and its outcomes give no parts. "
    "Anything else, such as Step.Output.name or Step.name, has no value, and a condition on it does not hold when it "
    "should.",
    source='Salesforce Help, "Step Flow Orchestration Resource" and "Stage Flow Orchestration Resource"; output '
    "references observed by practitioners, API 62 to 67",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then In_Stock }
  decision In_Stock {
    when Look.Output.inStock = false -> end
    otherwise -> Ship
  }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow  out inStock: boolean }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then In_Stock }
  decision In_Stock {
    when Look.Outputs.inStock = false -> end
    otherwise -> Ship
  }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow  out inStock: boolean }
}
""",
)
def check(use: Use, context: Context) -> Iterator[Found]:
    """Report an undocumented part of an element; resources may have any fields."""
    reference = use.reference
    parts = reference.parts
    if len(parts) == 1 or reference.is_global:
        return
    named = context.names.all(parts[0])
    if not named or any(not isinstance(node, Stage | Step | Decision | Outcome) for node in named):
        return
    part = parts[1].casefold()
    is_step = any(isinstance(node, Step) for node in named)
    is_stage = any(isinstance(node, Stage) for node in named)
    if part == "status" and len(parts) == WITH_STATUS and (is_step or is_stage):
        return
    if is_step:
        if part == "outputs" and len(parts) > WITH_STATUS:
            return
        output = ".".join(parts[1 + part.startswith("output") :]) or "name"
        message = f'A step gives Status and Outputs, but "{reference.text}" asks {parts[0]} for {parts[1]}.'
        help = f'Did you mean "{parts[0]}.Outputs.{output}"?'
    elif is_stage:
        message = f'A stage gives only its Status, but "{reference.text}" asks {parts[0]} for {parts[1]}.'
        help = f'Read "{parts[0]}.Status", or an output of one of its steps.'
    else:
        message = (
            f'Decisions and outcomes have no parts, but "{reference.text}" asks {parts[0]} for {parts[1]}.'
        )
        help = "Read an output of a step, or test the outcome itself."
    yield Found(reference, message, help=help)
