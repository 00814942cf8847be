"""More requirements than a step or stage takes."""

from collections.abc import Iterator

from ...grammar.sites import Clause
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule
from ..subjects import subject_of

MOST = 10


@rule(
    on=Clause,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="An entry or exit condition has more than ten requirements.",
    rationale="A step's entry, a step's exit and a stage's exit take up to ten requirements each. Flow Builder offers "
    "no more, so a definition with more was not written there and may not open or activate.",
    source='Salesforce Help, "Orchestration Stages" and "Orchestration Steps": up to 10 requirements',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    completes when Look is Completed or Look is Error
      or Look.Outputs.a = 1 or Look.Outputs.a = 2 or Look.Outputs.a = 3 or Look.Outputs.a = 4
      or Look.Outputs.a = 5 or Look.Outputs.a = 6 or Look.Outputs.a = 7 or Look.Outputs.a = 8
      or Look.Outputs.a = 9
  }
  flow Look_Up { type AutoLaunchedFlow  out a: number }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    completes when Look is Completed or Look is Error
      or Look.Outputs.a = 1 or Look.Outputs.a = 2 or Look.Outputs.a = 3 or Look.Outputs.a = 4
      or Look.Outputs.a = 5 or Look.Outputs.a = 6 or Look.Outputs.a = 7 or Look.Outputs.a = 8
  }
  flow Look_Up { type AutoLaunchedFlow  out a: number }
}
""",
)
def check(clause: Clause, context: Context) -> Iterator[Found]:
    """Report an entry or exit condition above the limit; none is documented for outcomes and triggers."""
    count = len(clause.requirements.conditions)
    if count > MOST and clause.role in ("entry", "exit"):
        yield Found(
            clause.requirements.conditions[MOST],
            f"{subject_of(clause)} has {count} requirements, and {MOST} is the limit.".replace(
                "the", "The", 1
            ),
            help="Move the test into an evaluation flow, or into a formula that is one requirement.",
        )
