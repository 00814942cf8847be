"""An error that leads past an approval."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    proves=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A fault path leads to a stage that a decision keeps for approvals, before the approver has answered.",
    rationale="A decision leads to the stage only where the approval step did not answer Reject. In the run reported here "
    "something fails while the approver has not answered, and the fault path goes on to that stage without asking "
    "anybody: an error counts as an approval.",
    source='Salesforce Help, "Orchestration Stages", Fault Path; "Flow Approval Process Steps", approvalDecision',
    bad="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    on error -> Tell
    then Approved
  }
  decision Approved {
    when Legal.Outputs.approvalDecision = "Approve" -> Sign
    otherwise -> end, intended
  }
  stage Tell { background Inform calls Send_Contract async  then go to Sign }
  stage Sign {
    background Send calls Send_Contract async
    then Last
  }
  stage Last { approval Board calls standard_approvals__EvaluateApproval assigned to group Board }
  flow Send_Contract { type AutoLaunchedFlow  async }
}
""",
    good="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    on error -> Tell
    then Approved
  }
  decision Approved {
    when Legal.Outputs.approvalDecision = "Approve" -> Sign
    otherwise -> end, intended
  }
  stage Tell {
    approval Deputy calls standard_approvals__EvaluateApproval assigned to group Legal
    then go to Told
  }
  decision Told {
    when Deputy.Outputs.approvalDecision = "Approve" -> go to Sign
    otherwise -> end, intended
  }
  stage Sign {
    background Send calls Send_Contract async
    then Last
  }
  stage Last { approval Board calls standard_approvals__EvaluateApproval assigned to group Board }
  flow Send_Contract { type AutoLaunchedFlow  async }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each stage once whose error leads past one of its approval steps."""
    from ..proofs.approving import Approving, run_of_way

    analysis = context.proofs.analysis
    if analysis is None:
        return
    approving = Approving(analysis)
    told: set[int] = set()
    for gate in approving.gates:
        failing = analysis.program.places[gate.step.name.casefold()][0]
        passed = None if failing in told else approving.unanswered(gate)
        if passed is None:
            continue
        told.add(failing)
        stage, entered = orchestration.stages[failing], orchestration.stages[passed.stage]
        yield Found(
            stage.fault or stage.where("name"),
            f"If stage {stage.name} fails before {gate.step.subject.step} answers, its fault path can lead to stage "
            f"{entered.name}, which decision {gate.decision.name} keeps for what was not rejected. Nobody is asked on the way.",
            help=f"Ask somebody on the fault path, or lead it past {entered.name}.",
            element=context.path(stage.name),
            related=((gate.decision.where("name"), "this decision does not let a rejection through"),),
            trace=run_of_way(analysis, passed.way),
        )
