"""Further cases of error-passes-approval."""

from typing import Final

FAILING: Final = """
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    approval Finance calls standard_approvals__EvaluateApproval assigned to group Finance
    on error -> %s
    then Approved
  }
  decision Approved {
    when Legal.Outputs.approvalDecision = "Approve" and Finance.Outputs.approvalDecision = "Approve" -> Level_2
    otherwise -> end, intended
  }
  stage Level_2 {
    approval Board calls standard_approvals__EvaluateApproval assigned to group Board
    then end
  }
}
"""
PLAIN: Final = """
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    then end
  }
}
"""

NOBODY_ANSWERED: Final = """
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    on error -> Known
    then end
  }
  decision Known {
    when Legal.Outputs.approvalDecision <> "Reject" -> Tell
    otherwise -> end, intended
  }
  stage Tell { background Inform calls Send_Mail async  then end }
  flow Send_Mail { type AutoLaunchedFlow  async }
}
"""
"""The decision comes after errors only: it keeps nothing for an approval, for no run comes to it with an answer."""

CASES: Final = (
    (NOBODY_ANSWERED, None),
    (FAILING % "go to Level_2", r"^If stage Review fails before (Legal|Finance) answers, .* stage Level_2"),
    (FAILING % "end", None),
    (FAILING % "go to Approved", None),
    (PLAIN, None),
)
