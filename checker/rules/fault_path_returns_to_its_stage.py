"""A fault path that tries again without limit."""

from collections.abc import Iterator

from ...grammar.model import Stage
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule


@rule(
    on=Stage,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="A fault path leads back to the stage that failed, whatever the error was.",
    rationale="A handled error does not end the run: it follows the fault path. When that path leads back to the same "
    "stage and no decision lies on the way, an error that persists is met again and again; the run never shows Error, "
    "and each lap repeats the steps. No limit on the laps is documented. A note where each lap "
    "asks a person.",
    source='Salesforce Help, "Handle Stage Errors in Orchestrations"',
    bad="""
orchestration Order {
  start autolaunched -> Charge
  stage Charge { background Pay calls Pay_Card  on error -> Note_Error  then end }
  stage Note_Error { background Log calls Write_Log  then go to Charge }
  flow Pay_Card { type AutoLaunchedFlow }
  flow Write_Log { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Charge
  stage Charge { background Pay calls Pay_Card  on error -> Note_Error  then end }
  stage Note_Error { background Log calls Write_Log  then Again }
  decision Again {
    when Log.Outputs.attempts < 3 -> go to Charge
    otherwise -> end, intended
  }
  flow Pay_Card { type AutoLaunchedFlow }
  flow Write_Log { type AutoLaunchedFlow  out attempts: number }
}
""",
)
def check(stage: Stage, context: Context) -> Iterator[Found]:
    """Report a fault path that comes back through stages alone; with a person on the way it is a note."""
    if not stage.fault:
        return
    passed: dict[str, Stage] = {}
    element = context.names.target(stage.fault.target)
    while isinstance(element, Stage) and element is not stage:
        if element.name in passed or not element.connector:
            return
        passed[element.name] = element
        element = context.names.target(element.connector.target)
    if element is not stage:
        return
    way = f" through {listed(tuple(passed))}" if passed else ""
    asked = next(
        (
            step.name
            for each in passed.values()
            for step in each.steps
            if step.is_interactive or step.is_approval
        ),
        None,
    )
    severity, meaning = Severity.WARNING, "the run repeats the stage without limit and never shows Error"
    if asked:
        severity, meaning = Severity.NOTE, f"each lap asks {asked}, and nothing limits the laps"
    yield Found(
        stage.fault.where("target"),
        f"The fault path of {stage.name} leads back to {stage.name}{way}: while the error persists, {meaning}.",
        help="Count the attempts and leave by a decision on the fault path, or lead it elsewhere.",
        severity=severity,
    )
