"""A run that starts the next one."""

from collections.abc import Iterator

from ...grammar.condition import All, Condition, Requirements, Row
from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..literals import literal_of
from ..rule import Found, Preset, rule
from ..writes import ANY_FIELD, Write, step_writes


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A step updates the triggering record in a way that starts another run.",
    rationale="An update of the record by a flow of the run is an update like any other. When the record still meets "
    "the entry conditions afterwards, each run starts another one, with its work items.",
    source='Salesforce Help, "Orchestrations", record-triggered; Metadata API, FlowStart: filters, '
    "doesRequireRecordChangedToMeetCriteria",
    bad="""
orchestration Order {
  start when Order__c is updated -> Check { where Amount__c > 100 }
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow  writes Order__c.Checked__c = true }
}
""",
    good="""
orchestration Order {
  start when Order__c is updated -> Check { where Checked__c = false }
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow  writes Order__c.Checked__c = true }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report the first step whose flow writes the triggering object, unless the text may prevent another start."""
    start = orchestration.start
    if (
        start is None
        or not start.is_record_triggered
        or start.record_trigger_type == "Create"
        or not start.object
    ):
        return
    if start.filter_formula or (start.requires_change and start.filters):
        return
    writers = [
        (stage, step, write)
        for stage, step in orchestration.steps()
        for write in step_writes(step, context)
        if write.object.casefold() == start.object.casefold()
    ]
    if not writers or any(_prevents(write, start.filters, context) for _, _, write in writers):
        return
    stage, step, write = writers[0]
    yield Found(
        step.where("calls"),
        f"{step.name} updates the {start.object} that started the run ({write.field}), and Start has no condition that "
        "tells this update from the one before: each run can start another one.",
        help='Choose "only when a record is updated to meet the condition requirements", or exclude what '
        f"{step.calls} has done by an entry condition.",
        related=((start.where("record_trigger_type"), "every such update starts a run"),),
        element=context.path(stage.name, step.name),
    )


def _prevents(write: Write, filters: Requirements | None, context: Context) -> bool:
    """True where the record may not meet the entry conditions any more once this was written."""
    if filters is None:
        return False
    if write.field == ANY_FIELD or any(row.operator == "IsChanged" for row in filters.conditions):
        return True
    about = [row for row in filters.conditions if row.left.text.casefold() == write.field.casefold()]
    plain = isinstance(filters.logic, All) and all(isinstance(part, Row) for part in filters.logic.parts)
    return any(not plain or not _still_holds(row, write, context) for row in about)


def _still_holds(condition: Condition, write: Write, context: Context) -> bool:
    literal = literal_of(condition.right, context.names)
    if write.value is None or literal is None:
        return False
    match condition.operator:
        case "EqualTo":
            return literal == write.value
        case "NotEqualTo":
            return literal != write.value
        case "IsNull":
            return literal == ("boolean", False)
        case _:
            return False
