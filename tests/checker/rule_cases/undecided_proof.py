"""Further cases of the rule."""

SAMPLED = """
orchestration Order {
  start autolaunched -> A
  stage A { background X calls Look async  then D }
  formula double: number = "{!X.Outputs.size} * 2"
  decision D { when double > 10 -> end  otherwise -> end, intended }
  flow Look { type AutoLaunchedFlow  async  out size: DOMAIN not null }
}
"""
LOUD = SAMPLED.replace('double: number = "{!X.Outputs.size} * 2"', 'loud: text = "UPPER({!X.Outputs.size})"')
LOUD = LOUD.replace("double > 10", 'loud = "YES"')
TWICE = LOUD.replace(
    "out size: DOMAIN not null", "out size: text not null  out other: text not null"
).replace('"YES"', "X.Outputs.other")
TODAY = SAMPLED.replace('"{!X.Outputs.size} * 2"', '"{!X.Outputs.size} + (TODAY() - DATE(2026, 1, 1))"')

CASES = (
    (SAMPLED.replace("DOMAIN", "number"), None),
    (SAMPLED.replace("DOMAIN", "integer 0..9"), None),
    (
        LOUD.replace("DOMAIN", "text"),
        r"Not everything is decided .*size is part of a formula .*\(UPPER is uninterpreted\)",
    ),
    (
        LOUD.replace("DOMAIN", "text"),
        r"declare its domain \(one of the texts it may be\) to make it exact\.$",
    ),
    (LOUD.replace("DOMAIN", 'one of "yes", "no"'), None),
    (TWICE, r", and 1 more\.$"),
    (TODAY.replace("DOMAIN", "integer 0..9"), r"calls TODAY, which is uninterpreted"),
)
