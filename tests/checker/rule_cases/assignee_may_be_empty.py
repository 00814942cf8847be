"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start when Case is created -> Ask { where Priority = "High" }
  stage Ask {
    background Form calls Ask_Form assigned to user $Record.CreatedBy.Manager.Username {
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
    interactive Form calls Ask_Form assigned to user $Record.Owner:User.Username {
      input ActionInput__RecordId = $Record.Id
    }
  }
  flow Ask_Form { type Flow }
}
""",
        "the owner is a queue",
    ),
    (
        """
orchestration Order {
  start when Case is created -> Ask { where Priority = "High" }
  stage Ask {
    interactive Form calls Ask_Form assigned to user $Record.Owner:User.Manager.Username {
      input ActionInput__RecordId = $Record.Id
    }
  }
  flow Ask_Form { type Flow }
}
""",
        "Manager is empty",
    ),
    (
        """
orchestration Order {
  start when Case is created -> Ask { where Priority = "High" }
  stage Ask {
    interactive Form calls Ask_Form assigned to user $Record.Approver__r.Username {
      input ActionInput__RecordId = $Record.Id
    }
  }
  flow Ask_Form { type Flow }
}
""",
        "Approver__r is empty",
    ),
    (
        """
orchestration Order {
  start when Case is created -> Ask { where Priority = "High" }
  stage Ask {
    interactive Form calls Ask_Form assigned to user $Record.CreatedBy.ManagerId {
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
    interactive Form calls Ask_Form assigned to user $User.Manager.Username {
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
    interactive Form calls Ask_Form assigned to user $Record.CreatedBy.Manager.Username
      starts when $Record.CreatedBy.ManagerId is not null {
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
    interactive Form calls Ask_Form assigned to user $Record.Approver__r.Username
      starts when $Record.Approver__c is not null {
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
    interactive Form calls Ask_Form assigned to user $Record.CreatedBy.Manager.Username
      starts when $Record.CreatedBy.Manager.IsActive = true {
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
    interactive Form calls Ask_Form assigned to user $Record.CreatedBy.Manager.Username
      starts when $Record.Status = "New" {
      input ActionInput__RecordId = $Record.Id
    }
  }
  flow Ask_Form { type Flow }
}
""",
        "Manager is empty",
    ),
)
