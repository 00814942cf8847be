"""An assignee that no package can hold."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..assignees import LITERAL_KINDS, assignees, is_empty, literal
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import count, listed
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    severity=Severity.NOTE,
    confidence=Confidence.CERTAIN,
    preset=Preset.PEDANTIC,
    summary="Steps with a literal user, group or queue cannot be packaged.",
    rationale="Salesforce refuses a package with an orchestration that has a step of assignee type User, "
    "Group or Queue with a literal name. It matters only to those who package.",
    source="Salesforce platform text seen when packaging, observed by practitioners, API 62 to 67",
    bad="""
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to queue Desk {
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
def check(orchestration: Orchestration, _: Context) -> Iterator[Found]:
    """Report once which steps have a literal assignee."""
    literals = [
        (step, assignee)
        for _, step, assignee in assignees(orchestration)
        if assignee.kind in LITERAL_KINDS and literal(assignee) is not None and not is_empty(assignee)
    ]
    if literals:
        steps = [step.name for step, _ in literals]
        has = "has" if len(steps) == 1 else "have"
        yield Found(
            literals[0][1].where("value"),
            f"{count(len(steps), 'step')} {has} a literal assignee ({listed(steps)}): a package with this "
            "orchestration is refused.",
            "For a package, let an input variable or custom metadata say who is asked.",
        )
