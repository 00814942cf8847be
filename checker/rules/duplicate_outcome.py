"""An outcome that an earlier one leaves nothing to."""

from collections.abc import Iterator

from ...grammar.condition import All, Any, Logic, Row
from ...grammar.model import Decision, Outcome
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Decision,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="An outcome has the same conditions as an earlier one.",
    rationale="Outcomes are tried in the order of the decision and the first that holds is taken. A later outcome "
    "with the same conditions is never taken, so its path is dead.",
    source="Metadata API, FlowDecision: rules are tried in order",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Priority }
  decision Priority {
    outcome Urgent when Look.Outputs.level = "High" -> Ship
    outcome Normal when Look.Outputs.level = "High" -> Store
    otherwise -> end, intended
  }
  stage Ship { background Send calls Look_Up }
  stage Store { background Keep calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow  out level: text }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Priority }
  decision Priority {
    outcome Urgent when Look.Outputs.level = "High" -> Ship
    outcome Normal when Look.Outputs.level = "Low" -> Store
    otherwise -> end, intended
  }
  stage Ship { background Send calls Look_Up }
  stage Store { background Keep calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow  out level: text }
}
""",
)
def check(decision: Decision, context: Context) -> Iterator[Found]:
    """Report every outcome whose conditions an earlier outcome has too."""
    earlier: dict[object, list[Outcome]] = {}
    for outcome in decision.outcomes:
        asked = _asked(outcome)
        if asked is None:
            continue
        for first in earlier.get(asked, ()):
            if outcome.requires_change or not first.requires_change:
                yield Found(
                    outcome.where("name"),
                    f"Outcome {outcome.name} of decision {decision.name} has the same conditions as {first.name}, which "
                    "is tried before it, so it is never taken.",
                    help="Change its conditions, or delete the outcome that is not needed.",
                    related=((first.where("name"), f"{first.name} is tried first"),),
                    element=context.path(decision.name, outcome.name),
                )
                break
        earlier.setdefault(asked, []).append(outcome)


def _asked(outcome: Outcome) -> object:
    """What an outcome asks, equal for conditions in another order; None where nothing is asked."""
    conditions = outcome.requirements.conditions
    logic: Logic = outcome.requirements.logic
    match logic:
        case All() | Any() if all(isinstance(part, Row) for part in logic.parts):
            return (type(logic), frozenset(conditions)) if conditions else None
        case _:
            return outcome.requirements
