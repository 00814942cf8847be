"""An assignee that no list of known names holds."""

from collections.abc import Iterator

from ...grammar.model import Step
from ..assignees import LITERAL_KINDS, asks_somebody, is_empty, literal
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import did_you_mean
from ..rule import Found, Preset, rule


@rule(
    on=Step,
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    preset=Preset.CORRECTNESS,
    summary="An assignee is not among the known names of its kind.",
    rationale="Where a list of known users, groups or queues is declared, a name outside it is a typing "
    "error or somebody who is gone: the step cannot be assigned and the run stops in Error.",
    source='Salesforce Help, "Create a Step to Interact with Users"; the declared known lists',
    bad="""
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  known queues "Desk", "Back_Office"
  stage Ask {
    interactive Form calls Ask_Form assigned to queue Decs {
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
  known queues "Desk", "Back_Office"
  stage Ask {
    interactive Form calls Ask_Form assigned to queue desk {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type Flow }
}
""",
)
def check(step: Step, context: Context) -> Iterator[Found]:
    """Report literals that no declared list of their kind holds; without such a list nothing is claimed."""
    if not asks_somebody(step):
        return
    for assignee in step.assignees:
        text = (literal(assignee) or "").strip()
        kind = LITERAL_KINDS.get(assignee.kind, "")
        known = context.known(kind)
        if (
            is_empty(assignee)
            or not text
            or not known
            or text.casefold() in {name.casefold() for name in known}
        ):
            continue
        yield Found(
            assignee.where("value"),
            f'{step.name} is assigned to "{text}", which is none of the known {kind}.',
            did_you_mean(text, known, f"Correct it, or add it to the known {kind}."),
        )
