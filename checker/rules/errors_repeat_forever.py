"""A fault path that leads round to the same errors, and nothing counts them."""

from collections.abc import Iterator

from ...grammar.model import Stage
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Stage,
    proves=True,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="A fault path never ends when the error persists.",
    rationale="A handled error does not end the run; it follows the fault path. When that path leads back to where the "
    "error strikes again and no value counts the attempts, a persistent error goes round for ever and the run never "
    "shows Error. Decided with the data: a counter that a called flow keeps and a decision reads makes an end.",
    source='Salesforce Help, "Handle Stage Errors in Orchestrations"',
    bad="""
orchestration Order {
  start autolaunched -> Charge
  stage Charge { background Pay calls Pay_Card async  on error -> Ask_Bank  then end }
  stage Ask_Bank { background Bank calls Call_Bank async  then Reached }
  decision Reached {
    when Bank.Outputs.open = true -> go to Charge
    otherwise -> go to Ask_Bank
  }
  flow Pay_Card { type AutoLaunchedFlow  async }
  flow Call_Bank { type AutoLaunchedFlow  async  out open: boolean not null }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Charge
  stage Charge { background Pay calls Pay_Card async  on error -> Ask_Bank  then end }
  stage Ask_Bank { background Bank calls Call_Bank async  then Reached }
  decision Reached {
    when Bank.Outputs.open = true -> Give_Up
    otherwise -> Give_Up
  }
  stage Give_Up { background Note calls Pay_Card async  then end }
  flow Pay_Card { type AutoLaunchedFlow  async }
  flow Call_Bank { type AutoLaunchedFlow  async  out open: boolean not null }
}
""",
)
def check(stage: Stage, context: Context) -> Iterator[Found]:
    """Report a stage with a fault path that lies on a circle which only errors keep going."""
    from ..encoding.system import Duty
    from ..proofs.evidence import endless_run, nearest
    from ..proofs.fault_endings import ADVICE, uncounted
    from ..proofs.laps import fault_edges

    analysis = context.proofs.analysis
    if analysis is None or stage.fault is None:
        return
    laps = analysis.laps.get(stage.name)
    if laps is None or context.counted_down:
        return
    states = laps.forced or laps.all
    place = nearest(analysis, states)
    made = analysis.program.stages[analysis.program.stage_index[stage.name.casefold()]]
    errors = frozenset(fault_edges(analysis, made.index))
    trace = endless_run(analysis, place, states[place], frozenset({Duty.OPTIONAL}), laps.left_out, errors)
    if laps.forced:
        why = uncounted(context.orchestration, context.contracts, stage.name)
        yield Found(
            stage.fault.where("target"),
            f"If {stage.name} fails again and again, its fault path leads back to it without end: "
            f"{why}, and the run never shows Error.",
            help=ADVICE[why],
            trace=trace,
        )
    else:
        yield Found(
            stage.fault.where("target"),
            f"If {stage.name} fails again and again, its fault path can lead back to it any number of times: only "
            "the answer that a decision on the way reads ends that.",
            help="If there should be a limit, count the attempts in a flow and decide on the count.",
            severity=Severity.NOTE,
            trace=trace,
        )
