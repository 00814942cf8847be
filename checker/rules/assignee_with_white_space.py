"""White space around an assignee."""

from collections.abc import Iterator

from ...grammar.model import Step
from ..assignees import asks_somebody, is_empty, literal
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Step,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="An assignee begins or ends with white space.",
    rationale="No username and no API name of a group or queue has white space at its ends, so the name "
    "matches nobody and the run stops in Error when the step starts.",
    source='Salesforce Help, "Create a Step to Interact with Users"',
    bad="""
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to queue "Desk " {
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
  stage Ask {
    interactive Form calls Ask_Form assigned to queue "Desk" {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type Flow }
}
""",
)
def check(step: Step, _: Context) -> Iterator[Found]:
    """Report literals with white space before or after the name."""
    if not asks_somebody(step):
        return
    for assignee in step.assignees:
        text = literal(assignee)
        if text is None or is_empty(assignee) or text == text.strip():
            continue
        shown = text.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
        yield Found(
            assignee.where("value"),
            f'The assignee of {step.name} is "{shown}", with white space around the name: it matches nobody.',
            f'Write "{text.strip()}".',
        )
