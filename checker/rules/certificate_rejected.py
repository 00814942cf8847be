"""A certificate that the checker does not accept."""

from ..finding import Severity
from ..rule import Preset, reader_rule

check = reader_rule(
    __name__,
    severity=Severity.ERROR,
    preset=Preset.CORRECTNESS,
    summary="What was proved of this definition could not be confirmed.",
    rationale="Each proof is put down as a certificate, which a separate checker verifies with z3. Here it found the "
    "certificate wrong. This is a mistake of Stageproof, not of the definition; the exit code is 3, and the verdicts that "
    "rest on the certificate count as undecided.",
    source="Stageproof itself (docs/proofs.md)",
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
