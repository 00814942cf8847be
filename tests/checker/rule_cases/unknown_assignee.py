"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  known queues "Desk"
  stage Ask {
    interactive Form calls Ask_Form assigned to group Decs {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type Flow }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  known queues "Desk"
  stage Ask {
    background Form calls Ask_Form assigned to queue Decs {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type Flow }
}
""",
        None,
    ),
)
