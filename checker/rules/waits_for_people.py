"""Stages that only people can get a run out of."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import SHOWN, count, listed
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    proves=True,
    severity=Severity.NOTE,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="If nobody acts on a work item, the run waits in its stage for ever.",
    rationale="The options of an interactive step know no deadline: a work item that nobody completes stays open, and its "
    "stage In Progress, for as long as it takes. Where no other step, exit condition, evaluation flow or change of the "
    "record leads on, nothing ever escalates. Nearly every orchestration has such stages, so they are named once.",
    source='Salesforce Help, "Interactive Step Options"; practitioners whose approvals sat until somebody was back',
    bad="""
orchestration Contract {
  start autolaunched -> Review
  stage Review { interactive Legal_Review calls Look assigned to queue Legal  then end }
  flow Look { type Flow }
}
""",
    good="""
orchestration Contract {
  start autolaunched -> Review
  stage Review {
    interactive Legal_Review calls Look assigned to queue Legal
    background Deadline calls Wait_Three_Days async
    completes when Legal_Review is Completed or Deadline is Completed
    then end
  }
  flow Look { type Flow }
  flow Wait_Three_Days { type AutoLaunchedFlow  async }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Note the stages once for the whole orchestration."""
    from ..proofs.inaction import asked

    analysis = context.proofs.analysis
    if analysis is None:
        return
    lost = analysis.inaction.lost
    stages = analysis.stages_of(lost)
    if not stages:
        return
    steps = [
        orchestration.stages[stage.index].steps[step]
        for stage in analysis.program.stages
        for step in asked(analysis, stage, lost)
    ]
    names = listed([step.name for step in steps])
    where = f"stage {stages[0]}" if len(stages) == 1 else f"{count(len(stages), 'stage')} ({listed(stages)})"
    yield Found(
        orchestration.where("name"),
        f"If nobody acts on {names}, the run waits in {where} for ever: no other step, exit condition, evaluation flow "
        "or record change leads on.",
        help="Where that must not be, add a step that waits for the deadline, and let the exit condition read it.",
        related=tuple((step.where("name"), "somebody has to act on this") for step in steps[:SHOWN]),
    )
