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
    proves=True,
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    preset=Preset.CORRECTNESS,
    summary="Two approval steps lock the record at the same time.",
    rationale="A record takes one lock at a time, and locking a locked record is an error. Where some run has two approval "
    "steps in progress at the same time and both lock the record, the second one fails as it starts.",
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
    """Report each locking step that is in progress together with an earlier one, for the same record."""
    from ..proofs.evidence import nearest_run
    from ..proofs.together import both_in_progress

    analysis = context.proofs.analysis
    locking = [step for step in stage.steps if step.is_approval and step.locks_record]
    if analysis is None or len(locking) < 2:
        return
    made = analysis.compiled(stage)
    steps = dict(zip(map(id, stage.steps), made.steps, strict=True))
    for number, step in enumerate(locking):
        for earlier in locking[:number]:
            if _record(earlier) != _record(step):
                continue
            moments = both_in_progress(analysis, made, steps[id(earlier)], steps[id(step)])
            if moments:
                yield Found(
                    step.where("locks_record"),
                    f"{earlier.name} and {step.name} of stage {stage.name} can be in progress at the same time, and both "
                    "lock the record. There is one lock at a time, so the second one is an error.",
                    help=f"Lock in {earlier.name} only, or lock in a background step before and unlock after.",
                    related=((earlier.where("locks_record"), f"{earlier.name} locks it too"),),
                    element=context.path(stage.name, step.name),
                    trace=nearest_run(analysis, moments),
                )
                break


def _record(step: Step) -> Value | None:
    """What a step is told to lock; None: the record of the run."""
    return next((parameter.value for parameter in step.inputs if parameter.name == RECORD), None)
