"""Further cases of the rule."""

ORDER = """
orchestration Order {{
  start autolaunched -> Ask
  formula Share: number = "100 / BLANKVALUE({{!Count.Outputs.pieces}}, 0)"
  stage Ask {{
    background Count calls Count_Them async
    background Look calls Count_Them async {entry}
    {exit}
    {fault}
    then Enough
  }}
  decision Enough {{
    outcome Large when {condition} -> Check
    otherwise "Small" -> Check
  }}
  stage Check {{ background Tell calls Count_Them async  then end }}
  flow Count_Them {{ type AutoLaunchedFlow  async  out pieces: integer {domain} }}
}}
"""


def order(condition: str, domain: str = "1..100", entry: str = "", exit: str = "", fault: str = "") -> str:
    """A decision on what a step counted, and a step and an exit that may look at it too."""
    return ORDER.format(condition=condition, domain=domain, entry=entry, exit=exit, fault=fault)


PLAIN = "Count.Outputs.pieces > 10"
NULL = r"^Where Count\.Outputs\.pieces is null, "
SKIPPED = (
    order("Large_Share > 10", domain="0..100 not null", fault="on error -> Enough")
    .replace(
        "stage Ask {",
        'formula Large_Share: number = "100 / BLANKVALUE({!Count.Outputs.pieces}, 0)"\n  stage Ask {',
    )
    .replace("background Look calls Count_Them async", "")
    .replace(
        "then Enough",
        "then Some\n  }\n  decision Some {\n    when Count.Outputs.pieces > 0 -> Enough\n    otherwise -> end, intended",
    )
)
"""A count of 0 would be an error like null, and never comes to the decision."""
CASES = (
    (SKIPPED, NULL),
    (SKIPPED.replace("pieces > 0 ->", "pieces >= 0 ->"), None),
    (order(PLAIN), None),
    (
        order("Share > 10"),
        NULL + r"outcome Large of decision Enough cannot be judged: the run ends in Error\.",
    ),
    (order("Share > 10", domain="1..100 not null"), None),
    (order("Share > 10", domain="0..100"), None),
    (order("Count.Outputs.pieces is not null and Share > 10"), None),
    (order("Share > 10 and Count.Outputs.pieces is not null"), NULL),
    (
        order(PLAIN, exit="completes when Share > 10"),
        NULL + r".*stage Ask cannot be judged: the run ends in Error\.",
    ),
    (
        order(PLAIN, exit="completes when Share > 10", fault="on error -> Check"),
        NULL + r".* cannot be judged: Ask is in Error and its fault path is taken\.",
    ),
    (order(PLAIN, domain="1..100 not null", entry="starts when Share > 10"), NULL + r".*step Look cannot"),
    (
        order(PLAIN).replace(
            "start autolaunched -> Ask", "start when Case is updated -> Ask { where Level__c = 1 }"
        ),
        None,
    ),
)
