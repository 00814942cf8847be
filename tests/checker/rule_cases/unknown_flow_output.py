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
  flow Screen { type Flow  out decision: text }
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
    background Post calls Post_It starts when Look.Outputs.total > 1
  }
  flow Look_Up { type AutoLaunchedFlow  in total: number  out sum: number }
}
""",
        "does not make it available for output",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Post calls Post_It starts when Look.Outputs.price > 1
  }
  flow Look_Up { type AutoLaunchedFlow  out total: number }
}
""",
        "no such variable",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Post calls Post_It starts when Look is Completed
  }
  flow Look_Up { type AutoLaunchedFlow  out total: number }
}
""",
        None,
    ),
)
