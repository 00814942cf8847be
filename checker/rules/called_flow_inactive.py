"""A called flow without an active version."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..called_flows import caller, place
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Example, Found, Preset, rule

INACTIVE = frozenset({"Draft", "Obsolete", "InvalidDraft"})
FLOW = """<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>67.0</apiVersion>
    <processType>AutoLaunchedFlow</processType>
    <status>Active</status>
</Flow>
"""


@rule(
    on=Orchestration,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A called flow is not active in this project.",
    rationale="A step runs the active version of its flow. If this version is all there is, the step fails "
    "and the run stops in Error; if an older one is active in the org, that one runs instead of what stands"
    " here.",
    source='Salesforce Help, "Flows in Orchestrations"; Metadata API, FlowVersionStatus',
    bad=Example(
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
}
""",
        {"Look_Up": FLOW.replace("Active", "Draft")},
    ),
    good=Example(
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
}
""",
        {"Look_Up": FLOW},
    ),
)
def check(_: Orchestration, context: Context) -> Iterator[Found]:
    """Report each called flow whose own file says that it is not active."""
    for name, calls in context.calls_by_flow.items():
        contract = context.contract(name)
        if contract and contract.status in INACTIVE:
            callers = listed(list(dict.fromkeys(caller(call) for call in calls)))
            yield Found(
                place(calls[0]),
                f"{name} has the status {contract.status} in this project, so {callers} may call an older "
                "version or fail.",
                f"Activate {name} before this orchestration.",
                related=tuple((place(call), f"also called by {caller(call)}") for call in calls[1:]),
                element=calls[0].element,
            )
