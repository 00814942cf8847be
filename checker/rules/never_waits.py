"""A run that goes round without ever waiting."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    proves=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="A run can go round without ever waiting, and the platform ends it in Error.",
    rationale="A stage whose exit condition holds as it starts, or whose steps are done at once, is left in the same moment. "
    "Where it leads back to itself and nothing on the way waits for a person or a flow, nothing can change between two "
    "rounds: the run would go round for ever. Some limit of the transaction ends it: the run is in Error, and nobody can resume "
    "it. Decided for every run and every value.",
    source="a ruling of this project, decision endless-burst (docs/decisions.md): no document names the limit",
    bad="""
orchestration Order {
  field $Record.Kind__c: one of "Small", "Large" not null, never changed
  start when Order__c is created -> Pack
  stage Pack {
    background Pick calls Pick_Items async
    completes when Pick is not NotStarted
    then Ready
  }
  decision Ready {
    when $Record.Kind__c = "Large" -> go to Pack
    otherwise "Small" -> end, intended
  }
  flow Pick_Items { type AutoLaunchedFlow  async }
}
""",
    good="""
orchestration Order {
  field $Record.Kind__c: one of "Small", "Large" not null, changed only by Pick_Items
  start when Order__c is created -> Pack
  stage Pack {
    background Pick calls Pick_Items async
    then Ready
  }
  decision Ready {
    when $Record.Kind__c = "Large" -> go to Pack
    otherwise "Small" -> end, intended
  }
  flow Pick_Items { type AutoLaunchedFlow  async  writes $Record.Kind__c }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each stage or decision at which such a run is ended, with a shortest run."""
    from ..proofs.evidence import trace_steps
    from ..proofs.round_trips import round_trips

    analysis = context.proofs.analysis
    if analysis is None or analysis.encoding.space.open:
        return
    for trip in round_trips(analysis):
        node = context.names.get(trip.element) or orchestration
        yield Found(
            node.where("name"),
            f"A run can come back to {trip.element} without ever waiting, again and again: the platform ends it in Error.",
            help="Let a stage on the way wait for what has to change: complete it with its steps, or lead elsewhere.",
            element=context.path(trip.element),
            trace=trace_steps(analysis, trip.path),
        )
