"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    completes when flow "" returns true
  }
  flow Look_Up { type AutoLaunchedFlow }
  flow Is_Ready { type EvaluationFlow  out isOrchestrationConditionMet: boolean }
}
""",
        "exit condition of Check calls an evaluation flow without a name",
    ),
)
