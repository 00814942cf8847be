"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  formula Later: Date = "{!Loook.Outputs.day} + 1"
  stage Check { background Look calls Look_Up }
}
""",
        '"Loook.Outputs.day" is read .*"Loook". The formula has no value',
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  template Letter = "Dear {!customer.Name}"
  variable first: text = nothing.Here
  stage Check {
    interactive Ask calls Form assigned to user manager.Username { input a = missing }
    background Look calls Look_Up { input ActionInput__RecordId = $Record.Id }
    completes when "a-b".Status = "Completed"
    then Route
  }
  decision Route { when gone = 1 -> end  otherwise -> end }
}
""",
        '^"missing" is read .*"missing". The called flow gets nothing',
    ),
    (
        """
orchestration Order {
  start when Order__c is updated -> Check { where Status__c = "New" }
  stage Check {
    background Look calls Look_Up { input name = $Recrod.Name }
  }
}
""",
        r'"\$Recrod.Name" begins with \$Recrod',
    ),
    (
        """
orchestration Order {
  start when Order__c is updated -> Check { where Status__c = "New" }
  stage Check {
    background Look calls Look_Up { input name = $Marvellous.Name  input other = $Record.Owner:User.Name }
    background Again calls Look_Up starts when look is Completed
  }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  parameter retries: integer 0..3
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Again }
  decision Again { when Look.Outputs.tries < Retries -> Check  otherwise "enough" -> end, intended }
  flow Look_Up { type AutoLaunchedFlow  async  out tries: integer 0..3 }
}
""",
        None,
    ),
)
