"""A gate that lets everything through but one word."""

from collections.abc import Iterator

from ...grammar.model import Decision
from ..approvals import APPROVE, REJECT, asked_approval, tests_for
from ..context import Context
from ..finding import Confidence, Severity
from ..literals import text_of
from ..rule import Found, Preset, rule


@rule(
    on=Decision,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary='A decision treats everything except "Reject" as approved.',
    rationale='A decision that tests only for "Reject" and goes on by its default takes null for an approval: an '
    "approver who was never asked, a step that was skipped, or a value that is spelled differently.",
    source='Salesforce Help, "Flow Approval Process Steps": approvalDecision is Approve or Reject',
    bad="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    then Rejected
  }
  decision Rejected {
    when Legal.Outputs.approvalDecision = "Reject" -> end
    otherwise -> Sign
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
    then Rejected
  }
  decision Rejected {
    when Legal.Outputs.approvalDecision = "Reject" -> Tell
    when Legal.Outputs.approvalDecision = "Approve" -> Sign
    otherwise -> Tell
  }
  stage Tell { background Inform calls Send_Contract }
  stage Sign { background Send calls Send_Contract }
  flow Send_Contract { type AutoLaunchedFlow }
}
""",
)
def check(decision: Decision, context: Context) -> Iterator[Found]:
    """Report a default that goes on where only rejections are tested, and outcomes that test for "not rejected"."""
    for outcome in decision.outcomes:
        for condition in outcome.requirements.conditions:
            step = asked_approval(condition, context) if condition.operator == "NotEqualTo" else None
            if step and outcome.connector and text_of(condition.right, context.names) == REJECT:
                yield Found(
                    condition,
                    f"Outcome {outcome.name} of decision {decision.name} takes every answer of {step.name} except "
                    f'"{REJECT}" for an approval, null included.',
                    help=f'Test for "{APPROVE}" instead.',
                    element=context.path(decision.name, outcome.name),
                )
    target = decision.default.target if decision.default else None
    rejections = list(tests_for(decision, REJECT, context)) if target else []
    approved = {step.name for _, step in tests_for(decision, APPROVE, context)} if rejections else set[str]()
    following = context.names.target(target) if target and rejections else None
    if isinstance(following, Decision):
        approved |= {step.name for _, step in tests_for(following, APPROVE, context)}
    open_for = [(condition, step) for condition, step in rejections if step.name not in approved]
    refused = {outcome.connector.target for outcome in decision.outcomes if outcome.connector}
    if open_for and target not in refused:
        condition, step = open_for[0]
        yield Found(
            condition,
            f"Decision {decision.name} goes on to {target} for every answer of {step.name} except "
            f'"{REJECT}", null included.',
            help=f'Test for "{APPROVE}", and make the path of a rejection the default.',
        )
