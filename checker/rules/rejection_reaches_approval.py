"""A rejected run that comes to what an approval allows."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

QUIET = (",", Severity.ERROR)
FAILING = (", and then something fails,", Severity.WARNING)
"""How it is said, and how much it matters, without an error and with one."""


@rule(
    on=Orchestration,
    proves=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="A run enters a stage that a decision keeps for approvals, although the approver answered Reject.",
    rationale="A decision leads to the stage only where the approval step did not answer Reject. The run reported here "
    "gets there another way, and nobody was asked for an approval in between. A warning where it takes an error on the "
    "way: a fault path that goes on there does not know what was answered.",
    source='Salesforce Help, "Flow Approval Process Steps", approvalDecision; "Orchestration Stages", Fault Path',
    bad="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    then Approved
  }
  decision Approved {
    when Legal.Outputs.approvalDecision = "Approve" -> Sign
    otherwise -> Value
  }
  decision Value {
    when $Record.Amount__c < 100 -> Prepare
    otherwise -> end, intended
  }
  stage Prepare { background Draft calls Send_Contract async  then go to Sign }
  stage Sign { background Send calls Send_Contract async }
  flow Send_Contract { type AutoLaunchedFlow  async }
}
""",
    good="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    then Approved
  }
  decision Approved {
    when Legal.Outputs.approvalDecision = "Approve" -> Sign
    otherwise -> Value
  }
  decision Value {
    when $Record.Amount__c < 100 -> Prepare
    otherwise -> end, intended
  }
  stage Prepare { background Draft calls Send_Contract async  then end }
  stage Sign { background Send calls Send_Contract async }
  flow Send_Contract { type AutoLaunchedFlow  async }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each approval step once, with the first stage that is entered in spite of its rejection."""
    from ..proofs.approving import Approving, run_of_way

    analysis = context.proofs.analysis
    if analysis is None:
        return
    approving = Approving(analysis)
    told: set[str] = set()
    for gate in approving.gates:
        passed = None if gate.step.name in told else approving.rejected(gate)
        if passed is None:
            continue
        told.add(gate.step.name)
        subject = gate.step.subject
        entered = orchestration.stages[passed.stage]
        step = context.names.step(gate.step.name)
        assert step is not None  # noqa: S101  # it was compiled
        but, severity = FAILING if passed.fails else QUIET
        yield Found(
            step.where("name"),
            f"If {step.name} rejects{but} a run can still enter stage {entered.name}, which decision {gate.decision.name} "
            "keeps for what was not rejected. Nobody is asked again on the way.",
            help=f"Lead that way past {entered.name}, or decide on {step.name}.Outputs.approvalDecision there too.",
            element=context.path(subject.stage or "", step.name),
            related=((gate.decision.where("name"), "this decision does not let a rejection through"),),
            severity=severity,
            trace=run_of_way(analysis, passed.way),
        )
