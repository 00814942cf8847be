"""A flow that must not run twice, in a step that may."""

from collections.abc import Iterator

from ...grammar.model import Step
from ..assignees import asks_somebody
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Step,
    proves=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A resume repeats a flow that is declared not idempotent.",
    rationale="When a failed run is resumed, its background steps in Error, and those Discontinued without "
    "stored outputs, start again from the beginning. What the flow had done before the failure is done a "
    "second time.",
    source='Salesforce Help, "Orchestration Run" (resuming a failed run)',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  not idempotent }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  idempotent }
}
""",
)
def check(step: Step, context: Context) -> Iterator[Found]:
    """Report steps whose called flow is declared not idempotent and is started again in some run; runs of approval
    processes cannot be resumed. Of steps whose names are the same to Salesforce, the first one is meant.
    """
    from ..proofs.resuming import repeated

    if context.orchestration.is_approval or asks_somebody(step):
        return
    contract = context.contract(step.calls) if step.calls else None
    if contract is None or contract.idempotent is not False:
        return
    analysis = context.proofs.analysis
    made = analysis.program.step(step.name) if analysis is not None else None
    if made is not None and made.span != step.span:
        return
    run = () if analysis is None or made is None else repeated(analysis, made)
    if run is None:
        return
    yield Found(
        step.where("calls"),
        f"{step.name} calls {step.calls}, which is declared not idempotent. If the step is in Error or "
        "Discontinued when a failed run is resumed, it starts again and does everything twice.",
        "Let the flow check first whether its work is done, then declare it idempotent; or give the stage a fault path.",
        trace=run,
    )
