"""What no file can tell."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..assignees import asks_somebody
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import count
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    severity=Severity.NOTE,
    confidence=Confidence.CERTAIN,
    preset=Preset.PEDANTIC,
    summary="Some of what people need to work on steps lies outside the definition.",
    rationale="Assignment grants nothing: without the Work Guide on the record page, access to the record "
    "and the permission to run flows nobody can complete a step, and without an address of the Automated "
    "Process user nobody is told.",
    source='Salesforce Help, "Flow Orchestration Work Items" and "Emails about Orchestration Errors"',
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
  stage Ask {
    background Form calls Ask_Form {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, _: Context) -> Iterator[Found]:
    """Report once, where anybody is asked at all."""
    asking = [step for _, step in orchestration.steps() if asks_somebody(step)]
    if asking:
        verb = "asks" if len(asking) == 1 else "ask"
        yield Found(
            orchestration.where("name"),
            f"{count(len(asking), 'step')} {verb} people, and this file cannot show whether they are able "
            "to answer.",
            "Before go-live check the Work Guide on the record page, access to the record, the permission "
            "to run flows, and the address of the Automated Process user.",
        )
