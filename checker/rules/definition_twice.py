"""Two files of one project that define the same orchestration."""

from ..finding import Severity
from ..rule import Preset, reader_rule

check = reader_rule(
    __name__,
    severity=Severity.WARNING,
    preset=Preset.RECOMMENDED,
    summary="Two files of one project define an orchestration of the same API name.",
    rationale="An org holds one flow of each API name, so a deploy of both keeps one and drops the other; whoever "
    "reviews the other file looks at a definition that does not run.",
    source="Metadata API, Flow: the file name is the API name, which is unique in an org",
    bad="",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
