"""Further cases of the rule."""

CASES = (
    (
        """
approval Order {
  api 67
  status Active
  setting runInMode "SystemModeWithoutSharing"
  variable recordId: text input
  variable submitter: text input
  variable submissionComments: text input
  variable firstApprover: text input
  start autolaunched -> Ask
  stage Ask {
    approval Level_1 calls Screen assigned to queue Desk
    then Approved
  }
  decision Approved {
    outcome Yes when Level_1.Outputs.approvalDecision = "Approve" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Screen { type Flow  out approvalDecision: text }
  flow Post_It { type AutoLaunchedFlow }
}
""",
        "^An error in Ask and Post ends .*: no failed run of an approval",
    ),
    (
        """
approval Order {
  setting runInMode "SystemModeWithoutSharing"
  start when Order is updated -> Ask { where Status = "Draft"  only when changed to meet }
  stage Ask { approval Level_1 calls Screen assigned to queue Desk  then Wait }
  stage Wait { completes when flow Ready returns true  then Nothing }
  stage Nothing { then end }
  flow Screen { type Flow  out approvalDecision: text }
  flow Ready { type EvaluationFlow  out isOrchestrationConditionMet: boolean }
}
""",
        "^An error in Ask and Wait ends the run",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    mulesoft Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        "Look \\(MuleSoft action\\) ends the run for good: it cannot",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    mulesoft Look calls Look_Up
    on error -> Fix
  }
  stage Fix { background Repair calls Repair_It }
  flow Repair_It { type AutoLaunchedFlow }
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
    mulesoft Look calls Look_Up
    on error -> end
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
  variable who: text input
  stage Check {
    interactive Look calls Look_Up assigned to user who
  }
  flow Look_Up {  type Flow }
}
""",
        "Look \\(assignee from who\\)",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  variable who: text input
  stage Check {
    background Look calls Look_Up assigned to user who
  }
  flow Look_Up {  type Flow }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    interactive Look calls Look_Up assigned to queue "Who"
  }
  flow Look_Up {  type Flow }
}
""",
        None,
    ),
)
