"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  out x: text }
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
    completes when flow Is_Ready returns true
  }
  flow Look_Up { type AutoLaunchedFlow }
  flow Is_Other { type EvaluationFlow  out isOrchestrationConditionMet: boolean }
}
""",
        None,
    ),
)
