"""`$User` as assignee."""

from collections.abc import Iterator

from ...grammar.model import Step
from ..assignees import asks_somebody, reference
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

SYSTEM_CONTEXT_FROM = 60


@rule(
    on=Step,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="A step is assigned to the running user.",
    rationale="Orchestrations run in system context: there $User is the Automated Process user, to whom no "
    "work item can be assigned, so the run stops in Error when the step starts.",
    source='Salesforce Help, "Create a Step to Interact with Users"; Automate Your Business Processes with '
    "Salesforce Flow, API 60 and later",
    bad="""
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user $User.Username {
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
  variable submitter: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user submitter {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type Flow }
}
""",
)
def check(step: Step, context: Context) -> Iterator[Found]:
    """Report assignees that are read from `$User`."""
    if not asks_somebody(step):
        return
    for assignee in step.assignees:
        path = reference(assignee)
        if path is None or path.root.casefold() != "$user":
            continue
        api = context.orchestration.api_version
        when = "may be" if api is not None and api < SYSTEM_CONTEXT_FROM else "is"
        yield Found(
            assignee.where("value"),
            f"{step.name} is assigned to {path.text}, but $User {when} the Automated Process user when the "
            "step starts, and nothing can be assigned to that user.",
            "Pass the person in as an input variable, or read a user of the record.",
        )
