"""Two steps in progress at once that set the same thing."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from ...grammar.model import Stage, Step
from ..context import Context
from ..finding import Confidence, Severity
from ..literals import Literal
from ..prose import listed
from ..rule import Found, Preset, rule
from ..writes import ANY_FIELD, step_writes

ALL_SET: Final = "the one that completes last decides, and what the others set is lost"
SOME_ADD: Final = "what is left depends on which of them completes last"


class Setting(NamedTuple):
    """Something that a step sets as it completes: a variable or a field. `value` None: not known. `adds`: to what is there."""

    name: str
    value: Literal | None
    flow: str
    adds: bool = False


@rule(
    on=Stage,
    proves=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="Two steps that are in progress at the same time set the same variable or field.",
    rationale="Steps of a stage run side by side. Where two of them set the same variable or the same field of the record "
    "and some run has both in progress, the one that completes last decides what is read afterwards, and the answer of the "
    "other is lost; so is what one of them adds, where another sets. Steps that set the same constant, or that all add, do no harm, nor do synchronous flows, which complete in the order in "
    "which they start. Decided for every run, with the contracts of the called flows.",
    source='Salesforce Help, "Orchestration Stages": steps run concurrently; Metadata API, '
    "FlowStageStepOutputParameter",
    bad="""
orchestration Order {
  start when Order is created -> Review
  stage Review {
    interactive Sales calls Ask_Sales assigned to queue Sales
    interactive Legal calls Ask_Legal assigned to queue Legal
    then end
  }
  flow Ask_Sales { type Flow  in record: record  writes $Record.Opinion__c }
  flow Ask_Legal { type Flow  in record: record  writes $Record.Opinion__c }
}
""",
    good="""
orchestration Order {
  start when Order is created -> Review
  stage Review {
    interactive Sales calls Ask_Sales assigned to queue Sales
    interactive Legal calls Ask_Legal assigned to queue Legal starts when Sales is Completed
    then end
  }
  flow Ask_Sales { type Flow  in record: record  writes $Record.Opinion__c }
  flow Ask_Legal { type Flow  in record: record  writes $Record.Opinion__c }
}
""",
)
def check(stage: Stage, context: Context) -> Iterator[Found]:
    """Report each variable or field once for the stage, with the steps that set it."""
    from ..proofs.evidence import nearest_run
    from ..proofs.together import complete_in_any_order

    setting = _setting(stage, context)
    analysis = context.proofs.analysis if setting else None
    if analysis is None:
        return
    made = analysis.compiled(stage)
    steps = dict(zip((step.name for step in stage.steps), made.steps, strict=True))
    for found in setting.values():
        together: set[str] = set()
        shown: dict[int, int] = {}
        for number, (second, last) in enumerate(found):
            for first, before in found[:number]:
                if not _differ(first, before, second, last):
                    continue
                moments = complete_in_any_order(analysis, made, steps[first.name], steps[second.name])
                if moments:
                    together |= {first.name, second.name}
                    shown = shown or moments
        if shown:
            what = found[0][1].name
            writers = [step for step, _ in found if step.name in together]
            names = listed([step.name for step in writers])
            effect = SOME_ADD if any(setting.adds for _, setting in found) else ALL_SET
            yield Found(
                writers[0].where("name"),
                f"{names} of stage {stage.name} can be in progress at the same time, and each sets {what}: {effect}.",
                help="Give each of them something of its own to set, or let one start when the other is completed.",
                related=tuple((step.where("name"), f"{step.name} sets {what}") for step in writers[1:]),
                trace=nearest_run(analysis, shown),
            )


def _setting(stage: Stage, context: Context) -> dict[str, list[tuple[Step, Setting]]]:
    """What more than one step of the stage sets, each once for a step."""
    found: dict[str, list[tuple[Step, Setting]]] = {}
    for step in stage.steps:
        for one in {setting.name.casefold(): setting for setting in _set_by(step, context)}.values():
            found.setdefault(one.name.casefold(), []).append((step, one))
    return {name: settings for name, settings in found.items() if len(settings) > 1}


def _set_by(step: Step, context: Context) -> Iterator[Setting]:
    read = {use.reference.root.casefold() for use in context.uses}
    for mapping in step.outputs:
        if mapping.variable and mapping.variable.casefold() in read:
            yield Setting(mapping.variable, None, "")
    for write in step_writes(step, context):
        if write.field != ANY_FIELD:
            yield Setting(f"{write.object}.{write.field}", write.value, step.calls or "", write.adds)


def _differ(first: Step, before: Setting, second: Step, last: Setting) -> bool:
    """Whether it matters which comes last: they set different values, or nobody knows. Sums come to the same."""
    if before.adds or last.adds:
        return before.adds != last.adds
    if before.value is not None or last.value is not None:
        return before.value != last.value
    same_call = before.flow.casefold() == last.flow.casefold() != ""
    return not (same_call and first.inputs == second.inputs)
