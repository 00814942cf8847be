"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  stage Ship { background Send calls Look_Up  on error -> Repair  then Bill }
  stage Bill { background Pay calls Look_Up }
  stage Repair { background Fix calls Look_Up }
}
""",
        "^Stage Ship is not reached by any path from Start, nor Bill and Repair behind it",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  decision Again { when Look is Completed -> go to Ship  otherwise -> go to Again }
  stage Ship { background Send calls Look_Up  then go to Again }
}
""",
        "^Stage Ship is not reached by any path from Start, nor Again behind it",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  decision Lost { when Look is Completed -> end  otherwise -> end }
}
""",
        "^Decision Lost is not reached",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Shipp }
  stage Ship { background Send calls Look_Up  then Bill }
  stage Bill { background Pay calls Look_Up }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Shipp }
  stage Ship { background Send calls Look_Up }
  stage Quite_Other { background Pay calls Look_Up }
}
""",
        "^Stage Quite_Other is not reached",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Zzz }
  stage Ship { background Send calls Look_Up }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> end
  stage Ship { background Send calls Look_Up }
}
""",
        None,
    ),
    (
        """
approval Contract {
  start autolaunched -> Review { path recall -> Undo }
  stage Review { approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal }
  stage Undo { background Reset calls Reset_Status }
}
""",
        None,
    ),
)
