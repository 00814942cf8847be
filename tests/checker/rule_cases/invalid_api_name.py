"""Further cases of the rule."""

NAMED = """
orchestration {orchestration} {{
  start autolaunched -> {stage}
  stage {stage} {{ background Look calls Look_Up }}
}}
"""


def named(stage: str, orchestration: str = "Order") -> str:
    """A definition with these names."""
    return NAMED.format(orchestration=orchestration, stage=stage)


CASES = (
    (named("Préparer"), '"Préparer" is no API name: "é" is neither'),
    (named('"a b"'), '"a b" is no API name: " " is neither'),
    (named('"1st"'), "does not begin with a letter"),
    (named("_First"), "does not begin with a letter"),
    (named('""'), "does not begin with a letter"),
    (named("First__Stage"), "two underscores in a row"),
    (named("First_"), "ends with an underscore"),
    (named("A" * 81), "it has 81 characters, and 80 is the limit"),
    (named("A" * 80), None),
    (named("First", "Order_"), '"Order_" is no API name'),
)
