"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start when Case is created -> Ask { where Priority = "High" }
  stage Ask {
    interactive Form calls Ask_Form assigned to user "005580000021gFPAAY" {
      input ActionInput__RecordId = $Record.Id
    }
  }
  flow Ask_Form { type Flow }
}
""",
        'the Id "005580000021gFPAAY"',
    ),
    (
        """
orchestration Order {
  start when Case is created -> Ask { where Priority = "High" }
  stage Ask {
    interactive Form calls Ask_Form assigned to group "00G580000021gFP" {
      input ActionInput__RecordId = $Record.Id
    }
  }
  flow Ask_Form { type Flow }
}
""",
        "not accepted",
    ),
    (
        """
orchestration Order {
  start when Case is created -> Ask { where Priority = "High" }
  variable who: text = "a@example.com"
  stage Ask {
    interactive Form calls Ask_Form assigned to resource who {
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
  stage Ask {
    interactive Form calls Ask_Form assigned to user $Record.Approver__c {
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
  stage Ask {
    background Form calls Ask_Form assigned to user $Record.OwnerId {
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
  stage Ask {
    interactive Form calls Ask_Form assigned to queue $Record.OwnerId {
      input ActionInput__RecordId = $Record.Id
    }
  }
  flow Ask_Form { type Flow }
}
""",
        "which is an Id",
    ),
    (
        """
orchestration Order {
  start when Case is created -> Ask { where Priority = "High" }
  stage Ask {
    interactive Form calls Ask_Form assigned to user Form.Outputs.userId {
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
  stage Ask {
    interactive Form calls Ask_Form assigned to user Form.Outputs.case.OwnerId {
      input ActionInput__RecordId = $Record.Id
    }
  }
  flow Ask_Form { type Flow }
}
""",
        "which is an Id",
    ),
)
