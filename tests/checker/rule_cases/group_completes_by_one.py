"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to queue Desk {
      input ActionInput__RecordId = recordId
    }
    interactive Form_2 calls Ask_Form assigned to group Clerks
  }
  flow Ask_Form { type Flow }
}
""",
        "2 steps are",
    ),
)
