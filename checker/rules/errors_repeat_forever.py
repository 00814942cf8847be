"""A fault path that leads round to the same errors, and nothing counts them."""

from collections.abc import Iterator

from ...grammar.model import Stage
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
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
    "shows Error. Decided with the data: a counter that a called flow keeps and a decision reads makes an end. Stages whose "
    "errors lead round in one loop are told together.",
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
    """Report a stage with a fault path that lies on a circle which only errors keep going; one stage for each circle, with the
    others whose errors that one goes through.
    """
    from ..encoding.system import Duty
    from ..proofs.evidence import endless_run, nearest
    from ..proofs.fault_endings import ADVICE, uncounted
    from ..proofs.laps import fault_edges
    from ..proofs.one_loop import told_with

    analysis = context.proofs.analysis
    if analysis is None or stage.fault is None:
        return
    laps = analysis.laps.get(stage.name)
    if laps is None or context.counted_down:
        return
    told = told_with(analysis, context.graph)
    if told[stage.name] != stage.name:
        return
    others = [name for name in told if told[name] == stage.name != name]
    beside = f" Errors of {listed(others)} go round in this loop too." if others else ""
    related = tuple(
        (other.fault.where("target"), f"errors of {other.name} go round in this loop too")
        for other in context.orchestration.stages
        if other.fault is not None and other.name in others
    )
    states = laps.forced or laps.all
    place = nearest(analysis, states)
    errors = frozenset(fault_edges(analysis, analysis.compiled(stage).index))
    trace = endless_run(analysis, place, states[place], frozenset({Duty.OPTIONAL}), laps.left_out, errors)
    if laps.forced:
        why = uncounted(context.orchestration, context.contracts, stage.name)
        yield Found(
            stage.fault.where("target"),
            f"If {stage.name} fails again and again, its fault path leads back to it without end: "
            f"{why}, and the run never shows Error.{beside}",
            help=ADVICE[why],
            related=related,
            trace=trace,
        )
    else:
        yield Found(
            stage.fault.where("target"),
            f"If {stage.name} fails again and again, its fault path can lead back to it any number of times: only "
            f"the answer that a decision on the way reads ends that.{beside}",
            help="If there should be a limit, count the attempts in a flow and decide on the count.",
            related=related,
            severity=Severity.NOTE,
            trace=trace,
        )
