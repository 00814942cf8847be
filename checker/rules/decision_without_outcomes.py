"""A decision that decides nothing."""

from collections.abc import Iterator

from ...grammar.model import Decision
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Decision,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="A decision has no outcome besides the default.",
    rationale="Outcomes are tried in order and the default outcome is taken when none holds. With no outcome every "
    "run takes the default, so whatever the decision was meant to tell apart is treated alike.",
    source="Metadata API, FlowDecision: rules, defaultConnector",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then In_Stock }
  decision In_Stock { otherwise -> Ship }
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
def check(decision: Decision, context: Context) -> Iterator[Found]:
    """Report a decision that has only its default."""
    if not decision.outcomes:
        target = decision.default.target if decision.default else "End"
        yield Found(
            decision.where("name"),
            f"Decision {decision.name} has no outcome, so every run takes its default path to {target}.",
            help="Add the outcome it should tell apart, or delete the decision.",
        )
