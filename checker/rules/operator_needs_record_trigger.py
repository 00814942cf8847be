"""A question about a change where nothing triggered the run."""

from collections.abc import Iterator

from ...grammar.model import Outcome
from ...grammar.sites import Clause
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule
from ..subjects import subject_of


@rule(
    on=Clause,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A condition asks for a change although no saved record starts the run.",
    rationale="Whether a field is changed, and whether a record was updated to meet the conditions of an outcome, "
    "compares the record that started the run with its prior values. Only record-triggered definitions have those; "
    "elsewhere there is nothing to compare.",
    source="Metadata API, FlowRule: doesRequireRecordChangedToMeetCriteria (record-triggered only)",
    bad="""
orchestration Order {
  start autolaunched -> Priority
  variable current: record "Order__c" input
  decision Priority {
    outcome Moved when current.Status__c is changed -> Ship
    otherwise -> end, intended
  }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start when Order__c is updated -> Priority { where Status__c = "New"  only when changed to meet }
  decision Priority {
    outcome Moved when $Record.Status__c is changed -> Ship
    otherwise -> end, intended
  }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(clause: Clause, context: Context) -> Iterator[Found]:
    """Report Is Changed and "only if updated to meet" in a definition that no record starts."""
    start = context.orchestration.start
    if start and start.is_record_triggered:
        return
    for condition in clause.requirements.conditions:
        if condition.operator == "IsChanged":
            yield Found(
                condition.where("operator"),
                f"{condition.left.text} Is Changed, in {subject_of(clause)}, needs a record-triggered definition: "
                "here no saved record starts the run, so there are no prior values to compare with.",
                help="Start the definition when a record is updated, or test the value itself.",
            )
    if isinstance(clause.owner, Outcome) and clause.owner.requires_change:
        yield Found(
            clause.owner.where("requires_change"),
            f"Outcome {clause.owner.name} is to be taken only if the record was updated to meet its conditions, but no "
            "saved record starts the run.",
            help="Start the definition when a record is updated, or take the outcome whenever its conditions hold.",
        )
