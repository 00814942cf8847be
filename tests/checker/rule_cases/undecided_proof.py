"""Further cases of the rule."""

from entangled_steps import TOO_LITTLE, WORK
from large_definitions import with_members

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
LOUD = SAMPLED.replace('double: number = "{!X.Outputs.size} * 2"', 'loud: text = "UPPER({!X.Outputs.size})"')
LOUD = LOUD.replace("double > 10", 'loud = "YES"')
TWICE = LOUD.replace(
    "out size: DOMAIN not null", "out size: text not null  out other: text not null"
).replace('"YES"', "X.Outputs.other")
TODAY = SAMPLED.replace('"{!X.Outputs.size} * 2"', '"{!X.Outputs.size} + (TODAY() - DATE(2026, 1, 1))"')

THREE = """
orchestration Order {
  start autolaunched -> Work
  stage Work { background A calls F async  background B calls F async  background C calls F async  then end }
  flow F { type AutoLaunchedFlow  async }
}
"""
ENDING = with_members(THREE, '  eventually "it is over": run is Completed or run is Canceled or run is Error')

CASES = (
    (Example(THREE, budget=10), r"^Nothing was decided about the runs of Order"),
    (Example(THREE, budget=40), None),
    (
        Example(ENDING, budget=60),
        r'^Whether the property "it is over" holds was not decided: more than 60 nodes',
    ),
    (Example(WORK, budget=TOO_LITTLE), r"^Only 34 of 35 claims about the runs of Ring were decided"),
    (
        Example(COMPARED, budget=400),
        r"^Nothing was decided .*more than 400 nodes .* most of it for the values of .*\.Outputs\.size.* together\.$",
    ),
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
