"""A stage that completes while somebody still holds a work item of it."""

from collections.abc import Iterator

from ...grammar.model import Orchestration, Stage, Step
from ..context import Context
from ..finding import Confidence, Severity, TraceStep
from ..prose import listed
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    proves=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A stage can complete although somebody still holds a work item of one of its steps.",
    rationale="When a stage's exit condition holds, its steps in progress are Discontinued and their work items are "
    "closed, whatever they were waiting for. A warning where a step's own entry condition asks for a person and the "
    "exit condition holds in the same moment: the work item appears and is gone before anybody can open it. A note "
    "where something happens in between, for the first answer may be meant to decide for all.",
    source='Salesforce Help, "Orchestration Stages", exit conditions; "Orchestration Steps", Discontinued',
    bad="""
orchestration Order {
  start autolaunched -> Rate
  stage Rate { background Level calls Get_Level async  then Review }
  stage Review {
    interactive Manager calls Ask assigned to queue Managers starts when Level.Outputs.level > 0
    interactive Director calls Ask assigned to queue Directors starts when Level.Outputs.level > 1
    completes when Level.Outputs.level < 2 or Director is Completed
    then end
  }
  flow Get_Level { type AutoLaunchedFlow  async  out level: integer 0..3 not null }
  flow Ask { type Flow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Rate
  stage Rate { background Level calls Get_Level async  then Review }
  stage Review {
    interactive Manager calls Ask assigned to queue Managers starts when Level.Outputs.level > 0
    interactive Director calls Ask assigned to queue Directors starts when Level.Outputs.level > 1
    completes when logic "1 OR (2 AND 3) OR (3 AND 4)" {
      1: Level.Outputs.level < 1
      2: Level.Outputs.level < 2
      3: Manager is Completed
      4: Director is Completed
    }
    then end
  }
  flow Get_Level { type AutoLaunchedFlow  async  out level: integer 0..3 not null }
  flow Ask { type Flow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Warn, by stage, of the first work item that vanishes as it appears; note those that other events close, once."""
    from ..proofs.cut_off import CutOff, cut_off, run_of_cut_off

    analysis = context.proofs.analysis
    if analysis is None:
        return
    noted: list[tuple[Stage, CutOff]] = []
    for stage, made in zip(orchestration.stages, analysis.program.stages, strict=True):
        for cut in cut_off(analysis, made):
            step = stage.steps[cut.step.index]
            if cut.start and step.entry and step.entry_flow is None and stage.exit_flow is None:
                yield _gone(stage, step, context.path(stage.name), run_of_cut_off(analysis, cut))
                break
            noted.append((stage, cut))
    if noted:
        stage, cut = noted[0]
        told = [f"{cut.step.subject.step} of {stage.name}" for stage, cut in noted]
        yield Found(
            stage.exit or stage.exit_flow or stage,
            f"A stage can complete while somebody still holds a work item: that of {listed(told)}. It is closed "
            "then, and nobody needs to have looked at it.",
            help="Leave it so where the first answer decides for all; else let the exit condition wait for the step.",
            severity=Severity.NOTE,
            element=context.path(stage.name),
            trace=run_of_cut_off(analysis, cut),
        )


def _gone(stage: Stage, step: Step, element: str, trace: tuple[TraceStep, ...]) -> Found:
    return Found(
        stage.exit or stage,
        f"Stage {stage.name} can complete in the moment in which {step.name} starts: its entry condition asks for somebody, "
        "and the exit condition of the stage holds with the same values. The work item is gone before anybody can open it.",
        help="Let the exit condition wait for the step where its entry condition holds, or declare the values that can come.",
        element=element,
        related=((step.entry or step, f"{step.name} starts when this holds"),),
        trace=trace,
    )
