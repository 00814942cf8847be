"""The message of an error where there was none."""

from collections.abc import Iterator

from ...grammar.sites import Use
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

FAULT_MESSAGE = "$flow.faultmessage"
RESOURCES = ("formula", "template", "default")


@rule(
    on=Use,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="$Flow.FaultMessage is read where no error can have led.",
    rationale="$Flow.FaultMessage holds the message of the error that led a run onto a fault path. On an "
    "element that no fault path leads to, nothing has failed, and it is empty.",
    source='Salesforce Help, "Handle Stage Errors in Orchestrations"',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    then Post
  }
  stage Post { background Posting calls Post_It { input text = $Flow.FaultMessage } }
  flow Look_Up { type AutoLaunchedFlow }
  flow Post_It { type AutoLaunchedFlow  in text: text }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    on error -> Fix
  }
  stage Fix { background Repair calls Repair_It { input text = $Flow.FaultMessage } }
  flow Repair_It { type AutoLaunchedFlow  in text: text }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(use: Use, context: Context) -> Iterator[Found]:
    """Report reads in stages and decisions that cannot be reached by an error; resources may be used anywhere."""
    if use.reference.text.casefold() != FAULT_MESSAGE or use.role in RESOURCES:
        return
    name = use.element.removeprefix(f"{context.orchestration.name}/").partition("/")[0]
    after = {
        reached
        for edge in context.graph.edges
        if edge.kind == "fault" and edge.target is not None
        for reached in (edge.target, *context.graph.reachable_from(edge.target, fault=True))
    }
    if name not in after:
        yield Found(
            use.reference,
            f"{name} reads $Flow.FaultMessage, but no fault path leads there: it is empty.",
            "Read it in a stage or decision of a fault path.",
        )
