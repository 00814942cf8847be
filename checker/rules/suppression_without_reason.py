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
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user "ada@example.com" {
      input ActionInput__RecordId = recordId
    }
    suppress hardcoded-user
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
