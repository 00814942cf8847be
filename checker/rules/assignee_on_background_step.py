"""An assignee where nobody is asked."""

from collections.abc import Iterator

from ...grammar.model import Step
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Step,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A step that asks nobody has an assignee.",
    rationale="Background and MuleSoft steps create no work item, so their assignee never sees anything. "
    "Either the step was meant to be interactive, or the assignee is a leftover that a deploy may refuse.",
    source='Salesforce Help, "Flow Orchestration Background Steps"',
    bad="""
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    background Form calls Ask_Form assigned to queue Desk {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type AutoLaunchedFlow }
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
    """Report assignees of background and MuleSoft steps."""
    if step.assignees and (step.is_background or step.is_mulesoft):
        yield Found(
            step.assignees[0],
            f"{step.name} runs without a person, so its assignee is never asked.",
            "Remove the assignee, or make the step interactive.",
        )
