"""Text that the grammar does not know."""

from ..finding import Severity
from ..rule import Preset, reader_rule

check = reader_rule(
    __name__,
    severity=Severity.ERROR,
    preset=Preset.CORRECTNESS,
    summary="The text does not follow the grammar here.",
    rationale="What stands here cannot be understood, so this part of the definition was not checked. "
    "Reading goes on behind it: every such place is reported in one run. Rules that need the whole text, and the proofs, wait "
    "until it can be read.",
    source="the grammar of .orch (docs/language.md); XML 1.0 for Salesforce files",
    bad="""
orchestration Order {
  labl "Order"
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  label "Order"
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
