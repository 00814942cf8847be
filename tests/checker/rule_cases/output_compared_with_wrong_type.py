"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Post calls Post_It starts when Look.Outputs.state <> "yes"
  }
  flow Look_Up { type AutoLaunchedFlow  out state: boolean }
}
""",
        "is always true",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Post calls Post_It starts when Look.Outputs.state = "true"
  }
  flow Look_Up { type AutoLaunchedFlow  out state: boolean }
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
    background Post calls Post_It starts when Look.Outputs.state = 4
  }
  flow Look_Up { type AutoLaunchedFlow  out state: integer 0..3 }
}
""",
        "integer 0..3, so comparing it with 4 is never true",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Post calls Post_It starts when Look.Outputs.state > 4
  }
  flow Look_Up { type AutoLaunchedFlow  out state: integer 0..3 }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  variable other: text input
  stage Check {
    background Look calls Look_Up
    background Post calls Post_It starts when Look.Outputs.state = other
  }
  flow Look_Up { type AutoLaunchedFlow  out state: boolean }
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
    background Post calls Post_It starts when Look is Completed
  }
  flow Look_Up { type AutoLaunchedFlow  out state: boolean }
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
    background Post calls Post_It starts when Look.Outputs.other = "a"
  }
  flow Look_Up { type AutoLaunchedFlow  out state: text }
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
  flow Screen { type Flow  out approvalDecision: one of "Yes", "No" }
  flow Post_It { type AutoLaunchedFlow }
}
""",
        None,
    ),
)
