"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    work item Ask calls Form assigned to queue Desk
    work item Tell calls Form assigned to queue Desk
  }
}
""",
        "^Ask and Tell: action type createWorkItem",
    ),
)
