"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    on error -> Fix
  }
  stage Fix { background Repair calls Repair_It }
  flow Repair_It { type AutoLaunchedFlow }
  stage Alone { background Idle calls Look_Up }
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
    then Post
  }
  stage Post { background Posting calls Post_It }
  flow Look_Up { type AutoLaunchedFlow }
  flow Post_It { type AutoLaunchedFlow  writes $Record.Status = "x" }
}
""",
        "2 of 2 stages have .*\\(Post and Check\\): an error in any of their 2 steps .* records: Posting\\.$",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    on error -> Fix
    then Post
  }
  stage Post { background Posting calls Post_It }
  stage Fix { background Repair calls Repair_It }
  flow Repair_It { type AutoLaunchedFlow }
  flow Look_Up { type AutoLaunchedFlow }
  flow Post_It { type AutoLaunchedFlow }
}
""",
        "^1 of 2 stages has no fault path \\(Post\\): an error in its step puts the run in Error\\.$",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls ""
  }
}
""",
        "^1 of 1 stage has no fault path \\(Check\\): an error in its step puts the run in Error\\.$",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check { mulesoft Notify calls Erp
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  elements waits }
}
""",
        "an error in any of its 2 steps .* records: Notify and Look",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    on error -> end
    then end
  }
  flow Look_Up { type AutoLaunchedFlow }
  flow Post_It { type AutoLaunchedFlow }
}
""",
        None,
    ),
)
