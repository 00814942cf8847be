"""A flag on a record that a canceled run leaves set."""

from collections.abc import Iterator

from ...grammar.model import Orchestration, Stage, Step
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule
from ..writes import Write, contract_writes, step_writes

SET = ("boolean", True)
CLEARED = ("boolean", False)


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.POSSIBLE,
    preset=Preset.RECOMMENDED,
    summary="One step sets a flag on a record and others clear it, but not when the run is canceled.",
    rationale="When a run is canceled nothing of the definition runs any more, the recall path included. A flag that a "
    "step set and a later step was to clear stays set, and whatever asks for it treats the record as if the run were "
    "still in progress.",
    source="Cancel and the recall path observed by practitioners, API 62 to 67; Salesforce Help, "
    '"Orchestration Run"',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Mark calls Set_Busy
    interactive Ask calls Form assigned to queue Desk
    then Finish
  }
  stage Finish { background Unmark calls Clear_Busy }
  flow Set_Busy { type AutoLaunchedFlow  writes Order__c.Busy__c = true }
  flow Clear_Busy { type AutoLaunchedFlow  writes Order__c.Busy__c = false }
  flow Form { type Flow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Mark calls Set_Busy
    interactive Ask calls Form assigned to queue Desk
    then Finish
  }
  stage Finish { background Unmark calls Clear_Busy }
  flow Set_Busy { type AutoLaunchedFlow  writes Order__c.Busy__c = true }
  flow Clear_Busy { type AutoLaunchedFlow  writes Order__c.Busy__c = false }
  flow Form { type Flow }
  flow Nightly_Clearing { type AutoLaunchedFlow  writes Order__c.Busy__c = false }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each flag once, at the step that sets it.

    Silent where a flow that no step calls (a scheduled one, say) is declared to clear it.
    """
    written = [
        (stage, step, write) for stage, step in orchestration.steps() for write in step_writes(step, context)
    ]
    cleared: dict[tuple[str, str], list[tuple[Stage, Step]]] = {}
    for stage, step, write in written:
        if write.value == CLEARED:
            cleared.setdefault(write.key, []).append((stage, step))
    if not cleared:
        return
    called = {(call.flow).casefold() for call in context.calls}
    elsewhere = {
        write.key
        for contract in orchestration.contracts
        if contract.name.casefold() not in called
        for write in contract_writes(contract, context)
        if write.value == CLEARED
    }
    told: set[tuple[str, str]] = set(elsewhere)
    for stage, step, write in written:
        clearing = cleared.get(write.key, [])
        if write.value == SET and clearing and write.key not in told:
            told.add(write.key)
            yield _found(stage, step, write, clearing, context)


def _found(
    stage: Stage, step: Step, write: Write, clearing: list[tuple[Stage, Step]], context: Context
) -> Found:
    by = listed(tuple(dict.fromkeys(each.name for _, each in clearing)))
    recalled = context.graph.recall
    is_recalled = context.orchestration.is_approval and not any(each.name in recalled for each, _ in clearing)
    when = "canceled or recalled" if is_recalled else "canceled"
    return Found(
        step.where("calls"),
        f"{write.object}.{write.field} is set by {step.name} and cleared by {by}. When the run is {when} in between, "
        "none of them runs, and the flag stays set.",
        help="Clear it in a flow outside the definition as well (and declare that flow), or let the status of the run or "
        "submission say what the flag says.",
        related=tuple((each.where("calls"), "cleared here") for _, each in clearing),
        element=context.path(stage.name, step.name),
    )
