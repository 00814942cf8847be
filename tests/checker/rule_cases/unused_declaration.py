"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  field $Record.Amount: integer 0..9
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        "\\$Record.Amount is declared",
    ),
    (
        """
orchestration Order {
  start when Order is created -> Check { where Amount > 3 }
  stage Check {
    background Look calls Look_Up
  }
  field $Record.Amount: integer 0..9
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  field $Record.Amount: integer 0..9
  flow Look_Up { type AutoLaunchedFlow  writes $Record.Amount = 1 }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input n = $Record.Amount }
  }
  field $Record.Amount: integer 0..9
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  field $Record.Amount: integer 0..9
  never "large": $Record.Amount > 8
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        None,
    ),
)
