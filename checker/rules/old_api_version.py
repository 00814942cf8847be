"""An API version whose meaning has changed since."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

EFFECTS = (
    (53, "there are no orchestrations yet: this is a pilot definition"),
    (58, "$Record is a copy from the start of the run and is never refreshed"),
    (60, "who a background step runs as depends on how the run was started or resumed"),
)


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.NOTE,
    confidence=Confidence.CERTAIN,
    preset=Preset.PEDANTIC,
    summary="The API version of the definition is old enough to change its meaning.",
    rationale="Before API 58 $Record is a copy from the start of the run that no resume refreshes; before "
    "API 60 the running user depends on how a run was started and resumed. What holds for a current "
    "definition does not hold here.",
    source="Automate Your Business Processes with Salesforce Flow, Record Refresh and running context; "
    'Salesforce Help, "Orchestration Run"',
    bad="""
orchestration Order {
  api 57
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  api 60
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, _: Context) -> Iterator[Found]:
    """Say what the version changes."""
    api = orchestration.api_version
    effect = next((effect for below, effect in EFFECTS if api is not None and api < below), None)
    if effect:
        yield Found(
            orchestration.where("api_version"),
            f"At API version {api:g} {effect}.",
            "Raise the version in Flow Builder (Save As a new version), then test it: the order of steps "
            "may change.",
        )
