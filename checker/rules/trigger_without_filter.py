"""A run for every update of every record."""

from collections.abc import Iterator

from ...grammar.model import Start
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Start,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="Every update of the object starts a run.",
    rationale="Without entry conditions each save of any record of the object starts another run, also while earlier "
    "runs for the same record are in progress: work items pile up, and a flow of the run that saves the record starts "
    "the next one.",
    source='Salesforce Help, "Orchestrations", record-triggered; Metadata API, FlowStart: filters',
    bad="""
orchestration Order {
  start when Order__c is created or updated -> Check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start when Order__c is created or updated -> Check { where Status__c = "New" }
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(start: Start, context: Context) -> Iterator[Found]:
    """Report an update trigger without any condition."""
    if not start.is_record_triggered or start.record_trigger_type not in ("Update", "CreateAndUpdate"):
        return
    if start.filter_formula or start.requires_change or (start.filters and start.filters.conditions):
        return
    yield Found(
        start.where("record_trigger_type"),
        f"Every update of any {start.object or 'record'} starts another run, because the trigger has no entry "
        "conditions.",
        help='Add entry conditions, and choose "only when a record is updated to meet the condition requirements".',
    )
