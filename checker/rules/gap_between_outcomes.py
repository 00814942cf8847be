"""A number that falls between two outcomes."""

from collections.abc import Iterator

from ...grammar.model import Decision
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Decision,
    proves=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A number at the border of two outcomes belongs to neither and takes the default.",
    rationale="Less than 600 takes one outcome, greater than 600 another, and exactly 600 none: the default is taken for "
    "that single value only, although all around it never is. One of the comparisons was probably meant to include "
    "the border. Decided with the values that runs bring to the decision. A number that an outcome leaves out by <> is "
    "meant for the default.",
    source="Metadata API, FlowDecision: rules are tried in order, else the default",
    bad="""
orchestration Loan {
  start autolaunched -> Ask
  stage Ask { background Score calls Get_Score async  then Which }
  decision Which {
    when Score.Outputs.score < 600 -> Decline
    when Score.Outputs.score > 600 and Score.Outputs.score < 700 -> Look
    otherwise "High" -> Pay
  }
  stage Decline { background Tell calls Get_Score async  then end }
  stage Look { background Check calls Get_Score async  then end }
  stage Pay { background Send calls Get_Score async  then end }
  flow Get_Score { type AutoLaunchedFlow  async  out score: integer 300..900 not null }
}
""",
    good="""
orchestration Loan {
  start autolaunched -> Ask
  stage Ask { background Score calls Get_Score async  then Which }
  decision Which {
    when Score.Outputs.score <= 600 -> Decline
    when Score.Outputs.score > 600 and Score.Outputs.score < 700 -> Look
    otherwise "High" -> Pay
  }
  stage Decline { background Tell calls Get_Score async  then end }
  stage Look { background Check calls Get_Score async  then end }
  stage Pay { background Send calls Get_Score async  then end }
  flow Get_Score { type AutoLaunchedFlow  async  out score: integer 300..900 not null }
}
""",
)
def check(decision: Decision, context: Context) -> Iterator[Found]:
    """Report constants whose neighbours never take the default, and they themselves do."""
    from ...engine.values import shown
    from ..proofs.decisions import Deciding
    from ..proofs.evidence import shortest_run

    analysis = context.proofs.analysis
    if analysis is None:
        return
    deciding = Deciding(analysis, decision)
    for key in deciding.keys:
        for constant in deciding.borders(key):
            found = deciding.gap(key, constant)
            if found is not None:
                place, states = found
                what = analysis.encoding.space.spelled(key)
                yield Found(
                    decision.where("name"),
                    f"When {what} is exactly {shown(constant)}, no outcome of decision {decision.name} is taken: the "
                    "numbers just below and above it never take the default.",
                    help="Let one of the comparisons include the border: <= or >=.",
                    trace=shortest_run(analysis, place.location, states),
                )
                return
