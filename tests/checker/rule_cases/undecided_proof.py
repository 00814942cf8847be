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
TWICE = SAMPLED.replace(
    "out size: DOMAIN not null", "out size: number not null  out other: number not null"
).replace("double > 10", "double > X.Outputs.other")

CASES = (
    (SAMPLED.replace("DOMAIN", "number"), r"Not everything is decided .*size is part of a formula.*exact\.$"),
    (SAMPLED.replace("DOMAIN", "integer 0..9"), None),
    (TWICE, r", and 1 more\.$"),
)
