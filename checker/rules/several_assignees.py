"""More than one assignee."""

from collections.abc import Iterator

from ...grammar.model import Step
from ..assignees import asks_somebody
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Step,
    severity=Severity.NOTE,
    confidence=Confidence.POSSIBLE,
    preset=Preset.RECOMMENDED,
    summary="A step has more than one assignee.",
    rationale="The schema allows several, but a step creates one work item, and which assignee gets it is "
    "not documented.",
    source="Metadata API, FlowStageStep: assignees; Object Reference, FlowOrchestrationWorkItem",
    bad="""
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to queue Desk assigned to group Clerks {
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
    """Report the second assignee of a step."""
    if asks_somebody(step) and len(step.assignees) > 1:
        yield Found(
            step.assignees[1],
            f"{step.name} has {len(step.assignees)} assignees, but creates one work item: which of them "
            "gets it is not documented.",
            "Assign to one group or queue that holds them all.",
        )
