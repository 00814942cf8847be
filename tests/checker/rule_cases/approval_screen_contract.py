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
  flow Screen { type Flow }
  flow Post_It { type AutoLaunchedFlow }
}
""",
        None,
    ),
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
  flow Screen { type Flow  in approvalDecision: text }
  flow Post_It { type AutoLaunchedFlow }
}
""",
        "has no variable|available for output",
    ),
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
  flow Screen { type Flow  in approvalDecision: text  out x: text }
  flow Post_It { type AutoLaunchedFlow }
}
""",
        "available for output",
    ),
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
  flow Screen { type Flow  out approvalDecision: boolean }
  flow Post_It { type AutoLaunchedFlow }
}
""",
        "as boolean, not as text",
    ),
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
  flow Screen { type Flow  out approvalDecision: one of "Approve", "Rejected" }
  flow Post_It { type AutoLaunchedFlow }
}
""",
        'can return "Rejected", but',
    ),
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
  flow Screen { type Flow  out approvalDecision: one of "Approve", "Reject" }
  flow Post_It { type AutoLaunchedFlow }
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
  }
  flow Look_Up { type AutoLaunchedFlow  out x: text }
}
""",
        None,
    ),
)
