"""An outcome that every run takes."""

from collections.abc import Iterator

from ...grammar.sites import Clause
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule
from ..settled_conditions import rows_in_words, settled


@rule(
    on=Clause,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="The conditions of an outcome hold whatever the data says.",
    rationale="An outcome that always holds is taken by every run that tries it. The outcomes after it and the "
    "default outcome are dead. The usual cause is two Does Not Equal conditions joined with OR.",
    source="Metadata API, FlowDecision: rules are tried in order",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Priority }
  decision Priority {
    outcome Normal when Look.Outputs.level <> "High" or Look.Outputs.level <> "Top" -> Ship
    otherwise -> end, intended
  }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow  out level: text }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Priority }
  decision Priority {
    outcome Normal when Look.Outputs.level <> "High" and Look.Outputs.level <> "Top" -> Ship
    otherwise -> end, intended
  }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow  out level: text }
}
""",
)
def check(clause: Clause, context: Context) -> Iterator[Found]:
    """Report outcomes whose conditions are true for every value."""
    if clause.role != "outcome" or not clause.decision:
        return
    found = settled(clause.requirements, context.names)
    if found and found.value:
        yield Found(
            clause.requirements.conditions[found.rows[-1] - 1],
            f"Outcome {clause.element.rpartition('/')[2]} of decision {clause.decision.name} is always taken when it is "
            f"tried: {rows_in_words(clause.requirements, found)} hold whatever the data says.",
            help='Join the conditions with AND ("All Conditions Are Met"), or make the path the default.',
        )
