"""A decision on outputs of steps that have not run."""

from collections.abc import Iterator

from ...grammar.model import Decision
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule


@rule(
    on=Decision,
    proves=True,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="A decision can be reached without a result of any step that it reads.",
    rationale="An output is null before its step's flow has finished. On the path reported here every value that the "
    "decision looks at is null, so what it takes says nothing about the case: a path that skips the steps, or a fault "
    "path that joins back, decides as if they had run.",
    source='Salesforce Help, "Orchestration Steps", Automatic Output',
    bad="""
orchestration Order {
  start autolaunched -> Screen
  stage Screen { background Look calls Look_Up async  on error -> By_Hand  then Hit }
  stage By_Hand { interactive Person calls Ask assigned to queue Desk  then go to Hit }
  decision Hit {
    when Look.Outputs.hit = true -> Stop
    otherwise "No hit" -> Go
  }
  stage Stop { background Tell calls Look_Up async  then end }
  stage Go { background Send calls Look_Up async  then end }
  flow Look_Up { type AutoLaunchedFlow  async  out hit: boolean not null }
  flow Ask { type Flow  out hit: boolean not null }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Screen
  stage Screen { background Look calls Look_Up async  on error -> By_Hand  then Hit }
  stage By_Hand { interactive Person calls Ask assigned to queue Desk  then go to Hit }
  decision Hit {
    when Look.Outputs.hit = false or Person.Outputs.hit = false -> Go
    otherwise "Hit" -> Stop
  }
  stage Stop { background Tell calls Look_Up async  then end }
  stage Go { background Send calls Look_Up async  then end }
  flow Look_Up { type AutoLaunchedFlow  async  out hit: boolean not null }
  flow Ask { type Flow  out hit: boolean not null }
}
""",
)
def check(decision: Decision, context: Context) -> Iterator[Found]:
    """Report a decision that looks at outputs alone and is reached without any of them."""
    from ..proofs.decisions import Deciding
    from ..proofs.evidence import shortest_run

    analysis = context.proofs.analysis
    if analysis is None:
        return
    deciding = Deciding(analysis, decision)
    keys = deciding.keys
    asks_for_null = any(atom.operator in ("IsNull", "IsBlank", "WasSet") for atom in deciding.atoms)
    if not keys or asks_for_null or deciding.reads_statuses or any(key.kind != "output" for key in keys):
        return
    found = deciding.without_results()
    if found is not None:
        place, states = found
        steps = deciding.steps()
        yield Found(
            decision.where("name"),
            f"Decision {decision.name} can be reached without a result of {listed(steps)}: every value it looks at is null "
            "then.",
            help="Read a value of the path that leads here too, or lead that path past the decision.",
            trace=shortest_run(analysis, place.location, states),
        )
