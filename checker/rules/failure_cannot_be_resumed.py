"""Errors after which a run is lost."""

from collections.abc import Iterator

from ...engine.decisions.choices import choices
from ...grammar.model import Orchestration, Stage
from ..assignees import asks_somebody, reference
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.NOTE,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="Some errors end a run that nobody can resume.",
    rationale="An error of a MuleSoft action, an assignee that is no valid user, group or queue, an error "
    "in a decision, and any error of an approval process leave the run in Error for good. Only a fault path "
    "prevents that, and only inside stages.",
    source='Salesforce Help, "Orchestration Run", "Error Handling in Orchestrations", and error handling of '
    "flow approval processes",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    then Route
  }
  decision Route {
    outcome Yes when Look.Outputs.total > 1 -> Post
    otherwise -> end, intended
  }
  stage Post { mulesoft Posting calls Post_It }
  flow Look_Up { type AutoLaunchedFlow  out total: number }
  known flows "Post_It"
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    then Route
  }
  decision Route {
    outcome Yes when Look.Outputs.total > 1 -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Look_Up { type AutoLaunchedFlow  out total: number }
  known flows "Post_It"
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report once the stages and steps outside fault paths where an error is final; in an empty stage there is none.

    Decisions can fail too, but what makes one fail is not documented, so they are not listed.
    """
    unguarded = [
        stage
        for stage in orchestration.stages
        if stage.fault is None and not stage.fault_ends and (stage.steps or stage.exit_flow)
    ]
    if orchestration.is_approval:
        places = [stage.name for stage in unguarded]
        why = "no failed run of an approval process can be resumed"
    else:
        places = [place for stage in unguarded for place in _final_errors(stage, context.profile)]
        why = "it cannot be resumed"
    if places:
        yield Found(
            orchestration.where("name"),
            f"An error in {listed(places)} ends the run for good: {why}.",
            "Give these stages a fault path.",
        )


def _final_errors(stage: Stage, profile: str) -> Iterator[str]:
    is_final = choices(profile).chosen("mulesoft-error") == "not-resumable"
    for step in stage.steps:
        if step.is_mulesoft and is_final:
            yield f"{step.name} (MuleSoft action)"
        for assignee in step.assignees if asks_somebody(step) else ():
            path = reference(assignee)
            if path:
                yield f"{step.name} (assignee from {path.text})"
