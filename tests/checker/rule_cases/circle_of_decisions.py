"""Further cases of the rule."""

ORDER = """
orchestration Order {{
  start autolaunched -> First
  variable level: text input
  decision First {{
    outcome Early when {condition} -> {target}
    otherwise {default}
  }}
  decision Second {{ outcome Late when level = "B" -> Check  otherwise {second} }}
  decision Third {{ outcome Lost when level = "C" -> go to Third  otherwise -> Check }}
  stage Check {{ background Look calls Look_Up  then {after} }}
}}
"""


def order(
    condition: str = 'level = "A"',
    target: str = "Check",
    default: str = "-> Second",
    second: str = "-> end, intended",
    after: str = "end",
) -> str:
    """An order whose first decision may lead to a second one, and that to something; nothing leads to a third."""
    return ORDER.format(condition=condition, target=target, default=default, second=second, after=after)


CASES = (
    (order(), None),
    (order(target="go to First"), "^Decision First leads back to itself with no stage between: nothing can"),
    (order(default="-> go to First"), "^Decision First leads back to itself with no stage between"),
    (
        order(second="-> go to First"),
        "^Decision Second leads back to First with no stage between \\(the circle First and Second\\): ",
    ),
    (order(second="-> Check", after="go to First"), None),
    (order(condition="Late = true", second="-> go to First"), None),
    (
        order(condition="Early = true", target="go to First", default="-> go to First"),
        "^Decision First leads",
    ),
    (order(condition="Lost = true", second="-> Third"), "^Decision Third leads back to itself"),
)
