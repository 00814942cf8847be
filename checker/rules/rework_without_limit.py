"""Loops that people or flows may repeat any number of times."""

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
    preset=Preset.PEDANTIC,
    summary="Stages can repeat any number of times, as people or flows decide.",
    rationale="A Go To connector makes a loop. Where the results of its steps alone decide whether it is left, nothing "
    "limits the laps; each one makes new stage runs and step runs. That is often meant, and never an error as long "
    "as the loop can be left.",
    source='Salesforce Help, "Go To Connectors in Flows"',
    bad="""
orchestration Order {
  start autolaunched -> Review
  stage Review { interactive Look calls Ask assigned to queue Sales  then Approved }
  decision Approved {
    when Look.Outputs.answer = "Yes" -> end
    otherwise "No" -> go to Review
  }
  flow Ask { type Flow  out answer: one of "Yes", "No" not null }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Review
  stage Review { interactive Look calls Ask assigned to queue Sales  then Approved }
  decision Approved {
    when Look.Outputs.answer = "Yes" -> end
    otherwise "No" -> Repeat
  }
  stage Repeat { interactive Again calls Ask assigned to queue Sales  then end }
  flow Ask { type Flow  out answer: one of "Yes", "No" not null }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Note the stages once for the whole orchestration."""
    from ..proofs.rework_laps import repeated_stages

    analysis = context.proofs.analysis
    stages = () if analysis is None else repeated_stages(analysis)
    if stages:
        yield Found(
            orchestration.where("name"),
            f"{listed(stages)} can repeat any number of times: the results of steps alone decide when it ends.",
            help="If there should be a limit, count the laps in a flow and decide on the count.",
        )
