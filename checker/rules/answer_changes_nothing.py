"""An approval whose answer is read and makes no difference."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..approvals import approval_steps
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    proves=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A decision reads what an approver answers, and the run goes the same way after either answer.",
    rationale="The answer of an approval step is read, but nothing depends on it: with the same values of everything else "
    "every run goes on in the same way after an approval and after a rejection. Another condition joined with OR, or two "
    "outcomes that lead to one stage, are the usual reasons. A run with a rejection shows it. Decided for every run that comes there with either answer. Nothing "
    "is said where the answer is handed to a called flow, an evaluation flow too, or says who is asked next.",
    source='Salesforce Help, "Flow Approval Process Steps", approvalDecision',
    bad="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    then Agreed
  }
  decision Agreed {
    when Legal.Outputs.approvalDecision = "Approve" -> Sign
    otherwise "Not agreed" -> Sign
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
    then Agreed
  }
  decision Agreed {
    when Legal.Outputs.approvalDecision = "Approve" -> Sign
    otherwise "Not agreed" -> Return
  }
  stage Sign { background Send calls Send_Contract }
  stage Return { background Back calls Send_Contract }
  flow Send_Contract { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each such step at the first decision that reads its answer. Where values are only sampled, nothing is said."""
    from ..proofs.heeded import Heeded
    from ..proofs.results_read import results_read

    analysis = context.proofs.analysis
    if analysis is None or analysis.encoding.space.notes:
        return
    handed = {
        read.source.name for read in results_read(orchestration) if read.clause is None and not read.is_status
    }
    for _, step in approval_steps(orchestration):
        made = analysis.program.step(step.name)
        heeded = None if made is None or step.name in handed else Heeded(analysis, made)
        decision = next(heeded.readers(), None) if heeded else None
        if heeded and decision and heeded.makes_no_difference():
            yield Found(
                decision.where("name"),
                f"Decision {decision.name} reads what {step.name} answers, but the run goes the same way after a rejection as "
                "after an approval.",
                help=f'Let the outcome that goes on need {step.name}.Outputs.approvalDecision = "Approve", and lead a '
                "rejection elsewhere.",
                element=context.path(decision.name),
                related=((step.where("name"), "the answer that makes no difference"),),
                trace=heeded.run_with_rejection(decision),
            )
