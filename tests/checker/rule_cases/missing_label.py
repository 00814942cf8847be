"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up { label " " }  then Route }
  decision Route { outcome Yes when Look is Completed -> end  otherwise -> end }
}
""",
        "^Without a label: orchestration Order, stage Check, step Look, decision Route and outcome Yes. A deploy",
    ),
    (
        """
orchestration Order {
  label "Order"
  start autolaunched -> Check
  stage Check { label "Check"  background Look calls Look_Up { label "Look" }  then Route }
  decision Route { label "Route"  outcome Yes label "Yes" when Look is Completed -> end  otherwise -> end }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  label "Order"
  start autolaunched -> Check
  stage Check { label "Check"  background Look calls Look_Up { label "Look" }  then Route }
  decision Route { label "Route"  outcome Yes when Look is Completed -> end  otherwise -> end }
}
""",
        "^Without a label: outcome Yes. A deploy",
    ),
)
