"""A file whose text cannot be had."""

from ..finding import Severity
from ..rule import Preset, reader_rule

check = reader_rule(
    __name__,
    severity=Severity.ERROR,
    preset=Preset.CORRECTNESS,
    summary="The file cannot be read as text.",
    rationale="A file that is empty, too large, not UTF-8 or not permitted to be read was not checked at "
    "all, and a report that passes over it in silence would say more than was done.",
    source="Salesforce writes metadata as UTF-8 XML (Metadata API Developer Guide, File-Based Calls)",
    bad="\0",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
