"""Further cases of the rule."""

RECALL = """
approval Contract {{
  start when Contract is updated -> Review {{
    where Status = "Draft"
    only when changed to meet
    path {path} -> {target}
  }}
  stage Review {{ approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal }}
  stage Undo {{ background Reset calls Reset_Status }}
  decision Which {{ when Legal is Completed -> Undo  otherwise -> end }}
}}
"""

CASES = (
    (RECALL.format(path="recall", target="Undo"), None),
    (RECALL.format(path="recall", target="Review"), "holds Legal, which is no background step"),
    (RECALL.format(path="recall", target="Which"), "leads to decision Which"),
    (RECALL.format(path="recall", target="Nowhere"), None),
    (RECALL.format(path="recall", target="end"), None),
    (RECALL.format(path="Later { type AsyncAfterCommit } path other", target="Which"), None),
)
