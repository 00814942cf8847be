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
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user "ada@example.com" {
      input ActionInput__RecordId = recordId
    }
    suppress hardcoded-user because "a demo org with one user"
    suppress hard-coded-user because "a demo org with one user"
  }
  flow Ask_Form { type Flow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user "ada@example.com" {
      input ActionInput__RecordId = recordId
    }
    suppress hardcoded-user because "a demo org with one user"
  }
  flow Ask_Form { type Flow }
}
""",
)
