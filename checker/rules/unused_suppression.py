"""A suppression that suppresses nothing."""

from ..finding import Severity
from ..rule import Preset, reader_rule

check = reader_rule(
    __name__,
    severity=Severity.WARNING,
    preset=Preset.RECOMMENDED,
    summary="A suppression suppresses nothing.",
    rationale="The finding it was written for is gone. Left in place, it would hide the next one, which "
    "nobody has looked at.",
    source="Stageproof's suppressions (docs/language.md)",
    bad="""
orchestration Order {
  suppress no-fault-path because "nothing can fail here"
  suppress no-stages because "it was empty once"
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
