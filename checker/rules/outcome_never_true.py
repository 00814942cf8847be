"""An outcome that contradicts itself."""

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
    summary="The conditions of an outcome can never hold together.",
    rationale="An outcome whose conditions contradict each other, or compare constants that differ, is never taken: "
    "every run takes another path, and what lies behind the outcome is dead.",
    source="Metadata API, FlowRule: conditionLogic, conditions",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Priority }
  decision Priority {
    outcome Urgent when Look.Outputs.level = "High" and Look.Outputs.level = "Top" -> Ship
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
    outcome Urgent when Look.Outputs.level = "High" or Look.Outputs.level = "Top" -> Ship
    otherwise -> end, intended
  }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow  out level: text }
}
""",
)
def check(clause: Clause, context: Context) -> Iterator[Found]:
    """Report outcomes whose conditions are false for every value."""
    if clause.role != "outcome" or not clause.decision:
        return
    found = settled(clause.requirements, context.names)
    if found and not found.value:
        yield Found(
            clause.requirements.conditions[found.rows[-1] - 1],
            f"Outcome {clause.element.rpartition('/')[2]} of decision {clause.decision.name} is never taken: "
            f"{rows_in_words(clause.requirements, found)} cannot hold whatever the data says.",
            help='Join the conditions with OR ("Any Condition Is Met"), or correct the value that is wrong.',
        )
