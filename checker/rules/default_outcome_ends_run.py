"""A run that ends because nothing matched."""

from collections.abc import Iterator

from ...grammar.model import Decision
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule


@rule(
    on=Decision,
    needs_whole=True,
    severity=Severity.NOTE,
    confidence=Confidence.POSSIBLE,
    preset=Preset.RECOMMENDED,
    summary="A decision's default outcome ends the run, while its other outcomes go on.",
    rationale="Whatever matches no outcome takes the default. When that has no connector the run is Completed there, "
    "also for null and for a picklist value that was added later, with the remaining work undone.",
    source="Metadata API, FlowDecision: defaultConnector",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then In_Stock }
  decision In_Stock {
    when Look.Outputs.inStock = true -> Ship
    otherwise -> end
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
    when Look.Outputs.inStock = true -> Ship
    otherwise -> end, intended
  }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow  out inStock: boolean }
}
""",
)
def check(decision: Decision, context: Context) -> Iterator[Found]:
    """Note a default that ends the run beside outcomes that do not, unless the author calls it intended."""
    if decision.default or decision.default_intended:
        return
    onward = [outcome.connector.target for outcome in decision.outcomes if outcome.connector]
    if onward:
        yield Found(
            decision.spans.get("default_label", decision.where("name")),
            f"Whatever matches no outcome of decision {decision.name}, null included, ends the run as Completed without "
            f"reaching {listed(tuple(dict.fromkeys(onward)))}.",
            help='If that is meant, say so: "otherwise -> end, intended", in XML the comment '
            "<!-- stageproof: end intended --> in the decision. Else connect the default.",
        )
