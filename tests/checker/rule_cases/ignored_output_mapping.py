"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    completes when flow Is_Ready gives isOrchestrationConditionMet -> met returns true
  }
  flow Look_Up { type AutoLaunchedFlow }
  flow Is_Ready { type EvaluationFlow  out isOrchestrationConditionMet: boolean }
}
""",
        "of Is_Ready is assigned to met",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    completes when flow Is_Ready gives isOrchestrationConditionMet returns true
  }
  flow Look_Up { type AutoLaunchedFlow }
  flow Is_Ready { type EvaluationFlow  out isOrchestrationConditionMet: boolean }
}
""",
        None,
    ),
)
