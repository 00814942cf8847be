"""Further cases of rejection-reaches-approval."""

from typing import Final

FAILING: Final = """
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    background Note calls Write_Note async
    on error -> %s
    then Approved
  }
  decision Approved {
    when %s -> Sign
    otherwise -> end, intended
  }
  stage Sign { background Send calls Write_Note async  then end }
  flow Write_Note { type AutoLaunchedFlow  async }
}
"""
TWICE: Final = """
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    then Approved
  }
  decision Approved {
    when Legal.Outputs.approvalDecision = "Approve" -> Sign
    otherwise -> Appeal
  }
  stage Appeal {
    %s
    then Once_More
  }
  decision Once_More {
    when $Record.Amount__c > 5 -> go to Sign
    when Legal.Outputs.approvalDecision = "Approve" -> go to Sign
    otherwise -> end, intended
  }
  stage Sign { background Send calls Write_Note async  then end }
  flow Write_Note { type AutoLaunchedFlow  async }
}
"""
ASKED: Final = "approval Board calls standard_approvals__EvaluateApproval assigned to group Board"
APPROVE: Final = 'Legal.Outputs.approvalDecision = "Approve"'

CASES: Final = (
    (
        FAILING % ("go to Sign", APPROVE),
        r"If Legal rejects, and then something fails, a run can still enter stage Sign",
    ),
    (FAILING % ("end", APPROVE), None),
    (FAILING % ("go to Approved", APPROVE), None),
    (TWICE % "background Wait calls Write_Note async", r"If Legal rejects, a run can still enter stage Sign"),
    (TWICE % ASKED, None),
)
