"""Further cases of the rule."""

ORDER = """
orchestration Order {{
  start when Order is created -> Review
  variable answer: text
  stage Review {{
    background One calls Set_One {kind} {first}
    background Two calls {two} {kind} {second}
    background Three calls Nothing async {third}
    then Which
  }}
  decision Which {{
    outcome Yes when {read} = "Yes" -> Done
    otherwise -> end, intended
  }}
  stage Done {{ background Tell calls Nothing async  then end }}
  flow Set_One {{ type AutoLaunchedFlow  {kind}  in what: text  out result: text  {writes} }}
  flow Set_Two {{ type AutoLaunchedFlow  {kind}  in what: text  out result: text  {other} }}
  flow Nothing {{ type AutoLaunchedFlow  async  out result: text }}
}}
"""


def order(
    *,
    kind: str = "async",
    first: str = "",
    second: str = "",
    third: str = "",
    two: str = "Set_Two",
    read: str = "One.Outputs.result",
    writes: str = "",
    other: str = "",
) -> str:
    """Two steps side by side, and what they set."""
    return ORDER.format(
        kind=kind, first=first, second=second, third=third, two=two, read=read, writes=writes, other=other
    )


MAPS = "{ output result -> answer }"
OPEN = "writes $Record.Status__c"
YES = 'writes $Record.Status__c = "Yes"'
NO = 'writes $Record.Status__c = "No"'
MORE = "writes $Record.Count__c = $Record.Count__c + 1"
BOTH = "One and Two of stage Review can be in progress at the same time, and each sets Order.Status__c"
CASES = (
    (order(first=MAPS, second=MAPS, read="answer"), "One and Two of stage Review .* each sets answer: "),
    (order(first=MAPS, second=MAPS, third=MAPS, read="answer"), "^One, Two and Three of stage Review"),
    (order(first=MAPS, second=MAPS), None),
    (order(first=MAPS, read="answer"), None),
    (order(first="{ output result -> answer  output result -> answer }", read="answer"), None),
    (order(first=MAPS, second="starts when One is Completed " + MAPS, read="answer"), None),
    (
        order(first=MAPS, second="starts when One is Completed " + MAPS, third=MAPS, read="answer"),
        "^One, Two and Three of",
    ),
    (order(writes=OPEN, other=OPEN), BOTH),
    (order(writes=YES, other=NO), BOTH),
    (order(writes=YES, other=OPEN), BOTH),
    (order(writes=YES, other=YES), None),
    (order(writes=MORE, other=MORE), None),
    (
        order(writes=MORE, other="writes $Record.Count__c = 0"),
        r"each sets Order.Count__c: what is left depends on which of them completes last\.$",
    ),
    (order(writes=YES, other=NO), r"completes last decides, and what the others set is lost\.$"),
    (order(kind="sync", writes=YES, other=NO), None),
    (order(two="Set_One", writes=OPEN), None),
    (order(two="Set_One", writes=OPEN, second='{ input what = "a" }'), BOTH),
    (order(writes='writes "Order.*"', other='writes "Order.*"'), None),
    (order(writes=YES, other='writes $Record.Other__c = "No"'), None),
)
