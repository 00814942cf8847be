"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  formula f: boolean = "{!$Record.OwnerId} = '005580000021gFPAAY'"
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        "written into formula f",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  constant c: text = "005580000021gFPAAY"
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        "written into c",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up starts when $Record.OwnerId = "005580000021gFPAAY"
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        "a comparison with",
    ),
)
