"""Further cases of the rule."""

STEP = """
orchestration Order {{
  start autolaunched -> Check
  constant limit: Number = 5
  constant high: String = "High"
  stage Check {{
    background Look calls Look_Up
    background Count calls Look_Up starts when {condition}
    completes when Look is Completed
  }}
  flow Look_Up {{ type AutoLaunchedFlow  out level: text  out amount: number  out day: date  out isNew: boolean }}
}}
"""


def step(condition: str) -> str:
    """A definition whose second step starts when the condition holds."""
    return STEP.format(condition=condition)


NEVER = "entry condition of step Count cannot be met"
CASES = (
    (step("Look.Outputs.amount > 5 and Look.Outputs.amount < 5"), NEVER),
    (step("Look.Outputs.amount > 5 and Look.Outputs.amount <= 5"), NEVER),
    (step("Look.Outputs.amount >= 5 and Look.Outputs.amount <= 5"), None),
    (step("Look.Outputs.amount > 5 and Look.Outputs.amount < 6"), None),
    (step("Look.Outputs.amount > limit and Look.Outputs.amount = 4"), NEVER),
    (step("Look.Outputs.amount is null and Look.Outputs.amount < 6"), NEVER),
    (step("Look.Outputs.amount is not null and Look.Outputs.amount = null"), NEVER),
    (step("Look.Outputs.day > 2026-01-31 and Look.Outputs.day < 2026-01-01"), NEVER),
    (step("Look.Outputs.day < 2026-01-31 and Look.Outputs.day > 2026-01-01"), None),
    (step('Look.Outputs.level = high and Look.Outputs.level = "Low"'), NEVER),
    (step('Look.Outputs.level = high and Look.Outputs.level <> "High"'), NEVER),
    (step('Look.Outputs.level <> high and Look.Outputs.level <> "Low"'), None),
    (step('Look.Outputs.level = "High" and Look.Outputs.level contains "w"'), None),
    (step('Look.Outputs.level = "High" and Look.Outputs.level = 5'), None),
    (step('Look.Outputs.level = "High" and Look.Outputs.level = $Label.High'), None),
    (step("Look.Outputs.isNew = true and Look.Outputs.isNew = false"), NEVER),
    (step("Look.Outputs.isNew <> true and Look.Outputs.isNew <> false"), None),
    (
        step("Look.Outputs.isNew <> true and Look.Outputs.isNew <> false and Look.Outputs.isNew is not null"),
        NEVER,
    ),
    (step("not (Look.Outputs.amount > 5 or Look.Outputs.amount is null) and Look.Outputs.amount = 6"), NEVER),
    (step("limit > 6"), NEVER),
    (step("limit >= 5 and Look is Completed"), None),
    (step("limit < 5"), NEVER),
    (step("limit <= 4"), NEVER),
    (step("limit = 4"), NEVER),
    (step("limit <> 5"), NEVER),
    (step("limit is null"), NEVER),
    (step('high > "A"'), None),
    (step('limit = "5"'), None),
    (step('high contains "x"'), None),
    (step("Look is Completed"), None),
    (
        """
orchestration Order {
  start when Order__c is updated -> Check { where Status__c = "New" and Status__c = "Old" }
  stage Check { background Look calls Look_Up }
}
""",
        "The entry conditions of Start cannot be met.*no record starts a run",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    interactive Look calls Look_Up { completes when Look.Outputs.a = 1 and Look.Outputs.a = 2 }
    completes when Look is Completed and Look is Error
  }
}
""",
        "The exit condition of stage Check cannot be met.*it is never met",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Route
  variable level: text input
  decision Route {
    when level = "A" and level = "B" -> Check
    otherwise -> end, intended
  }
  stage Check { background Look calls Look_Up }
}
""",
        None,
    ),
)
