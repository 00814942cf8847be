"""Further cases of the rule."""

ORDER = """
orchestration Order {{
  start autolaunched -> Ask
  stage Ask {{
    background Look calls Look_Up async
    background Other calls Do async
    completes when Look is Completed
    then Which
  }}
  decision Which {{
    {outcomes}
    otherwise "Plain" -> Send
  }}
  stage Rush {{ background Hurry calls Do async  then end }}
  stage Check {{ background Examine calls Do async  then end }}
  stage Send {{ background Post calls Do async  then end }}
  flow Look_Up {{ type AutoLaunchedFlow  async  out urgent: boolean not null  out amount: integer 0..5000 not null  out limit: number }}
  flow Do {{ type AutoLaunchedFlow  async }}
}}
"""
URGENT = "Look.Outputs.urgent = true"
LARGE = "Look.Outputs.amount > 1000"
VERY_LARGE = "Look.Outputs.amount > 2000"


def order(*outcomes: tuple[str, str]) -> str:
    """A decision with outcomes A, B, C: conditions and targets."""
    told = (
        f"outcome {name} when {condition} -> {target}"
        for name, (condition, target) in zip("ABC", outcomes, strict=False)
    )
    return ORDER.format(outcomes="\n    ".join(told))


FAILING = order(("Wrong = true", "Send"), (URGENT, "Rush"), (LARGE, "Check")).replace(
    "  flow Do", '  formula Wrong: boolean = "1 / ({!Look.Outputs.amount} * 0) > 1"\n  flow Do'
)
"""The first outcome can never be judged, so that no run takes another."""

CASES = (
    (FAILING, None),
    (FAILING.replace('> 1"', '> 1 && false"').replace("* 0", "+ 1"), "taken: B and C of Which"),
    (
        order((URGENT, "Rush"), (LARGE, "Check")),
        "taken: A and B of Which. For example both A and B hold where Look",
    ),
    (order((URGENT, "Rush"), (LARGE, "Rush")), None),
    (order((VERY_LARGE, "Rush"), (LARGE, "Check")), None),
    (order((LARGE, "Rush"), (VERY_LARGE, "Check")), None),
    (order((f"{URGENT} or {LARGE}", "Rush"), (URGENT, "Check"), (LARGE, "Send")), None),
    (
        order((URGENT, "Rush"), (LARGE, "Check"), ("Look.Outputs.amount < 3000", "Send")),
        r"A and B of Which; A and C of Which; B and C of Which\.",
    ),
    (
        order(("Look.Outputs.amount > Look.Outputs.limit", "Rush"), (LARGE, "Check")),
        r"where Look\.Outputs\.amount = ",
    ),
    (
        order(
            ("Look.Outputs.amount > Look.Outputs.limit", "Rush"),
            ("Look.Outputs.amount <= Look.Outputs.limit", "Check"),
        ),
        None,
    ),
    (order(("Ask is Completed", "Rush"), ("Ask is Completed", "Check")), None),
    (order(("Other is Completed", "Rush"), (URGENT, "Check")), r"where Look\.Outputs\.urgent = true\."),
)
