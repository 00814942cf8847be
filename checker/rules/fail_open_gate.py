"""A gate that lets everything through but one word."""

from collections.abc import Iterator

from ...grammar.model import Decision, Step
from ..approvals import APPROVE, REJECT, always_answers, asked_approval, tests_for
from ..context import Context
from ..finding import Confidence, Severity
from ..literals import text_of
from ..rule import Found, Preset, rule


@rule(
    on=Decision,
    needs_whole=True,
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
    approved = {step.name for _, step in tests_for(decision, APPROVE, context)}
    for outcome in decision.outcomes:
        for condition in outcome.requirements.conditions:
            step = asked_approval(condition, context)
            if step is None or step.name in approved or not outcome.connector:
                continue
            if condition.operator == "NotEqualTo" and text_of(condition.right, context.names) == REJECT:
                yield Found(
                    condition,
                    f"Outcome {outcome.name} of decision {decision.name} takes every answer of {step.name} except "
                    f'"{REJECT}" for an approval{_null(step, decision, context)}.',
                    help=f'Test for "{APPROVE}" instead.',
                    element=context.path(decision.name, outcome.name),
                )
    refused = {outcome.connector.target for outcome in decision.outcomes if outcome.connector}
    if not decision.default or decision.default.target in refused:
        return
    following = context.names.target(decision.default.target)
    if isinstance(following, Decision):
        approved |= {step.name for _, step in tests_for(following, APPROVE, context)}
    for condition, step in tests_for(decision, REJECT, context):
        if step.name not in approved:
            yield Found(
                condition,
                f"Decision {decision.name} goes on to {decision.default.target} for every answer of {step.name} except "
                f'"{REJECT}"{_null(step, decision, context)}.',
                help=f'Test for "{APPROVE}", and make the path of a rejection the default.',
            )
            return


def _null(step: Step, decision: Decision, context: Context) -> str:
    return "" if always_answers(step, decision, context) else ", null included"
