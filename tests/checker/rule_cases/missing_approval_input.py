"""Further cases of the rule."""

APPROVAL = """
{kind} Contract {{
  {api}
  variable recordId: {record} input
  variable Submitter: text {flag}
  variable submissionComments: text input
  start {start} -> Review {block}
  stage Review {{ background Look calls Look_Up }}
}}
"""


def approval(
    kind: str = "approval",
    api: str = "api 65",
    record: str = "text",
    flag: str = "input",
    start: str = "autolaunched",
    block: str = "",
) -> str:
    """An approval process with three input variables."""
    return APPROVAL.format(kind=kind, api=api, record=record, flag=flag, start=start, block=block)


CASES = (
    (approval(), None),
    (approval(api=""), None),
    (approval(api="api 66"), "lacks the text input variable firstApprover:"),
    (approval(kind="orchestration", api="api 66"), None),
    (approval(api="api 66", start="when Contract is updated", block="{ only when changed to meet }"), None),
    (approval(record="number"), "recordId has to be a single text"),
    (approval(record="collection of text"), "recordId has to be a single text"),
    (approval(flag=""), "submitter has to be a single text"),
    (
        """
approval Contract {
  start autolaunched -> Review
  stage Review { background Look calls Look_Up }
}
""",
        "lacks the text input variables recordId, submitter and submissionComments:",
    ),
)
