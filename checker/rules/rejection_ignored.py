"""Approvals whose rejection changes nothing."""

from collections.abc import Iterator

from ...grammar.model import Orchestration, Step
from ..approvals import APPROVE, DECISION, answers, next_stage_unheeding
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A run goes on after an approval stage, and nothing in the definition reads any approval's answer.",
    rationale="A rejection ends nothing by itself: the submission becomes Rejected, but the run follows its "
    "connectors. What stands after the approval is done all the same, for rejected requests too. A "
    "warning where that is only asking more approvers.",
    source='Salesforce Help, "Flow Approval Process Steps", approvalDecision; that later stages still run was observed '
    "by practitioners, API 62 to 67",
    bad="""
approval Transfer {
  setting runInMode "SystemModeWithoutSharing"
  start when Quote is updated -> Ask { where Status = "Needs Review"  only when changed to meet }
  stage Ask {
    approval Manager calls standard_approvals__EvaluateApproval assigned to group Managers
    then Carry_Out
  }
  stage Carry_Out { background Set_Status calls Set_Quote_Status }
  flow Set_Quote_Status { type AutoLaunchedFlow }
}
""",
    good="""
approval Transfer {
  setting runInMode "SystemModeWithoutSharing"
  start when Quote is updated -> Ask { where Status = "Needs Review"  only when changed to meet }
  stage Ask {
    approval Manager calls standard_approvals__EvaluateApproval assigned to group Managers
    then Approved
  }
  decision Approved {
    when Manager.Outputs.approvalDecision = "Approve" -> Carry_Out
    otherwise -> end, intended
  }
  stage Carry_Out { background Set_Status calls Set_Quote_Status }
  flow Set_Quote_Status { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each approval stage that a run leaves for another stage; where only more people are asked, warn."""
    asked = answers(context)
    if asked.read:
        return
    for stage in orchestration.stages:
        steps = asked.unread(stage)
        following = next_stage_unheeding(stage, context) if steps else None
        if following:
            who = " or ".join(step.name for step in steps)
            severity, still = Severity.ERROR, "the run still does what is in"
            if all(step.is_approval for step in following.steps):
                severity, still = Severity.WARNING, "the run still asks the approvers of"
            yield Found(
                steps[0].where("name"),
                f"If {who} rejects, {still} {following.name}: nothing in {orchestration.name} reads what an approver "
                "answered.",
                help=f"Add a decision after stage {stage.name} that goes on only where {_approved(steps)}.",
                related=((following.where("name"), "reached after a rejection too"),),
                element=context.path(stage.name, steps[0].name),
                severity=severity,
            )


def _approved(steps: tuple[Step, ...]) -> str:
    return " and ".join(f'{step.name}.Outputs.{DECISION} = "{APPROVE}"' for step in steps)
