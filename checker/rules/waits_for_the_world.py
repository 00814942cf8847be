"""Stages that wait for something nobody is obliged to do."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    proves=True,
    severity=Severity.NOTE,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="Some stage goes on only when a record changes, an evaluation flow answers, or an event is published.",
    rationale="When no step of a stage is in progress, only the world can get the run going: a change of the triggering "
    "record that the conditions name, another answer of an evaluation flow, a published Flow Orchestration Event. "
    "Nobody is obliged to any of them, so the run may wait for as long as it takes.",
    source='Salesforce Help, "Evaluation Flows in Orchestrations"; "Considerations for Orchestrations"',
    bad="""
orchestration Order {
  start when Order__c is created -> Wait
  stage Wait {
    background Note calls Write_Note async
    completes when $Record.Status__c = "Paid"
    then end
  }
  flow Write_Note { type AutoLaunchedFlow  async }
}
""",
    good="""
orchestration Order {
  start when Order__c is created -> Wait
  stage Wait { background Note calls Write_Note async  then end }
  flow Write_Note { type AutoLaunchedFlow  async }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Note the stages once for the whole orchestration, but for those of nobody-looks."""
    from ..proofs.overlooked import overlooked

    analysis = context.proofs.analysis
    if analysis is None:
        return
    told = {found.stage.name for found in overlooked(analysis)}
    waiting = tuple(name for name in analysis.stages_of(analysis.helped) if name not in told)
    if waiting:
        verb = "waits" if len(waiting) == 1 else "wait"
        yield Found(
            orchestration.where("name"),
            f"{listed(waiting)} {verb}, in some run, for a change of the record, an evaluation flow or a published "
            "event; nobody is obliged to any of them.",
            help="Make sure that something outside does it, or add a way on that needs nobody.",
        )
