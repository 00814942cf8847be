"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> First
  stage First { background A calls Look_Up  then Second }
  stage Second { background B calls Look_Up  on error -> Repair  then Third }
  stage Third { background C calls Look_Up  then go to Second }
  stage Repair { background D calls Look_Up  then end }
}
""",
        "^Second and Third lead only to each other",
    ),
    (
        """
orchestration Order {
  start autolaunched -> First
  stage First { background A calls Look_Up  on error -> Repair  then end }
  stage Repair { background D calls Look_Up  then Check }
  decision Check { when D is Completed -> go to Repair  otherwise -> go to Repair }
}
""",
        "^Repair and Check lead only to each other",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  variable level: text input
  stage First { background A calls Look_Up }
  decision Check { when level = "A" -> go to Check  otherwise -> go to Check }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  variable level: text input
  stage First { background A calls Look_Up }
  decision Check { when level = "A" -> go to Again  otherwise -> go to Again }
  decision Again { when level = "A" -> go to Check  otherwise -> go to Check }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> First
  stage First { background A calls Look_Up  then go to First }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> First
  stage First { background A calls Look_Up  then Check }
  decision Check { when A is Completed -> Somewhere  otherwise -> go to First }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> First
  stage First { background A calls Look_Up  then end }
  stage Second { background B calls Look_Up  then Third }
  stage Third { background C calls Look_Up  then go to Second }
}
""",
        None,
    ),
)
