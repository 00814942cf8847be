"""Further cases of the rule."""

CASES = (
    (
        """
approval Contract {
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review { background Inform calls Send_Mail }
  stage Later { approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal }
  flow Send_Mail { type AutoLaunchedFlow }
}
""",
        "No path of Contract has an approval step",
    ),
    (
        """
approval Contract {
  start when Contract is updated -> end { where Status = "Draft"  only when changed to meet }
  stage Review { background Inform calls Send_Mail }
}
""",
        None,
    ),
    (
        """
orchestration Contract {
  start autolaunched -> Review
  stage Review { background Inform calls Send_Mail }
}
""",
        None,
    ),
)
