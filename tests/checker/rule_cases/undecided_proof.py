"""Further cases of the rule."""

from stageproof.checker.rule import Example

COMPARED = """
orchestration Order {
  start autolaunched -> Ask
  stage Ask {
    background A calls Look
    background B calls Look
    background C calls Look
    background D calls Look
    then Same
  }
  decision Same {
    when A.Outputs.size = C.Outputs.size and B.Outputs.size = D.Outputs.size -> end
    otherwise -> end, intended
  }
  flow Look { type AutoLaunchedFlow  async  out size: integer 0..9 not null }
}
"""
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
    (
        Example(COMPARED, budget=400),
        r"^Nothing was decided .*more than 400 nodes .* most of it for the values of .*\.Outputs\.size together\.$",
    ),
    (SAMPLED.replace("DOMAIN", "number"), r"Not everything is decided .*size is part of a formula.*exact\.$"),
    (SAMPLED.replace("DOMAIN", "integer 0..9"), None),
    (TWICE, r", and 1 more\.$"),
)
