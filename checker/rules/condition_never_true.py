"""An entry, exit or trigger that contradicts itself."""

from collections.abc import Iterator

from ...grammar.sites import Clause
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule
from ..settled_conditions import rows_in_words, settled
from ..subjects import subject_of

CONSEQUENCES = {
    "entry": "the step never starts",
    "exit": "it is never met",
    "filter": "no record starts a run",
}


@rule(
    on=Clause,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="The requirements of an entry, an exit or Start can never hold together.",
    rationale="Requirements that contradict each other are never met: the step stays Not Started, the stage or step "
    "stays In Progress, or no record starts a run.",
    source='Salesforce Help, "Orchestration Steps" and "Orchestration Stages", requirements',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Count calls Look_Up starts when Look.Outputs.level = "High" and Look.Outputs.level is null
    completes when Look is Completed
  }
  flow Look_Up { type AutoLaunchedFlow  out level: text }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Count calls Look_Up starts when Look.Outputs.level = "High" or Look.Outputs.level is null
    completes when Look is Completed
  }
  flow Look_Up { type AutoLaunchedFlow  out level: text }
}
""",
)
def check(clause: Clause, context: Context) -> Iterator[Found]:
    """Report requirements that are false for every value; outcomes have a rule of their own."""
    if clause.role == "outcome":
        return
    found = settled(clause.requirements, context.names)
    if found and not found.value:
        subject = subject_of(clause)
        yield Found(
            clause.requirements.conditions[found.rows[-1] - 1],
            f"{subject.replace('the', 'The', 1)} cannot be met whatever the data says "
            f"({rows_in_words(clause.requirements, found)}): {CONSEQUENCES[clause.role]}.",
            help='Join the requirements with OR ("Any Condition Is Met"), or correct the value that is wrong.',
        )
