"""A condition whose change nobody notices."""

from collections.abc import Iterator

from ...grammar.model import Formula, Stage, Step, Variable
from ...grammar.sites import Use
from ...grammar.value import Reference
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

STEADY = frozenset({"$record", "$record__prior", "$globalconstant", "$orchestration", "$api"})
"""Globals, in lower case, that do not change during a run, or whose change wakes it."""
UNSEEN_FIELDS = frozenset({"isdeleted", "systemmodstamp"})
CLOCKS = ("$flow.currentdate", "$flow.currentdatetime")


@rule(
    on=Use,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.POSSIBLE,
    preset=Preset.RECOMMENDED,
    summary="A condition reads something whose change does not wake the run.",
    rationale="A waiting run looks at its conditions again when a step of the stage completes, when a Flow "
    "Orchestration Event is published, or when a field of a record that a requirement names changes. A "
    "change of a related or formula field, of a global resource or of the time wakes nobody, so the run"
    " may wait although the condition holds.",
    source='Salesforce Help, "Considerations for Orchestrations" and "Evaluation Flows in Orchestrations"',
    bad="""
orchestration Order {
  start when Case is created -> Check { where Priority = "High" }
  stage Check {
    background Look calls Look_Up
    completes when $Record.Account.Health__c > 70
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start when Case is created -> Check { where Priority = "High" }
  stage Check {
    background Look calls Look_Up
    completes when $Record.Health__c > 70
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(use: Use, context: Context) -> Iterator[Found]:
    """Report what entry and exit conditions test; the outcomes of decisions are evaluated once and wait for nobody."""
    condition = use.condition
    if use.role not in ("entry", "exit") or condition is None or condition.left is not use.reference:
        return
    reason = _reason(use.reference, context)
    if reason and isinstance(use.owner, Stage | Step):
        yield Found(
            use.reference,
            f"The {use.role} condition of {use.owner.name} tests {use.reference.text}, but {reason}: the "
            "run notices it only when a step of the stage completes.",
            "Test a field of $Record itself, or publish a Flow Orchestration Event for "
            "$Orchestration.Instance when it changes.",
        )


def _reason(reference: Reference, context: Context) -> str | None:
    folded = reference.text.casefold()
    if folded in CLOCKS:
        return "time that passes does not wake a run"
    if reference.is_global and reference.root.casefold() not in STEADY:
        return None if folded == "$flow.faultmessage" else f"a change of {reference.root} does not wake a run"
    named = context.names.get(reference.root)
    if isinstance(named, Formula):
        read = next((inner for inner in named.references if _is_watched(inner, context)), None)
        return f"it is a formula, and a change of {read.text} behind it may not wake a run" if read else None
    if not _is_watched(reference, context):
        return None
    field = reference.text.partition(".")[2]
    if "." in field:
        return "a change of a related record does not wake a run"
    return f"a change of {field} does not wake a run" if field.casefold() in UNSEEN_FIELDS else None


def _is_watched(reference: Reference, context: Context) -> bool:
    """True for what is read from the triggering record or a record variable."""
    is_record = isinstance(context.names.get(reference.root), Variable) and "." in reference.text
    return reference.root.casefold() == "$record" or is_record
