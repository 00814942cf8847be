"""A whole record or collection as input."""

from collections.abc import Iterator

from ...grammar.sites import Call
from ...grammar.value import Reference
from ..called_flows import caller
from ..context import Context
from ..finding import Confidence, Severity
from ..parameter_types import domain_of, is_whole_record
from ..rule import Found, Preset, rule

SEVERITIES = {False: Severity.NOTE, True: Severity.WARNING}
WORDS = {False: "a whole record", True: "a whole collection"}


@rule(
    on=Call,
    severity=Severity.WARNING,
    confidence=Confidence.POSSIBLE,
    preset=Preset.RECOMMENDED,
    summary="A whole record or collection is passed to a called flow.",
    rationale="All inputs of one called flow together may have 32,768 characters. A record with long text "
    "fields, or a collection that grew, goes over that limit in some run only, and then the orchestration "
    "fails. A note for one record, a warning for a collection.",
    source='Salesforce Help, "Considerations for Orchestrations"',
    bad="""
orchestration Order {
  start autolaunched -> Check
  variable rows: collection of record "Order" input
  stage Check {
    background Look calls Look_Up { input rows = rows }
  }
  flow Look_Up { type AutoLaunchedFlow  in rows: collection of record "Order" }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  variable row: record "Order" input
  stage Check {
    background Look calls Look_Up { input row = row.Id }
  }
  flow Look_Up { type AutoLaunchedFlow  in row: text }
}
""",
)
def check(call: Call, context: Context) -> Iterator[Found]:
    """Report references to records and collections themselves; a record alone is a note."""
    for parameter in call.inputs:
        if not isinstance(parameter.value, Reference):
            continue
        domain = domain_of(parameter.value, context)
        if domain is not None and is_whole_record(domain):
            yield Found(
                parameter.where("value"),
                f"{caller(call)} passes {WORDS[domain.is_collection]}, {parameter.value.text}, to "
                f"{call.flow}: over 32,768 characters of input the run fails.",
                "Pass the Id and read the record in the called flow.",
                severity=SEVERITIES[domain.is_collection],
            )
