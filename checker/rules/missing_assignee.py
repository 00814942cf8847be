"""A step that asks nobody."""

from collections.abc import Iterator

from ...grammar.model import Step
from ..assignees import ASSIGNEE_INPUT, asks_somebody, is_empty, platform_input
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Step,
    needs_whole=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="A step that asks a person has no assignee.",
    rationale="An interactive or approval step creates one work item for its assignee. Without one a draft "
    "may still deploy, but the definition cannot be activated; at run time nobody would ever see the step.",
    source='Salesforce Help, "Create a Step to Interact with Users"; refusal at activation observed by '
    "practitioners, API 62 to 67",
    bad="""
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    interactive Form calls Ask_Form {
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
    interactive Form calls Ask_Form assigned to queue Desk {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type Flow }
}
""",
)
def check(step: Step, _: Context) -> Iterator[Found]:
    """Report a step that waits for a person and names none, or names one with an empty value."""
    if not asks_somebody(step):
        return
    help_text = f"Choose a user, group, queue or resource for {step.name}."
    if not step.assignees and platform_input(step, ASSIGNEE_INPUT) is None:
        message = f"{step.name} waits for a person, but has no assignee: the definition cannot be activated."
        yield Found(step.where("name"), message, help_text)
    for assignee in step.assignees:
        if is_empty(assignee):
            message = f"The assignee of {step.name} is empty: the definition cannot be activated."
            yield Found(assignee, message, help_text)
