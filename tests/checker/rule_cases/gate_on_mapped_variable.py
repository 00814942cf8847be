"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  variable found: text
  stage Check { background Look calls Look_Up { output level -> found }  then Route }
  decision Route { when found = "A" -> end  otherwise -> end }
}
""",
        "found is filled by mapping level of Look.* reserved, and it may leave the variable null",
    ),
    (
        """
approval Contract {
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  variable answer: text
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal {
      output approvalDecision -> answer
    }
    background Write calls Write_Log starts when flow Is_Ready returns true { input text = answer }
  }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  variable found: text
  variable other: text input
  stage Check { background Look calls Look_Up { output level -> found  output size }  then Route }
  decision Route { when other = "A" -> end  otherwise -> end }
}
""",
        None,
    ),
)
