"""A suppression of a rule that does not exist."""

from ..finding import Severity
from ..rule import Preset, reader_rule

check = reader_rule(
    __name__,
    severity=Severity.WARNING,
    preset=Preset.RECOMMENDED,
    summary="A suppression names a rule that does not exist.",
    rationale="It suppresses nothing, and the finding it was meant for is still reported or was never made.",
    source="Stageproof's suppressions (docs/language.md)",
    bad="""
orchestration Order {
  suppress no-fault-path because "nothing can fail here"
  suppress no-fault-paths because "nothing can fail here"
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  suppress no-fault-path because "nothing can fail here"
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
