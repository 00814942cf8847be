"""Further cases of approved-unasked."""

from typing import Final

SMALL: Final = """
%s Contract {
  %s
  start when Contract is updated -> Small { where Status = "Draft"  only when changed to meet }
  decision Small {
    when $Record.Amount__c > 100 -> Review
    otherwise -> end, intended
  }
  stage Review { %s }
  flow Look_Up { type AutoLaunchedFlow  async }
}
"""
ASK: Final = "approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal"
MODE: Final = 'setting runInMode "SystemModeWithoutSharing"'

CASES: Final = (
    (SMALL % ("approval", MODE, ASK), "can complete without any approval step having started"),
    (SMALL % ("orchestration", "", "background Look calls Look_Up async"), None),
)
