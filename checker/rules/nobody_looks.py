"""A stage that nothing makes the run look at again."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    proves=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A stage waits, nobody is left to act, and only a published event makes the run judge its conditions again.",
    rationale="Conditions and evaluation flows are judged when a step of the stage completes, when a field that a "
    "requirement names changes, and when a Flow Orchestration Event is published. Where an evaluation flow says no after "
    "the last step has completed, it is never asked again by itself. A warning where the stage needs every step, so that "
    "a no for one of them leaves the stage waiting; a note, once, where an evaluation flow ends the stage.",
    source='Salesforce Help, "Evaluation Flows in Orchestrations"; "Considerations for Orchestrations"',
    bad="""
orchestration Order {
  start autolaunched -> Review
  stage Review {
    interactive Sales calls Ask assigned to queue Sales
    interactive Boss calls Ask assigned to queue Bosses starts when flow Is_Big returns true
    then end
  }
  flow Ask { type Flow }
  flow Is_Big { type EvaluationFlow  out isOrchestrationConditionMet: boolean }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Review
  stage Review {
    interactive Sales calls Ask assigned to queue Sales
    interactive Boss calls Ask assigned to queue Bosses starts when flow Is_Big returns true
    completes when Sales is Completed and Boss is not InProgress
    then end
  }
  flow Ask { type Flow }
  flow Is_Big { type EvaluationFlow  out isOrchestrationConditionMet: boolean }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Warn of each stage that needs every step; note the others together."""
    from ..proofs.evidence import nearest_run
    from ..proofs.overlooked import overlooked

    analysis = context.proofs.analysis
    if analysis is None:
        return
    noted: list[str] = []
    for found in overlooked(analysis):
        stage = orchestration.stages[found.stage.index]
        asked = f" {' or '.join(found.flows)} said no, and" if found.flows else ""
        if stage.exit_flow or (stage.exit and found.flows):
            noted.append(stage.name)
            continue
        yield Found(
            stage.where("name"),
            f"Stage {stage.name} can wait for ever:{asked} no step is in progress whose completion would make the run judge "
            "its conditions again. Only a published Flow Orchestration Event would.",
            help="Decide before the stage whether the step is needed, give the stage an exit condition that holds without "
            "it, or publish a Flow Orchestration Event for $Orchestration.Instance.",
            element=context.path(stage.name),
            trace=nearest_run(analysis, found.states),
        )
    if noted:
        verb = "waits" if len(noted) == 1 else "wait"
        yield Found(
            orchestration.where("name"),
            f"{listed(noted)} {verb}, in some run, with no step in progress: the evaluation flow is asked again only when a "
            "Flow Orchestration Event is published.",
            help="Publish one for $Orchestration.Instance where what the evaluation flow looks at changes.",
            severity=Severity.NOTE,
        )
