"""A condition that custom logic leaves out."""

from collections.abc import Iterator

from ...grammar.condition import All, Any, Logic, Not, Row
from ...grammar.sites import Clause
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule
from ..subjects import subject_of


@rule(
    on=Clause,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="Custom logic does not use one of the conditions.",
    rationale="Only the conditions whose numbers stand in the custom logic are asked. One that was added later and "
    "is missing there has no effect, although it looks as if it had.",
    source='Salesforce Help, "Orchestration Stages", requirements with custom condition logic',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Priority }
  decision Priority {
    outcome Urgent when logic "1 OR 2" {
      1: Look.Outputs.level = "High"
      2: Look.Outputs.level = "Top"
      3: Look.Outputs.inStock = true
    } -> Ship
    otherwise -> end, intended
  }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow  out level: text  out inStock: boolean }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Priority }
  decision Priority {
    outcome Urgent when logic "(1 OR 2) AND NOT 3" {
      1: Look.Outputs.level = "High"
      2: Look.Outputs.level = "Top"
      3: Look.Outputs.inStock = false
    } -> Ship
    otherwise -> end, intended
  }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow  out level: text  out inStock: boolean }
}
""",
)
def check(clause: Clause, context: Context) -> Iterator[Found]:
    """Report each condition that the logic does not name."""
    requirements = clause.requirements
    rows = _rows(requirements.logic)
    if rows is None:
        return
    for number, condition in enumerate(requirements.conditions, 1):
        if number not in rows:
            yield Found(
                condition,
                f"Condition {number} of {subject_of(clause)} is not used by its logic, so it has no effect.",
                help=f"Add {number} to the logic, or delete the condition.",
            )


def _rows(logic: Logic) -> set[int] | None:
    """The numbers that the logic names; None where it cannot be read."""
    match logic:
        case Row():
            return {logic.number}
        case Not():
            return _rows(logic.part)
        case All() | Any():
            found: set[int] = set()
            for part in logic.parts:
                rows = _rows(part)
                if rows is None:
                    return None
                found |= rows
            return found
        case _:
            return None
