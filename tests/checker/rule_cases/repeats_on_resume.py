"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    on error -> Fix
  }
  stage Fix { background Repair calls Repair_It }
  flow Repair_It { type AutoLaunchedFlow }
  flow Look_Up { type AutoLaunchedFlow  not idempotent }
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
    on error -> end
  }
  flow Look_Up { type AutoLaunchedFlow  not idempotent }
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
  flow Look_Up { type AutoLaunchedFlow  not idempotent }
}
""",
        "does everything twice\\.$",
    ),
    (
        """
approval Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  not idempotent }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    interactive Look calls Look_Up
  }
  flow Look_Up { type Flow  not idempotent }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls ""
  }
}
""",
        None,
    ),
)
