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

SKIPPED = """
orchestration Order {
  flow Kind { type AutoLaunchedFlow  async  out kind: one of "New", "Old" not null }
  flow Do { type AutoLaunchedFlow  async }
  start autolaunched -> First
  stage First { background A calls Do async  then Choose }
  decision Choose {
    outcome Odd when B.Outputs.kind = "Odd" -> Second
    otherwise -> %s
  }
  stage Second { background B calls Kind async  then Choose }
  stage Third { background C calls Kind async  on error -> Choose  then Choose }
}
"""
"""A kind that no run knows when it comes to the decision: null, which no condition tells from the declared kinds."""

RECALLED = """
approval Order {
  setting runInMode "SystemModeWithoutSharing"
  start when Order__c is created -> First { path recall -> Choose }
  field $Record.Kind__c: one of "New", "Old", "Odd" not null, never changed
  stage First {
    approval A calls standard_approvals__EvaluateApproval assigned to group Desk starts when $Record.Kind__c = "New"
    background B calls Do async starts when $Record.Kind__c = "Old"
    completes when B is Completed
    then Choose
  }
  decision Choose {
    outcome Known when $Record.Kind__c = "Odd" -> Second
    otherwise -> end
  }
  stage Second { background C calls Do async  then end }
  flow Do { type AutoLaunchedFlow  async }
}
"""
"""One value comes to the decision on the main path, another only on the recall path."""

CASES = (
    (SKIPPED % "end", None),
    (RECALLED, r'Kind__c is "New" or "Old", no outcome'),
    (ORDER % ('A.Outputs.kind = "Old"', '"New"'), 'is "Odd", .* its default is labelled "New"'),
    (ORDER % ('A.Outputs.kind = "Old" or A.Outputs.kind = ""', ""), None),
    (ORDER % ('A.Outputs.kind = "Old" or A.Outputs.kind is blank', '"Other"'), None),
)
