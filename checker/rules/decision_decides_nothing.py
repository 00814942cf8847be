"""A decision whose only outcome is always taken."""

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
    summary="Every run that comes to a decision takes its only outcome.",
    rationale="The conditions of the outcome hold with whatever values runs bring to the decision, so its default is never "
    "taken and it decides nothing. It may be a safeguard against values that cannot come; or what it asks was decided "
    "before.",
    source="Metadata API, FlowDecision: rules are tried in order, else the default",
    bad="""
orchestration Loan {
  start autolaunched -> Ask
  stage Ask { background Score calls Get_Score async  then Enough }
  decision Enough {
    outcome Yes when Score.Outputs.score >= 600 -> Talk
    otherwise "Too little" -> end, intended
  }
  stage Talk { interactive Advice calls Advise assigned to queue Desk  then Special }
  decision Special {
    outcome Plain when Score.Outputs.score > 550 -> Grant
    otherwise "No" -> end, intended
  }
  stage Grant { background Pay calls Get_Score async  then end }
  flow Get_Score { type AutoLaunchedFlow  async  out score: integer 300..900 not null }
  flow Advise { type Flow }
}
""",
    good="""
orchestration Loan {
  start autolaunched -> Ask
  stage Ask { background Score calls Get_Score async  then Enough }
  decision Enough {
    outcome Yes when Score.Outputs.score >= 600 -> Talk
    otherwise "Too little" -> end, intended
  }
  stage Talk { interactive Advice calls Advise assigned to queue Desk  then Special }
  decision Special {
    outcome Plain when Score.Outputs.score > 650 -> Grant
    otherwise "No" -> end, intended
  }
  stage Grant { background Pay calls Get_Score async  then end }
  flow Get_Score { type AutoLaunchedFlow  async  out score: integer 300..900 not null }
  flow Advise { type Flow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Note such decisions once. Where values are only sampled, nothing is said."""
    from ..proofs.outcomes import Outcomes

    analysis = context.proofs.analysis
    if analysis is None or analysis.encoding.space.notes:
        return
    found = [
        (decision, only)
        for decision in orchestration.decisions
        if (only := Outcomes(analysis, decision).only) is not None
    ]
    if found:
        decision, only = found[0]
        told = [f"{only.name} of decision {decision.name}" for decision, only in found]
        yield Found(
            only.where("name"),
            f"Every run that comes to the decision takes the outcome {listed(told)}: the default is never taken.",
            help="Leave it as a safeguard, or lead there without the decision.",
            element=context.path(decision.name, only.name),
            related=tuple((only.where("name"), "always taken") for _, only in found[1:]),
        )
