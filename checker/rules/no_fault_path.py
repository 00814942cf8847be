"""Stages that leave an error to fate."""

from collections.abc import Iterator

from ...grammar.model import Orchestration, Stage, Step
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import SHOWN, count, listed
from ..rule import Found, Preset, rule

EFFECTS = frozenset(
    {"actionCalls", "apexPluginCalls", "recordCreates", "recordUpdates", "recordDeletes", "waits"}
)


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.NOTE,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="Stages have no fault path.",
    rationale="An error in a stage without fault path, or in any step of it, puts the whole run in Error: "
    "somebody has to notice, repair the cause and resume it within 14 days. With a fault path the run "
    "goes on there.",
    source='Salesforce Help, "Error Handling in Orchestrations" and "Orchestration Stages"',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    on error -> Fix
  }
  stage Fix { background Repair calls Repair_It }
  flow Repair_It { type AutoLaunchedFlow }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report once which stages of the main flow have steps and no fault path, the riskiest first."""
    main = [stage for stage in orchestration.stages if stage.steps and stage.name in context.graph.main]
    missing = [stage for stage in main if stage.fault is None and not stage.fault_ends]
    if not missing:
        return
    risky = {stage.name: _risky_steps(stage, context) for stage in missing}
    missing.sort(key=lambda stage: -len(risky[stage.name]))
    number = sum(len(stage.steps) for stage in missing)
    verb, whose = ("has", "its") if len(missing) == 1 else ("have", "their")
    steps = f"{whose} step" if number == 1 else f"any of {whose} {number} steps"
    message = (
        f"{len(missing)} of {count(len(main), 'stage')} {verb} no fault path "
        f"({listed([stage.name for stage in missing])}): an error in {steps} puts the run in Error."
    )
    first = [name for stage in missing for name in risky[stage.name]]
    if first:
        message += f" Start with the steps that call out or write records: {listed(first)}."
    yield Found(
        orchestration.where("name"),
        message,
        "Add a fault path to the stages where an error is likely.",
        related=tuple((stage.where("name"), "has no fault path") for stage in missing[:SHOWN]),
    )


def _risky_steps(stage: Stage, context: Context) -> list[str]:
    return [step.name for step in stage.steps if step.is_mulesoft or _has_effects(step, context)]


def _has_effects(step: Step, context: Context) -> bool:
    contract = context.contract(step.calls) if step.calls else None
    return bool(contract and (contract.writes or contract.elements & EFFECTS))
