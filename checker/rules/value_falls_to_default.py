"""A declared value that no outcome of a decision names."""

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
    summary="A declared value falls to a default outcome that was not made for it.",
    rationale="Whatever matches no outcome takes the default. When the values that a flow or field can have are declared, "
    "some run comes to the decision with one that no outcome names, and the default ends the run there, or is labelled "
    "for another value, that value was probably forgotten. Decided with the values that runs bring to the decision.",
    source="Metadata API, FlowDecision: defaultConnector; the declared domain of the value",
    bad="""
orchestration Order {
  start autolaunched -> Ask
  stage Ask { background Status calls Get_Status async  then Which }
  decision Which {
    when Status.Outputs.status = "Open" -> Work
    when Status.Outputs.status = "Closed" -> Close
    otherwise "Anything else" -> end
  }
  stage Work { background Do calls Get_Status async  then end }
  stage Close { background Tell calls Get_Status async  then end }
  flow Get_Status { type AutoLaunchedFlow  async  out status: one of "Open", "Waiting", "Closed" not null }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Ask
  stage Ask { background Status calls Get_Status async  then Which }
  decision Which {
    when Status.Outputs.status = "Open" -> Work
    when Status.Outputs.status = "Waiting" -> Work
    otherwise "Closed" -> Close
  }
  stage Work { background Do calls Get_Status async  then end }
  stage Close { background Tell calls Get_Status async  then end }
  flow Get_Status { type AutoLaunchedFlow  async  out status: one of "Open", "Waiting", "Closed" not null }
}
""",
)
def check(decision: Decision, context: Context) -> Iterator[Found]:
    """Report declared values that reach the default and are named nowhere."""
    from ...engine.values import shown
    from ..proofs.decisions import Deciding
    from ..proofs.evidence import shortest_run

    analysis = context.proofs.analysis
    if analysis is None:
        return
    deciding = Deciding(analysis, decision)
    label = (decision.default_label or "").casefold()
    ends = decision.default is None and not decision.default_intended
    declared = {value for key in deciding.keys for value in (*deciding.unnamed(key), *deciding.named(key))}
    is_for_a_value = label != "" and any(str(value).casefold() == label for value in declared)
    for key in deciding.keys:
        unnamed = [value for value in deciding.unnamed(key) if str(value).casefold() != label]
        is_the_other = len(unnamed) == 1 and len(set(deciding.named(key))) == 1 and not is_for_a_value
        if not unnamed or is_the_other or not (ends or is_for_a_value):
            continue
        fallen = {value: found for value in unnamed if (found := deciding.falling(key, value)) is not None}
        if fallen:
            what = analysis.encoding.space.spelled(key)
            goes = "ends the run" if ends else f'is labelled "{decision.default_label}"'
            first, (place, states) = next(iter(fallen.items()))
            yield Found(
                decision.where("name"),
                f"When {what} is {' or '.join(map(shown, fallen))}, no outcome of decision {decision.name} is taken, and "
                f"its default {goes}.",
                help="Add an outcome for the value, or label the default with it where that is meant.",
                trace=shortest_run(analysis, place.location, states, {key: first}),
            )
            return
