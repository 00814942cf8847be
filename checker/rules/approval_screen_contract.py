"""An approval screen that cannot answer."""

from collections.abc import Iterator

from ...grammar.contract import FlowContract
from ...grammar.model import Step
from ...grammar.value import Text
from ...grammar.wording import value_words
from ..approvals import DECISION
from ..called_flows import lists_outputs
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule

DECISIONS = (Text(value="Approve"), Text(value="Reject"))


@rule(
    on=Step,
    needs_whole=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="The screen flow of an approval step does not return a valid decision.",
    rationale="The screen flow has to return the text approvalDecision with the value Approve or Reject, "
    "exactly so. If it is missing or has another value, the flow approval process fails, and a failed one "
    "cannot be resumed.",
    source="Salesforce Help, flow approval processes, Create a Screen Flow for an Approval Step",
    bad="""
approval Order {
  api 67
  status Active
  setting runInMode "SystemModeWithoutSharing"
  variable recordId: text input
  variable submitter: text input
  variable submissionComments: text input
  variable firstApprover: text input
  start autolaunched -> Ask
  stage Ask {
    approval Level_1 calls Screen assigned to queue Desk
    then Approved
  }
  decision Approved {
    outcome Yes when Level_1.Outputs.approvalDecision = "Approve" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Screen { type Flow  out decision: text }
  flow Post_It { type AutoLaunchedFlow }
}
""",
    good="""
approval Order {
  api 67
  status Active
  setting runInMode "SystemModeWithoutSharing"
  variable recordId: text input
  variable submitter: text input
  variable submissionComments: text input
  variable firstApprover: text input
  start autolaunched -> Ask
  stage Ask {
    approval Level_1 calls Screen assigned to queue Desk
    then Approved
  }
  decision Approved {
    outcome Yes when Level_1.Outputs.approvalDecision = "Approve" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Screen { type Flow  out approvalDecision: text }
  flow Post_It { type AutoLaunchedFlow }
}
""",
)
def check(step: Step, context: Context) -> Iterator[Found]:
    """Look for the output that carries the decision."""
    contract = context.contract(step.calls) if step.calls and step.is_approval else None
    problem = _problem(contract) if contract else None
    if problem:
        yield Found(
            step.where("calls"),
            f"{step.name} asks through {step.calls}, which {problem}: the approval process fails when "
            "somebody decides.",
            f"Give the screen flow a text variable {DECISION}, available for output, and set it to Approve "
            "or Reject.",
        )


def _problem(contract: FlowContract) -> str | None:
    variable = contract.variable(DECISION)
    if variable is None:
        return f"has no variable {DECISION}" if lists_outputs(contract) else None
    if not variable.is_output:
        return f"does not make {DECISION} available for output"
    if variable.domain.base not in ("text", ""):
        return f"returns {DECISION} as {variable.domain.base}, not as text"
    wrong = [value_words(choice) for choice in variable.domain.choices if choice not in DECISIONS]
    return f"can return {listed(wrong)}, but only Approve and Reject are valid" if wrong else None
