"""An input that an approval process must take."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule

INPUTS = ("recordId", "submitter", "submissionComments")
FIRST_APPROVER = "firstApprover"
FIRST_APPROVER_SINCE = 66


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    preset=Preset.CORRECTNESS,
    summary="An approval process that is submitted lacks an input variable that it must have.",
    rationale="An approval process without a trigger is started by a submission, which hands over text inputs named "
    "recordId, submitter, submissionComments and, since API 66, firstApprover. Without them it deploys as a draft and "
    "is refused at activation.",
    source="Refusals at activation observed by practitioners, API 62 to 67",
    bad="""
approval Contract {
  api 67
  setting runInMode "SystemModeWithoutSharing"
  variable recordId: text input
  variable submitter: text input
  variable submissionComments: text input
  start autolaunched -> Review
  stage Review { approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal }
}
""",
    good="""
approval Contract {
  api 65
  setting runInMode "SystemModeWithoutSharing"
  variable recordId: text input
  variable submitter: text input
  variable submissionComments: text input
  start autolaunched -> Review
  stage Review { approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report the inputs that are missing, or are no single text input; record-triggered ones need none."""
    start = orchestration.start
    if not orchestration.is_approval or (start and start.is_record_triggered):
        return
    needed: tuple[str, ...] = INPUTS
    if (orchestration.api_version or 0) >= FIRST_APPROVER_SINCE:
        needed = (*needed, FIRST_APPROVER)
    variables = {variable.name.casefold(): variable for variable in orchestration.variables}
    missing = [name for name in needed if name.casefold() not in variables]
    if missing:
        several = "s" if missing[1:] else ""
        yield Found(
            orchestration.where("name"),
            f"{orchestration.name} lacks the text input variable{several} {listed(missing)}: an approval process that "
            "is submitted must take them, or it is refused at activation.",
            help=f"Add {listed(missing)}: text, single, available for input.",
        )
    for name in needed:
        variable = variables.get(name.casefold())
        if variable and (variable.data_type != "String" or not variable.is_input or variable.is_collection):
            yield Found(
                variable.where("name"),
                f"{name} has to be a single text that is available for input: a submission fills it.",
                help="Make it a text variable, no collection, available for input.",
                element=context.path(name),
            )
