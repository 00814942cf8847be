"""One approver among several whose answer does not count."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..approvals import answers, next_stage_unheeding
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="Some approvals decide how the run goes on, but this one's answer is read by nothing.",
    rationale="Every approver gets a work item and decides. When no condition reads the answer, the run goes on the "
    "same way after an approval and after a rejection, while the other approvers' answers count.",
    source='Salesforce Help, "Flow Approval Process Steps", approvalDecision',
    bad="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    approval Finance calls standard_approvals__EvaluateApproval assigned to group Finance
    then Approved
  }
  decision Approved {
    when Finance.Outputs.approvalDecision = "Approve" -> Sign
    otherwise -> end, intended
  }
  stage Sign { background Send calls Send_Contract }
  flow Send_Contract { type AutoLaunchedFlow }
}
""",
    good="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    approval Finance calls standard_approvals__EvaluateApproval assigned to group Finance
    then Approved
  }
  decision Approved {
    when Finance.Outputs.approvalDecision = "Approve" and Legal.Outputs.approvalDecision = "Approve" -> Sign
    otherwise -> end, intended
  }
  stage Sign { background Send calls Send_Contract }
  flow Send_Contract { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each approval step that is not read and after which a run goes on to another stage."""
    asked = answers(context)
    if not asked.read:
        return
    for stage in orchestration.stages:
        for step in asked.unread(stage):
            following = next_stage_unheeding(stage, context)
            if following:
                yield Found(
                    step.where("name"),
                    f"Nothing reads what {step.name} answers: after a rejection there the run can still reach "
                    f"{following.name}, although other approvers' answers count.",
                    help=f"Read {step.name}.Outputs.approvalDecision where the other answers are read, or remove the step.",
                    element=context.path(stage.name, step.name),
                )
