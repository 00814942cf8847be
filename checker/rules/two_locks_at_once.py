"""Two approvals that lock one record together."""

from collections.abc import Iterator

from ...grammar.model import Stage, Step
from ...grammar.value import Value
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

RECORD = "ActionInput__RecordId"


@rule(
    on=Stage,
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    preset=Preset.CORRECTNESS,
    summary="Two approval steps lock the record at the same time.",
    rationale="A record takes one lock at a time, and locking a locked record is an error. Two approval steps that "
    "start with their stage and both lock the record cannot both start.",
    source='Salesforce Help, "Flow Approval Process Steps", record locks',
    bad="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "In Approval Process"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal { locks record }
    approval Finance calls standard_approvals__EvaluateApproval assigned to group Finance { locks record }
  }
}
""",
    good="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "In Approval Process"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal { locks record }
    approval Finance calls standard_approvals__EvaluateApproval assigned to group Finance
  }
}
""",
)
def check(stage: Stage, context: Context) -> Iterator[Found]:
    """Report the second and later locking steps that start with the stage, for the same record."""
    first: dict[Value | None, Step] = {}
    for step in stage.steps:
        if not (step.is_approval and step.locks_record) or step.entry or step.entry_flow:
            continue
        record = next((parameter.value for parameter in step.inputs if parameter.name == RECORD), None)
        earlier = first.setdefault(record, step)
        if earlier is not step:
            yield Found(
                step.where("locks_record"),
                f"{earlier.name} and {step.name} both start with stage {stage.name} and both lock the record. There is "
                "one lock at a time, so the second one is an error.",
                help=f"Lock in {earlier.name} only, or lock in a background step before and unlock after.",
                related=((earlier.where("locks_record"), f"{earlier.name} locks it too"),),
                element=context.path(stage.name, step.name),
            )
