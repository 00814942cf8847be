"""A trigger that starts no orchestration."""

from collections.abc import Iterator

from ...grammar.model import Start
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

TRIGGERS = frozenset({"None", "RecordAfterSave", "ExternalSystemChange"})
"""Autolaunched, record-triggered, and the trigger of an external system change (with the MuleSoft add-on)."""


@rule(
    on=Start,
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    preset=Preset.CORRECTNESS,
    summary="The trigger is one that orchestrations do not have.",
    rationale="An orchestration is started by a call, or after a record was created or updated. Schedules, platform "
    "events, deletions and before-save triggers belong to other kinds of flow; such a definition is not expected to "
    "activate, and no run starts.",
    source='Salesforce Help, "Orchestrations", types of orchestration; Metadata API, FlowStart',
    bad="""
orchestration Order {
  start trigger RecordBeforeDelete Delete -> Check { object Order__c }
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start when Order__c is created -> Check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(start: Start, context: Context) -> Iterator[Found]:
    """Report a trigger type, a deletion or a schedule that no orchestration has."""
    if start.trigger_type is not None and start.trigger_type not in TRIGGERS:
        yield Found(
            start.where("trigger_type"),
            f"Trigger type {start.trigger_type} is none that starts an orchestration: no run would ever start.",
            help="Start it when a record is created or updated, or leave it autolaunched and call it from a flow.",
        )
    elif start.record_trigger_type == "Delete":
        yield Found(
            start.where("record_trigger_type"),
            "An orchestration cannot start when a record is deleted: created, updated, or both are offered.",
            help="Call the orchestration from a flow that runs on the deletion.",
        )
    elif start.schedule:
        yield Found(
            start.where("schedule"),
            "An orchestration has no schedule of its own: no run would ever start.",
            help="Leave it autolaunched and call it from a scheduled flow.",
        )
