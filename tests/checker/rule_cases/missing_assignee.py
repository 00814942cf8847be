"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to queue {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type Flow }
}
""",
        "assignee of Form is empty",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user " " {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type Flow }
}
""",
        "assignee of Form is empty",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  stage Ask {
    background Form calls Ask_Form {
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
  stage Ask {
    work item Form calls Ask_Form {
      input ActionInput__Assignee = recordId
    }
  }
  flow Ask_Form { type Flow }
}
""",
        None,
    ),
)
