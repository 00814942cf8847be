"""Further cases of waits-for-the-world."""

from typing import Final

BY_FLOW: Final = """
orchestration Order {
  start when Order__c is created -> Review
  stage Review {
    interactive Sales calls Ask assigned to queue Sales
    completes when flow Is_Big returns true
    then Wait
  }
  stage Wait {
    interactive Boss calls Ask assigned to queue Sales
    completes when %s
    then end
  }
  flow Ask { type Flow }
  flow Is_Big { type EvaluationFlow  out isOrchestrationConditionMet: boolean }
}
"""

CASES: Final = (
    (BY_FLOW % "Boss is Completed", None),
    (BY_FLOW % "$Record.Rank__c > 1", r"^Wait waits, in some run"),
)
