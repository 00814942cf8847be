"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  api 59
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user $User.Username {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type Flow }
}
""",
        "may be the Automated",
    ),
    (
        """
orchestration Order {
  api 60
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user $User.Username {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type Flow }
}
""",
        "is the Automated",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    background Form calls Ask_Form assigned to user $User.Username {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type Flow }
}
""",
        None,
    ),
)
