"""Loops that no answer leads out of, though errors may."""

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
    summary="A run can go round for ever although every flow returns and every person acts.",
    rationale="A loop of Go To connectors is left by the outcome of a decision. Where no answer, no value of the record and "
    "no evaluation flow brings that outcome about any more, the run stays In Progress until a step fails or somebody cancels "
    "it, and each lap asks the same people again. That an error leads out of the loop does not help those who make none.",
    source='Salesforce Help, "Go To Connectors in Flows"',
    bad="""
orchestration Order {
  start autolaunched -> Review
  stage Review { interactive Look calls Ask assigned to queue Sales  then Approved }
  decision Approved {
    when Look.Outputs.answer = "Yes" -> Second
    otherwise -> Repeat
  }
  stage Second { interactive Sign calls Ask_Again assigned to queue Sales  then Still }
  stage Repeat {
    interactive Again calls Ask_Again assigned to queue Sales
    on error -> Ship
    then Still
  }
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
  stage Repeat {
    interactive Again calls Ask_Again assigned to queue Sales
    on error -> Ship
    then Still
  }
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
    """Report the nearest such loop and name all stages in them; nothing where not even an error leads to Completed, which is
    another rule's matter.
    """
    from ..diagrams.diagrams import EMPTY
    from ..encoding.system import Duty
    from ..proofs.evidence import endless_run, nearest

    analysis = context.proofs.analysis
    if analysis is None:
        return
    without = analysis.model.diagrams.difference
    left = {
        number: without(states, analysis.trapped.get(number, EMPTY))
        for number, states in analysis.goes_round.items()
    }
    found = {number: states for number, states in left.items() if states != EMPTY}
    if not found:
        return
    location = nearest(analysis, found)
    yield Found(
        orchestration.where("name"),
        f"A run that comes to {listed(analysis.stages_of(found))} like this goes round for ever: no answer leads out of the loop, "
        "only an error or somebody who cancels the run.",
        help="Let an outcome lead out of the loop that an answer given in it brings about.",
        trace=endless_run(
            analysis, location, found[location], frozenset({Duty.OPTIONAL, Duty.FAULT, Duty.STRIKE})
        ),
    )
