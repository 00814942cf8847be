"""Custom logic that is longer than it may be."""

from collections.abc import Iterator

from ...grammar.logic import logic_text
from ...grammar.sites import Clause
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule
from ..subjects import subject_of

LONGEST = 1000
EXAMPLE = """
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Priority }
  decision Priority {
    outcome Urgent when logic "LOGIC" {
      1: Look.Outputs.a1 = true
      2: Look.Outputs.a2 = true
      3: Look.Outputs.a3 = true
      4: Look.Outputs.a4 = true
      5: Look.Outputs.a5 = true
      6: Look.Outputs.a6 = true
    } -> Ship
    otherwise -> end, intended
  }
  stage Ship { background Send calls Look_Up }
  flow Look_Up {
    type AutoLaunchedFlow
    out a1: boolean  out a2: boolean  out a3: boolean  out a4: boolean  out a5: boolean  out a6: boolean
  }
}
"""
TERM = "1 AND NOT 2 AND 3 AND NOT 4 AND 5 AND NOT 6"


@rule(
    on=Clause,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="Custom condition logic has more than 1,000 characters.",
    rationale="The text of custom condition logic takes up to 1,000 characters. A longer one was not written in Flow "
    "Builder and may not open or activate.",
    source="Automate Your Business Processes with Salesforce Flow, custom condition logic",
    bad=EXAMPLE.replace("LOGIC", " OR ".join([TERM] * 22)),
    good=EXAMPLE.replace("LOGIC", " OR ".join([TERM] * 21)),
)
def check(clause: Clause, context: Context) -> Iterator[Found]:
    """Report logic whose text is too long."""
    requirements = clause.requirements
    length = len(logic_text(requirements.logic, len(requirements.conditions)))
    if length > LONGEST:
        yield Found(
            requirements.where("logic"),
            f"The condition logic of {subject_of(clause)} has {length} characters, and 1,000 is the limit.",
            help="Move the test into an evaluation flow, or split it over several decisions.",
        )
