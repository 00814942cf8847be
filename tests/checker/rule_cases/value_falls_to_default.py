"""Further cases of the rule."""

ORDER = """
orchestration Order {
  api 67
  flow Kind { type AutoLaunchedFlow  async  out kind: one of "New", "Old", "Odd" not null }
  flow Do { type AutoLaunchedFlow  async }
  start autolaunched -> First
  stage First { background A calls Kind async  then Choose }
  decision Choose {
    outcome Known when %s -> Second
    otherwise %s -> Third
  }
  stage Second { background B calls Do async  then end }
  stage Third { background C calls Do async  then end }
}
"""

CASES = (
    (ORDER % ('A.Outputs.kind = "Old"', '"New"'), 'is "Odd", .* its default is labelled "New"'),
    (ORDER % ('A.Outputs.kind = "Old" or A.Outputs.kind = ""', ""), None),
    (ORDER % ('A.Outputs.kind = "Old" or A.Outputs.kind is blank', '"Other"'), None),
)
