"""A suppression that does not say why."""

from ..finding import Severity
from ..rule import Preset, reader_rule

check = reader_rule(
    __name__,
    severity=Severity.WARNING,
    preset=Preset.RECOMMENDED,
    summary="A suppression gives no reason.",
    rationale="Whoever reads the definition later cannot tell an accepted risk from a finding that was "
    "switched off in a hurry.",
    source="Stageproof's suppressions (docs/language.md)",
    bad="""
orchestration Order {
  suppress no-fault-path
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
