"""Further cases of the rule."""

ORDER = """
orchestration Order {{
  start autolaunched -> Ask
  stage Ask {{ background Look calls Look_Up async  then Which }}
  decision Which {{
    outcome Yes when Look.Outputs.answer = "Yes" -> {yes}
    outcome No when Look.Outputs.answer = "No" -> Again
    {more}
    otherwise "Else" -> end, intended
  }}
  decision Again {{
    outcome Large when Look.Outputs.size > 10 -> Pay
    outcome Small when Look.Outputs.size <= {border} -> Pay
    otherwise "Else" -> end, intended
  }}
  stage Pay {{ background Send calls Look_Up async  then end }}
  flow Look_Up {{ type AutoLaunchedFlow  async  out answer: {answer}  out size: {size} }}
}}
"""


def order(
    *,
    yes: str = "Pay",
    more: str = "",
    border: int = 9,
    answer: str = 'one of "Yes", "No"',
    size: str = "integer 0..100",
) -> str:
    """Two decisions, one after the other."""
    return ORDER.format(yes=yes, more=more, border=border, answer=answer, size=size)


FIRST = r"default of decision Which \(of Look\.Outputs\.answer\): an outcome"
TWO = """
orchestration Order {
  start autolaunched -> Ask
  stage Ask { background Look calls Look_Up async  then Which }
  decision Which {
    outcome More when Look.Outputs.a > Look.Outputs.b -> Pay
    outcome Less when Look.Outputs.a <= Look.Outputs.b -> Pay
    otherwise "Else" -> end, intended
  }
  stage Pay { background Send calls Look_Up async  then end }
  flow Look_Up { type AutoLaunchedFlow  async  out a: number not null  out b: number }
}
"""
SKIPPED = """
orchestration Order {
  start autolaunched -> Ask
  stage Ask { background Look calls Look_Up async  on error -> Which  then First }
  decision First {
    outcome Low when Look.Outputs.size < 1 -> Pay
    otherwise -> Which
  }
  decision Which {
    outcome Some when Look.Outputs.size >= 1 -> Pay
    WRONG
    otherwise "Else" -> end, intended
  }
  formula Share: boolean = "10 / ({!Look.Outputs.size} - 5) > 100"
  stage Pay { background Send calls Look_Up async  then end }
  flow Look_Up { type AutoLaunchedFlow  async  out size: integer 0..9 not null }
}
"""
"""No condition tells the null of a step that failed from the 0 that never comes to the second decision."""
SIZE = r"^Only a null takes the default of decision Which \(of Look\.Outputs\.size\): "
CASES = (
    (SKIPPED.replace("WRONG", ""), SIZE),
    (SKIPPED.replace("WRONG", "outcome Large when Look.Outputs.size > 20 -> Ask"), SIZE),
    (SKIPPED.replace("WRONG", "").replace("outcome Some when", "outcome Some when Share = true and"), None),
    (SKIPPED.replace("WRONG", "").replace("otherwise -> Which", "otherwise -> Pay"), None),
    (TWO, r"default of decision Which \(of Look\.Outputs\.b\): "),
    (TWO.replace("b: number", "b: number not null"), None),
    (TWO.replace("a <=", "a <"), None),
    (order(), FIRST),
    (order(answer='one of "Yes", "No", "Later"'), None),
    (order(answer='one of "Yes", "No" not null'), None),
    (order(answer="text"), None),
    (order(more="outcome None when Look.Outputs.answer is null -> Pay"), None),
    (order(border=10), r"Again \(of Look\.Outputs\.size\) and Which \(of Look\.Outputs\.answer\): "),
    (order(border=10, answer="text"), r"default of decision Again \(of Look\.Outputs\.size\): "),
    (order(border=10, answer="text", size="integer"), r"default of decision Again"),
)
