"""What a proof would start from cannot be: declarations that contradict each other, a trigger that nothing meets."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..contradictions import contradictions
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    proves=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="The declarations contradict each other, or no record can ever start a run.",
    rationale="Whatever is proved of every run rests on the declared values, on who changes a field, and on the entry "
    "conditions of Start. If these cannot hold together there is no run at all, and every claim about every run is true and "
    "says nothing. So such a contradiction is reported first, and nothing counts as proved. A warning where only some run "
    "takes a field past its declared range, because a flow adds to it: proofs follow the run out of the range.",
    source='The definition\'s own declarations; Salesforce Help, "Entry Conditions for Record-Triggered Orchestrations"',
    bad="""
orchestration Order {
  start when Order__c is created -> Rank
  stage Rank { background Set calls Set_Rank async  then end }
  flow Set_Rank { type AutoLaunchedFlow  async  writes $Record.Rank__c = 40 }
  field $Record.Rank__c: integer 0..5, changed only by Set_Rank
}
""",
    good="""
orchestration Order {
  start when Order__c is created -> Rank
  stage Rank { background Set calls Set_Rank async  then end }
  flow Set_Rank { type AutoLaunchedFlow  async  writes $Record.Rank__c = 4 }
  field $Record.Rank__c: integer 0..5, changed only by Set_Rank
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each contradiction, and a start that no record meets."""
    for found in contradictions(context):
        yield Found(found.at, found.message, found.help, found.related, element=context.path(found.element))
    from ..proofs.standing import certainty

    analysis = context.proofs.analysis if context.loose is None else context.loose.proofs.analysis
    if analysis is None:
        return
    if not context.never_begins:
        yield from _ranges(context)
        return
    sampled = bool(analysis.encoding.space.notes)
    severity, confidence = certainty(analysis)
    yield Found(
        orchestration.start or orchestration.where("name"),
        f"No run of {orchestration.name} can begin: with the values that are declared, no record meets the entry conditions "
        f"of Start{', as far as samples of values show.' if sampled else '. Nothing is proved of its runs.'}",
        help="Correct the entry conditions, or the declared values of the fields they read.",
        severity=severity,
        confidence=confidence,
    )


def _ranges(context: Context) -> Iterator[Found]:
    if not context.orchestration.fields:
        return
    from ..proofs.own.verdicts import own_trace
    from ..proofs.ranges import ranges_passed

    for passed in ranges_passed(context):
        yield Found(
            passed.field,
            passed.message,
            passed.help,
            ((passed.step.where("name"), f"calls {passed.contract.name}"),),
            severity=Severity.WARNING,
            element=context.path(passed.field.field),
            trace=own_trace(passed.verdict),
        )
