"""A point from which no run completes any more."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    proves=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="A run can get to a point from which it can never complete.",
    rationale="From every point of a run there should be some way to run status Completed (the option to complete). "
    "From the points reported here there is none, whatever people do, flows return and records become: the run goes "
    "round, or waits, until somebody cancels it or an error ends it.",
    source='Salesforce Help, "Orchestration Run", Orchestration Run Status',
    bad="""
orchestration Order {
  start autolaunched -> Review
  stage Review { interactive Look calls Ask assigned to queue Sales  then Approved }
  decision Approved {
    when Look.Outputs.answer = "Yes" -> Second
    otherwise -> Repeat
  }
  stage Second { interactive Sign calls Ask_Again assigned to queue Sales  then Still }
  stage Repeat { interactive Again calls Ask_Again assigned to queue Sales  then Still }
  decision Still {
    when Look.Outputs.answer = "Yes" -> Ship
    otherwise "No" -> go to Repeat
  }
  stage Ship { background Send calls Send_It  then end }
  flow Ask { type Flow  out answer: one of "Yes", "No" not null }
  flow Ask_Again { type Flow  out answer: one of "Yes", "No" not null }
  flow Send_It { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Review
  stage Review { interactive Look calls Ask assigned to queue Sales  then Approved }
  decision Approved {
    when Look.Outputs.answer = "Yes" -> Second
    otherwise -> Repeat
  }
  stage Second { interactive Sign calls Ask_Again assigned to queue Sales  then Still }
  stage Repeat { interactive Again calls Ask_Again assigned to queue Sales  then Still }
  decision Still {
    when Look.Outputs.answer = "Yes" or Again.Outputs.answer = "Yes" -> Ship
    otherwise "No" -> go to Repeat
  }
  stage Ship { background Send calls Send_It  then end }
  flow Ask { type Flow  out answer: one of "Yes", "No" not null }
  flow Ask_Again { type Flow  out answer: one of "Yes", "No" not null }
  flow Send_It { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report the nearest such point, and name the stages where there are others; nothing where values are sampled."""
    from ..proofs.evidence import nearest, shortest_run

    analysis = context.proofs.analysis
    if analysis is None or not analysis.trapped or analysis.encoding.space.notes:
        return
    stages = analysis.stages_of(analysis.trapped)
    location = nearest(analysis, analysis.trapped)
    yield Found(
        orchestration.where("name"),
        f"A run that comes to {listed(stages)} like this can never complete: no way leads to Completed any more.",
        help="Add a way out that holds then too: an outcome that leads on, or an end.",
        trace=shortest_run(analysis, location, analysis.trapped[location]),
    )
