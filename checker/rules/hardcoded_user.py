"""A person written into the definition."""

from collections.abc import Iterator

from ...grammar.model import Assignee, Orchestration, Step
from ..assignees import assignees, is_empty, literal
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import count, listed
from ..rule import Found, Preset, rule
from ..salesforce_ids import is_salesforce_id


@rule(
    on=Orchestration,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A username is written into the definition.",
    rationale="When that user is frozen or deactivated, every run that reaches the step stops in Error and "
    "has to be repaired and resumed within 14 days. The name also differs between a sandbox and production.",
    source='Salesforce Help, "Orchestration Run" (a step has a frozen or inactive assignee)',
    bad="""
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user "ada@example.com" {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type Flow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  variable approver: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user approver {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type Flow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each literal username once, with the steps that are assigned to it."""
    by_user: dict[str, list[tuple[str, Step, Assignee]]] = {}
    for stage, step, assignee in assignees(orchestration):
        text = literal(assignee)
        if text is None or assignee.kind != "User" or is_empty(assignee) or is_salesforce_id(text.strip()):
            continue
        by_user.setdefault(text.strip().casefold(), []).append((stage.name, step, assignee))
    for places in by_user.values():
        where, step, assignee = places[0]
        name = (literal(assignee) or "").strip()
        steps = listed([step.name for _, step, _ in places])
        yield Found(
            assignee.where("value"),
            f"{name} is written into {count(len(places), 'step')} ({steps}): if that user is deactivated, "
            "every run that gets there stops.",
            "Assign to a queue or a group, or to a resource that yields a username.",
            related=tuple((other.where("value"), f"also {step.name}") for _, step, other in places[1:]),
            element=context.path(where, step.name),
        )
