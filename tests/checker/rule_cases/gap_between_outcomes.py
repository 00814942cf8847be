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

CASES = (
    (ORDER % "<", "exactly 5"),
    (ORDER % "<=", None),
)
