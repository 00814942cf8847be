"""Custom logic that is none."""

from collections.abc import Iterator

from ...grammar.condition import Unreadable
from ...grammar.sites import Clause
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule
from ..subjects import subject_of


@rule(
    on=Clause,
    needs_whole=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="Custom condition logic cannot be read, or names a condition that is not there.",
    rationale="Custom logic joins the numbers of the conditions with AND, OR and NOT and parentheses. What cannot be "
    "read so, or names a condition that does not exist, cannot be activated.",
    source="Metadata API, FlowStageStep: entryConditionLogic; FlowRule: conditionLogic",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Priority }
  decision Priority {
    outcome Urgent when logic "1 OR 3" {
      1: Look.Outputs.level = "High"
      2: Look.Outputs.level = "Top"
    } -> Ship
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
    outcome Urgent when logic "1 OR 2" {
      1: Look.Outputs.level = "High"
      2: Look.Outputs.level = "Top"
    } -> Ship
    otherwise -> end, intended
  }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow  out level: text }
}
""",
)
def check(clause: Clause, context: Context) -> Iterator[Found]:
    """Report logic that cannot be read; a formula in place of conditions is another matter."""
    requirements = clause.requirements
    logic = requirements.logic
    if isinstance(logic, Unreadable) and logic.text.strip().lower() != "formula":
        yield Found(
            requirements.where("logic"),
            f'The condition logic "{logic.text}" of {subject_of(clause)} is wrong: {logic.reason.rstrip(".")}.',
            help="Join the numbers of the conditions with AND, OR, NOT and parentheses, as in 1 AND (2 OR 3).",
        )
