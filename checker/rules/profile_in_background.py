"""A background flow that asks who is running it."""

from collections.abc import Iterator

from ...grammar.model import Orchestration, Step
from ...grammar.sites import Call
from ..called_flows import caller, place
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

SYSTEM_CONTEXT_FROM = 60


@rule(
    on=Orchestration,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A flow that runs in the background reads the running user.",
    rationale="Background steps and evaluation flows run as the Automated Process user, so $User and "
    "$Profile describe that user in every run, not the person who started it or did the last step.",
    source='Salesforce Help, "Orchestration Run" (running user, API 60 and later); values seen by '
    "practitioners",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  reads profile }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  variable recordId: text input
  stage Check {
    interactive Look calls Look_Up assigned to queue Desk { input ActionInput__RecordId = recordId }
  }
  flow Look_Up { type Flow  reads profile }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each flow that reads `$User` or `$Profile` and runs in the background, once."""
    for name, calls in context.calls_by_flow.items():
        contract = context.contract(name)
        behind = [call for call in calls if _runs_as_system(call)]
        if contract is None or not behind or not (contract.reads_user or contract.reads_profile):
            continue
        what = "$Profile" if contract.reads_profile else "$User"
        api = orchestration.api_version
        when = "may be" if api is not None and api < SYSTEM_CONTEXT_FROM else "is"
        yield Found(
            place(behind[0]),
            f"{name} reads {what}, which {when} that of the Automated Process user when {caller(behind[0])} "
            "runs it.",
            "Pass the person in as an input of the flow.",
            related=tuple((place(call), f"also run by {caller(call)}") for call in behind[1:]),
            element=behind[0].element,
        )


def _runs_as_system(call: Call) -> bool:
    if call.evaluation:
        return True
    return isinstance(call.owner, Step) and call.owner.is_background and not call.owner.runs_as_user
