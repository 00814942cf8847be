"""A called flow that nobody has seen."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..called_flows import place
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import count, listed
from ..rule import Example, Found, Preset, rule

FLOW = """<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>67.0</apiVersion>
    <processType>AutoLaunchedFlow</processType>
    <status>Active</status>
</Flow>
"""

ONE = ("is", "it lives only in the org, list it as a known flow", "it takes, returns and writes")
MANY = ("are", "they live only in the org, list them as known flows", "they take, return and write")


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.NOTE,
    confidence=Confidence.POSSIBLE,
    preset=Preset.RECOMMENDED,
    summary="A called flow is neither in the project nor declared.",
    rationale="A flow that does not exist, or was never deployed, stops the step that calls it. One that "
    "lives only in the org is no mistake, but nothing is known of it here: its inputs, outputs and what it "
    "writes were not checked.",
    source='Salesforce Help, "Flows in Orchestrations"',
    bad=Example(
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Post calls Post_It
  }
}
""",
        {"Look_Up": FLOW},
    ),
    good=Example(
        """
orchestration Order {
  start autolaunched -> Check
  known flows Post_It
  stage Check {
    background Look calls Look_Up
    background Post calls Post_It
  }
}
""",
        {"Look_Up": FLOW},
    ),
)
def check(_: Orchestration, context: Context) -> Iterator[Found]:
    """Report once which called flows nobody knows; only where there is a project that could hold them."""
    if not context.has_project:
        return
    known = {name.casefold() for name in context.known("flows")}
    missing = {
        name: calls
        for name, calls in context.calls_by_flow.items()
        if context.contract(name) is None
        and name.casefold() not in known
        and not context.is_standard_flow(name)
    }
    if missing:
        first, *others = [calls[0] for calls in missing.values()]
        verb, who, what = ONE if len(missing) == 1 else MANY
        yield Found(
            place(first),
            f"{count(len(missing), 'called flow')} {verb} not in this project: {listed(list(missing))}. "
            f"What {what} is not checked.",
            f"If {who}; otherwise correct the spelling.",
            related=tuple((place(call), f"calls {call.flow}") for call in others),
        )
