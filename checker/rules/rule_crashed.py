"""A rule that failed on a definition."""

from ..finding import Severity
from ..rule import Preset, reader_rule

check = reader_rule(
    __name__,
    severity=Severity.ERROR,
    preset=Preset.CORRECTNESS,
    summary="A rule failed while it looked at this definition.",
    rationale="This is a mistake of Stageproof, not of the definition. The other rules ran, the exit code "
    "is 3, and what this rule would have found is not known.",
    source="Stageproof itself",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
