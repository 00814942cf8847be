"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start when Case is created -> Ask { where Priority = "High" }
  variable approver: text input = "a@example.com"
  stage Ask {
    interactive Form calls Ask_Form assigned to user approver {
      input ActionInput__RecordId = $Record.Id
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
  variable approver: text
  stage Ask {
    interactive Form calls Ask_Form assigned to user approver {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type Flow }
}
""",
        "is no input",
    ),
    (
        """
orchestration Order {
  start when Case is created -> Ask { where Priority = "High" }
  variable approver: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user approver {
      input ActionInput__RecordId = $Record.Id
    }
  }
  flow Ask_Form { type Flow }
}
""",
        "no caller",
    ),
    (
        """
orchestration Order {
  start when Case is created -> Ask { where Priority = "High" }
  variable approver: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user approver {
      input ActionInput__ApprovalChainName = "Level 1"
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
  start when Case is created -> Ask { where Priority = "High" }
  variable firstApprover: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user firstApprover {
      input ActionInput__RecordId = $Record.Id
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
  start when Case is created -> Ask { where Priority = "High" }
  variable approver: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user approver {
      output approver -> approver
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
  start when Case is created -> Ask { where Priority = "High" }
  variable approver: text input
  stage Ask {
    background Form calls Ask_Form assigned to user approver {
      input ActionInput__RecordId = $Record.Id
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
  start when Case is created -> Ask { where Priority = "High" }
  constant approver: text = "a@example.com"
  stage Ask {
    interactive Form calls Ask_Form assigned to user approver {
      input ActionInput__RecordId = $Record.Id
    }
  }
  flow Ask_Form { type Flow }
}
""",
        None,
    ),
)
