"""One member decides for a group."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..assignees import assignees
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import count, listed
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    severity=Severity.NOTE,
    confidence=Confidence.CERTAIN,
    preset=Preset.PEDANTIC,
    summary="A step for a group or queue is completed by its first member.",
    rationale="A group or queue gets one work item. The first member who finishes completes it for all; a "
    "second one who is working on it at the same time gets an error.",
    source="Automate Your Business Processes with Salesforce Flow, work items; seen for approvals by "
    "practitioners, API 62 to 67",
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
    """Report once which steps are assigned to groups or queues."""
    shared = [(step, who) for _, step, who in assignees(orchestration) if who.kind in ("Group", "Queue")]
    if shared:
        steps = [step.name for step, _ in shared]
        verb = "is" if len(steps) == 1 else "are"
        yield Found(
            shared[0][1],
            f"{count(len(steps), 'step')} {verb} assigned to a group or queue ({listed(steps)}): the first "
            "member who finishes decides for all.",
            "Where everybody has to agree, give each person a step of their own.",
        )
