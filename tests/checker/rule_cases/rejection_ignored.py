"""Further cases of the rule."""

TRANSFER = """
approval Transfer {{
  start when Quote is updated -> Level {{ where Status = "Needs Review"  only when changed to meet }}
  {resources}
  stage Level {{ background Query calls Query_Level  then Ask }}
  stage Ask {{
    approval Manager calls standard_approvals__EvaluateApproval assigned to group Managers
    background Log calls Write_Log
    {exit}
    then {then}
  }}
  {decision}
  stage Carry_Out {{ background Set_Status calls Set_Quote_Status {clause} }}
  flow Query_Level {{ type AutoLaunchedFlow  out level: number }}
  flow Set_Quote_Status {{ type AutoLaunchedFlow }}
  flow Write_Log {{ type AutoLaunchedFlow  out isLogged: boolean }}
  flow Is_Agreed {{ type EvaluationFlow  out isOrchestrationConditionMet: boolean }}
}}
"""
DECISION = "decision Route {{ when {condition} -> Carry_Out  otherwise -> end, intended }}"


def transfer(condition: str = "", exit: str = "", clause: str = "", resources: str = "") -> str:
    """A transfer that asks the manager, with a decision after the approval where a condition is given."""
    return TRANSFER.format(
        resources=resources,
        exit=exit,
        clause=clause,
        then="Route" if condition else "Carry_Out",
        decision=DECISION.format(condition=condition) if condition else "",
    )


FORMULA = 'formula Small: Boolean = "{!Query.Outputs.level} < 2 "'
INFORMED = 'formula Small: Boolean = "{!$Record.Level__c} < 2 "'
LOOP = 'formula Small: Boolean = "{!Small}"'

CASES = (
    (transfer(), "If Manager rejects, the run still does what is in Carry_Out: nothing in Transfer"),
    (transfer("Manager is Completed"), "If Manager rejects"),
    (transfer("Query.Outputs.level >= 2"), "If Manager rejects"),
    (transfer("Small = true", resources=FORMULA), "If Manager rejects"),
    (transfer("Small = true", resources=LOOP), None),
    (transfer("Small = true", resources=INFORMED), None),
    (transfer('$Record.Status = "Approved"'), None),
    (transfer("Log.Outputs.isLogged = true"), None),
    (transfer("Ask = true"), "If Manager rejects"),
    (transfer(exit="completes when Manager is Completed"), "If Manager rejects"),
    (transfer(exit='completes when $Record.Status = "Approved"'), None),
    (transfer(exit="completes when flow Is_Agreed returns true"), None),
    (transfer(clause='starts when Manager.Outputs.approvalDecision = "Approve"'), None),
    (
        """
approval Transfer {
  start when Quote is updated -> Ask { where Status = "Needs Review"  only when changed to meet }
  stage Ask {
    approval Manager calls standard_approvals__EvaluateApproval assigned to group Managers
    approval Buyer calls standard_approvals__EvaluateApproval assigned to group Buyers
    then Ask_Director
  }
  stage Ask_Director {
    approval Director calls standard_approvals__EvaluateApproval assigned to group Directors
  }
}
""",
        "If Manager or Buyer rejects, the run still asks the approvers of Ask_Director",
    ),
    (
        """
approval Transfer {
  start when Quote is updated -> Ask { where Status = "Needs Review"  only when changed to meet }
  stage Ask {
    approval Manager calls standard_approvals__EvaluateApproval assigned to group Managers
    then go to Again
  }
  decision Again {
    when Manager is Completed -> go to Ask
    otherwise -> go to Again
  }
}
""",
        None,
    ),
)
