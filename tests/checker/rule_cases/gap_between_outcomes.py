"""Further cases of the rule."""

ORDER = """
orchestration Order {
  api 67
  flow Score { type AutoLaunchedFlow  async  out points: integer 0..10 not null }
  flow Do { type AutoLaunchedFlow  async }
  start autolaunched -> First
  stage First { background A calls Score async  then Choose }
  decision Choose {
    outcome High when A.Outputs.points > 5 -> Second
    outcome Low when A.Outputs.points %s 5 -> Third
    otherwise -> end
  }
  stage Second { background B calls Do async  then end }
  stage Third { background C calls Do async  then end }
}
"""

LEFT_OUT = """
orchestration Order {
  api 67
  flow Score { type AutoLaunchedFlow  async  out points: integer 0..10 not null }
  flow Do { type AutoLaunchedFlow  async }
  start autolaunched -> First
  stage First { background A calls Score async  then Choose }
  decision Choose {
    outcome Any when %s -> Second
    otherwise -> end
  }
  stage Second { background B calls Do async  then end }
  %s
}
"""
"""One outcome, which takes every number but one: written so, or left over between two borders."""

CASES = (
    (ORDER % "<", "exactly 5"),
    (ORDER % "<=", None),
    (LEFT_OUT % ("A.Outputs.points <> 5", ""), None),
    (LEFT_OUT % ("not (A.Outputs.points = 5)", ""), None),
    (LEFT_OUT % ("A.Outputs.points < 5 or A.Outputs.points > 5", ""), "exactly 5"),
    (
        LEFT_OUT
        % (
            "isOther = true",
            'formula isOther: boolean = "{!A.Outputs.points} < 5 || {!A.Outputs.points} > 5"',
        ),
        "exactly 5",
    ),
)
