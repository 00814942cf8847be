"""Further cases of the rule."""

SAMPLED = """
orchestration Order {
  start autolaunched -> Review
  stage Review { background Look calls Ask async  then Twice }
  formula double: number = "{!Look.Outputs.size} * 2"
  decision Twice { when double > 10 -> Round  otherwise -> end, intended }
  stage Round { background Again calls Ask async  then go to Round }
  flow Ask { type AutoLaunchedFlow  async  out size: DOMAIN not null }
}
"""

LOUD = SAMPLED.replace(
    'formula double: number = "{!Look.Outputs.size} * 2"',
    '''formula loud: text = "UPPER({!Look.Outputs.size})"''',
)
LOUD = LOUD.replace("double > 10", 'loud = "YES"')

CASES = (
    (SAMPLED.replace("DOMAIN", "integer 0..9"), "can never complete"),
    (SAMPLED.replace("DOMAIN", "number"), "can never complete"),
    (LOUD.replace("DOMAIN", 'one of "yes", "no"'), "can never complete"),
    (LOUD.replace("DOMAIN", "text"), None),
)
