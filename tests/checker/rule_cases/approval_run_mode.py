"""Further cases of the rule."""

APPROVAL = """
approval Contract {{
  {settings}
  start when Contract is updated -> Review {{ where Status = "Draft"  only when changed to meet }}
  stage Review {{ approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal }}
}}
"""
ORCHESTRATION = """
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
"""

CASES = (
    (
        APPROVAL.format(settings='setting runInMode "DefaultMode"'),
        "Contract runs in DefaultMode: an approval process has to",
    ),
    (
        APPROVAL.format(settings='setting environments "Default" setting runInMode "SystemModeWithSharing"'),
        "runs in SystemModeWithSharing",
    ),
    (APPROVAL.format(settings="api 67"), "does not say how it runs"),
    (APPROVAL.format(settings="api 59"), None),
    (ORCHESTRATION, None),
)
