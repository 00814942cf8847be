"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user "ada@example.com" {
      input ActionInput__RecordId = recordId
    }
    interactive Form_2 calls Ask_Form assigned to user "ADA@example.com" {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type Flow }
}
""",
        "2 steps \\(Form and Form_2\\)",
    ),
)
