"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up starts when $Flow.CurrentDate > 2024-01-01
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        "time that passes",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up starts when $Setup.Switch__c.On__c = true
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        "a change of \\$Setup does not",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up starts when $Flow.FaultMessage is null
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up starts when $Record__Prior.Account.Name = "x"
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  formula late: boolean = "{!$Record.Age__c} > 3"
  stage Check {
    background Look calls Look_Up starts when late = true
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        "a change of \\$Record.Age__c behind it",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  formula late: boolean = "{!age} > 3"
  variable age: number input
  stage Check {
    background Look calls Look_Up starts when late = true
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  variable who: record "Contact" input
  stage Check {
    background Look calls Look_Up starts when who.Account.Name = "x"
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        "related record",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  variable who: record "Contact" input
  stage Check {
    background Look calls Look_Up starts when who.SystemModstamp > 2024-01-01
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        "a change of SystemModstamp",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  variable who: text input
  stage Check {
    background Look calls Look_Up starts when who = "x"
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up starts when $Record.Status = $Record.Account.Status__c
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input x = $Setup.Switch__c.On__c }
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    then Route
  }
  decision Route {
    outcome Yes when $Record.Account.Name = "x" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Look_Up { type AutoLaunchedFlow }
  flow Post_It { type AutoLaunchedFlow }
}
""",
        None,
    ),
)
