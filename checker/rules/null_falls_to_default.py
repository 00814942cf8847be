"""A default outcome that only null takes."""

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
    summary="The default of a decision is taken only where a value is null.",
    rationale="Every value that can come is caught by an outcome, and null by none: a comparison with it does not hold. The "
    "default is then what the run does without an answer: after a step that was skipped, failed, or gave nothing. Often that is "
    "what it is there for, so it is a note, said once for the orchestration.",
    source='Metadata API, FlowDecision: defaultConnector; Salesforce Help, "Orchestration Steps", Automatic Output',
    bad="""
orchestration Order {
  start autolaunched -> Ask
  stage Ask { background Look calls Look_Up async  then Which }
  decision Which {
    outcome Yes when Look.Outputs.answer = "Yes" -> Pay
    outcome No when Look.Outputs.answer = "No" -> Return
    otherwise "Else" -> Pay
  }
  stage Pay { background Send calls Look_Up async  then end }
  stage Return { background Tell calls Look_Up async  then end }
  flow Look_Up { type AutoLaunchedFlow  async  out answer: one of "Yes", "No" }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Ask
  stage Ask { background Look calls Look_Up async  then Which }
  decision Which {
    outcome Yes when Look.Outputs.answer = "Yes" -> Pay
    outcome No when Look.Outputs.answer = "No" -> Return
    otherwise "Else" -> Pay
  }
  stage Pay { background Send calls Look_Up async  then end }
  stage Return { background Tell calls Look_Up async  then end }
  flow Look_Up { type AutoLaunchedFlow  async  out answer: one of "Yes", "No", "Later" }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Note such decisions once. Where values are only sampled, nothing is said."""
    from ..proofs.evidence import shortest_run
    from ..proofs.nulls import null_of_default

    analysis = context.proofs.analysis
    if analysis is None or analysis.encoding.space.notes:
        return
    found = [
        (decision, falling)
        for decision in orchestration.decisions
        if (falling := null_of_default(analysis, decision)) is not None
    ]
    if found:
        decision, first = found[0]
        told = [f"{decision.name} (of {falling.value})" for decision, falling in found]
        yield Found(
            decision.spans.get("default_label", decision.where("name")),
            f"Only a null takes the default of decision {listed(told)}: an outcome catches every value that can come.",
            help="Leave it so where the default says what to do without an answer; else ask for null in an outcome.",
            element=context.path(decision.name),
            related=tuple((decision.where("name"), "here too") for decision, _ in found[1:]),
            trace=shortest_run(analysis, first.location, first.states),
        )
