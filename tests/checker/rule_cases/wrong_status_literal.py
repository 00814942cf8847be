"""Further cases of the rule."""

ROUTE = """
orchestration Order {{
  start autolaunched -> Check
  constant done: String = "Done"
  stage Check {{ background Look calls Look_Up  then Route }}
  decision Route {{ outcome First when {condition} -> end  otherwise -> end }}
}}
"""

CASES = (
    (
        ROUTE.format(condition='Look.Status = "In Progress"'),
        '"In Progress" is no status that a step can have',
    ),
    (ROUTE.format(condition='Look.Status <> "completed"'), "always holds once there is a status"),
    (ROUTE.format(condition="Look.Status = done"), '"Done" is no status that a step can have'),
    (ROUTE.format(condition='Look.Status = "Discontinued"'), None),
    (ROUTE.format(condition='Look.Status = "Suspended"'), "is no status that a step can have"),
    (ROUTE.format(condition='Check.Status = "Suspended"'), None),
    (
        ROUTE.format(condition='Check.Status = "NotStarted"'),
        '"NotStarted" is no status that a stage can have',
    ),
    (ROUTE.format(condition='Look.Status contains "omplet"'), None),
    (ROUTE.format(condition="Look.Status is null"), None),
    (ROUTE.format(condition="Look.Status = $Label.Done"), None),
    (ROUTE.format(condition='Look.Outputs.Status = "Done"'), None),
    (ROUTE.format(condition='Gone.Status = "Done"'), None),
    (ROUTE.format(condition='Route.Status = "Done"'), None),
)
