"""A recall path that holds too much."""

from collections.abc import Iterator

from ...grammar.flow_graph import APPROVAL_RECALL
from ...grammar.model import ScheduledPath, Stage
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=ScheduledPath,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A recall path holds more than one stage with background steps.",
    rationale="When a submitter recalls a submission, the stage in progress is canceled and the recall path runs: one "
    "stage, with background steps only. Anybody asked there, and any element after it, is not documented to work.",
    source='Salesforce Help, "Flow Approval Processes", recall path',
    bad="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review {
    where Status = "Draft"
    only when changed to meet
    path recall -> Undo
  }
  stage Review { approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal }
  stage Undo { background Reset calls Reset_Status  then Tell }
  stage Tell { background Inform calls Reset_Status }
  flow Reset_Status { type AutoLaunchedFlow }
}
""",
    good="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review {
    where Status = "Draft"
    only when changed to meet
    path recall -> Undo
  }
  stage Review { approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal }
  stage Undo {
    background Reset calls Reset_Status
    background Inform calls Reset_Status
  }
  flow Reset_Status { type AutoLaunchedFlow }
}
""",
)
def check(path: ScheduledPath, context: Context) -> Iterator[Found]:
    """Report a recall path that goes to a decision, on to another element, or to people."""
    if path.path_type != APPROVAL_RECALL or not path.connector:
        return
    element = context.names.target(path.connector.target)
    if isinstance(element, Stage):
        people = [step for step in element.steps if not step.is_background]
        if people:
            yield Found(
                people[0].where("name"),
                f"The recall path holds {people[0].name}, which is no background step: it runs background steps only.",
                help="Ask nobody on the recall path; let background steps undo what was done.",
                element=context.path(element.name, people[0].name),
            )
        elif element.connector:
            yield Found(
                element.connector.where("target"),
                f"The recall path leads from {element.name} on to {element.connector.target}: it is to be one stage.",
                help="Put all steps of the recall path into its one stage.",
                element=context.path(element.name),
            )
    elif element:
        yield Found(
            path.connector.where("target"),
            f"The recall path leads to decision {element.name}: it is to be one stage with background steps.",
            help="Lead it to one stage, and decide inside the flows that its steps call.",
        )
