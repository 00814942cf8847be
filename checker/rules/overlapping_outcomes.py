"""Two outcomes that hold at once, so that their order decides."""

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
    summary="Two outcomes of a decision can hold at once, and only their order tells which is taken.",
    rationale="Outcomes are tried in order, and the first that holds is taken. Where some run comes to the decision with "
    "values for which two of them hold, moving one changes what the run does. Often that is meant, so it is a note, said once "
    "for the orchestration. Nothing is said where both lead to the same place, or where the earlier one is a special case of "
    "the later one. Decided with the values that runs bring to the decision.",
    source="Metadata API, FlowDecision: rules are tried in order, else the default",
    bad="""
orchestration Order {
  start autolaunched -> Ask
  stage Ask { background Look calls Look_Up async  then Which }
  decision Which {
    outcome Urgent when Look.Outputs.urgent = true -> Rush
    outcome Large when Look.Outputs.amount > 1000 -> Check
    otherwise "Plain" -> Send
  }
  stage Rush { background Hurry calls Do async  then end }
  stage Check { background Examine calls Do async  then end }
  stage Send { background Post calls Do async  then end }
  flow Look_Up { type AutoLaunchedFlow  async  out urgent: boolean not null  out amount: integer 0..5000 not null }
  flow Do { type AutoLaunchedFlow  async }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Ask
  stage Ask { background Look calls Look_Up async  then Which }
  decision Which {
    outcome Urgent when Look.Outputs.urgent = true -> Rush
    outcome Large when Look.Outputs.amount > 1000 and Look.Outputs.urgent = false -> Check
    otherwise "Plain" -> Send
  }
  stage Rush { background Hurry calls Do async  then end }
  stage Check { background Examine calls Do async  then end }
  stage Send { background Post calls Do async  then end }
  flow Look_Up { type AutoLaunchedFlow  async  out urgent: boolean not null  out amount: integer 0..5000 not null }
  flow Do { type AutoLaunchedFlow  async }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Note the pairs once, with values and a run that show the first."""
    from ..proofs.evidence import shortest_run
    from ..proofs.examples import keys_of, values_in
    from ..proofs.outcomes import Outcomes

    analysis = context.proofs.analysis
    if analysis is None:
        return
    found = [
        (decision, overlap)
        for decision in orchestration.decisions
        for overlap in Outcomes(analysis, decision).overlaps()
    ]
    if found:
        decision, shown = found[0]
        conditions = (*shown.first.requirements.conditions, *shown.second.requirements.conditions)
        values = values_in(analysis, shown.states, keys_of(analysis, conditions))
        example = (
            f" For example both {shown.first.name} and {shown.second.name} hold where {listed(values)}."
            if values
            else ""
        )
        pairs = [f"{one.first.name} and {one.second.name} of {each.name}" for each, one in found]
        yield Found(
            shown.second.where("name"),
            f"Two outcomes can hold at once, and the one that is tried first is taken: {'; '.join(pairs)}.{example}",
            help="Leave it so where the order is meant; else make the conditions exclude each other.",
            element=context.path(decision.name, shown.second.name),
            related=((shown.first.where("name"), f"{shown.first.name} is tried first"),),
            trace=shortest_run(analysis, shown.location, shown.states),
        )
