"""A record Id written into the definition."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..literal_texts import literal_texts
from ..rule import Found, Preset, rule
from ..salesforce_ids import is_salesforce_id


@rule(
    on=Orchestration,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A record Id is written into the definition.",
    rationale="Ids of records, record types, users and groups differ between orgs: what works in the sandbox "
    "finds nothing, or the wrong record, in production.",
    source="Salesforce Help, record Ids of 15 and 18 characters",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input owner = "005580000021gFPAAY" }
  }
  flow Look_Up { type AutoLaunchedFlow  in owner: text }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input owner = "005580000021gFPAAZ" }
  }
  flow Look_Up { type AutoLaunchedFlow  in owner: text }
}
""",
)
def check(_: Orchestration, context: Context) -> Iterator[Found]:
    """Report texts that are an Id."""
    for literal in literal_texts(context):
        if is_salesforce_id(literal.text):
            yield Found(
                literal.at,
                f'The Id "{literal.text}" is written into {literal.role}: in another org it is a different '
                "record or none.",
                "Look the record up by a name in a called flow, or pass its Id in as an input.",
                element=literal.element,
            )
