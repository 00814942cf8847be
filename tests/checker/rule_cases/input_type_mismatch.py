"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  variable amount: collection of text input
  stage Check {
    background Look calls Look_Up { input limit = amount }
  }
  flow Look_Up { type AutoLaunchedFlow  in limit: number }
}
""",
        "passes amount to limit",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  variable amount: text input
  stage Check {
    background Look calls Look_Up { input limit = 3 }
  }
  flow Look_Up { type AutoLaunchedFlow  in limit: number }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input limit = 3 }
  }
  flow Look_Up { type AutoLaunchedFlow  in limit: integer 0..2 }
}
""",
        "passes 3 to limit of Look_Up, which takes integer 0..2",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input limits = "many" }
  }
  flow Look_Up { type AutoLaunchedFlow  in limit: number }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  variable amount: record "Account" input
  stage Check {
    background Look calls Look_Up { input limit = amount }
  }
  flow Look_Up { type AutoLaunchedFlow  in limit: record "Case" }
}
""",
        "takes record Case",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input limit = "many" }
  }
}
""",
        None,
    ),
)
