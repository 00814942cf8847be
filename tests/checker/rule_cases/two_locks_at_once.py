"""Further cases of the rule."""

REVIEW = """
approval Contract {{
  start when Contract is updated -> Review {{ where Status = "Draft"  only when changed to meet }}
  stage Review {{
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal {{ {legal} }}
    {kind} Finance calls standard_approvals__EvaluateApproval assigned to group Finance {clause} {{ {finance} }}
  }}
}}
"""


def review(legal: str, finance: str, clause: str = "", kind: str = "approval") -> str:
    """Two steps with these settings."""
    return REVIEW.format(legal=legal, finance=finance, clause=clause, kind=kind)


LOCK = "locks record"
EITHER = """  field $Record.Amount: integer 0..10 not null, never changed
  stage Review"""
FOUND = "Legal and Finance of stage Review can be in progress at the same time, and both lock"
CASES = (
    (review(LOCK, LOCK), FOUND),
    (review(LOCK, ""), None),
    (review(LOCK, LOCK, "starts when Legal is Completed"), None),
    (review(LOCK, LOCK, "starts when Legal is InProgress"), FOUND),
    (review(LOCK, LOCK, "starts when flow Is_Ready returns true"), FOUND),
    (review(LOCK, LOCK, "starts when $Record.Amount > 1000"), FOUND),
    (review(LOCK, LOCK, "starts when $Record.Amount > 1000 and $Record.Amount < 10"), None),
    (review(LOCK, LOCK, "starts when $Record.Amount > 1000").replace("  stage Review", EITHER), None),
    (review(LOCK, LOCK, kind="interactive"), None),
    (
        review(
            LOCK + " input subject = 1 input ActionInput__RecordId = $Record.Id",
            LOCK + " input subject = 2 input ActionInput__RecordId = $Record.Id",
        ),
        FOUND,
    ),
    (
        review(
            LOCK + " input ActionInput__RecordId = $Record.Id",
            LOCK + " input ActionInput__RecordId = $Record.AccountId",
        ),
        None,
    ),
    (review(LOCK, LOCK + " input ActionInput__RecordId = $Record.AccountId"), None),
)
