"""An outcome that nothing is asked of."""

from collections.abc import Iterator

from ...grammar.model import Outcome
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Outcome,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="An outcome of a decision has no conditions.",
    rationale="An outcome is taken when its conditions hold. Without any, the text does not say when that is; read "
    "literally it always is, and then no later outcome and no default is ever taken.",
    source="Metadata API, FlowRule: conditions",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then In_Stock }
  decision In_Stock {
    outcome Available when always -> Ship
    otherwise -> end, intended
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
    outcome Available when Look.Outputs.inStock = true -> Ship
    otherwise -> end, intended
  }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow  out inStock: boolean }
}
""",
)
def check(outcome: Outcome, context: Context) -> Iterator[Found]:
    """Report an outcome without conditions; one that is put into words for a language model has tags of its own."""
    if not outcome.requirements.conditions and not outcome.unknown:
        yield Found(
            outcome.where("name"),
            f"Outcome {outcome.name} has no conditions. Read literally it is always taken, and what stands after it "
            "in the decision never is.",
            help="Add its conditions, or make its path the default.",
        )
