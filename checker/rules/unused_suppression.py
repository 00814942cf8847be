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
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user "ada@example.com" {
      input ActionInput__RecordId = recordId
    }
    suppress hardcoded-user because "a demo org with one user"
    suppress assignee-is-id because "the Id was replaced"
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
