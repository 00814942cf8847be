"""Further cases of nobody-looks."""

from typing import Final

EXIT: Final = """
orchestration Order {
  start when Order__c is created -> Review
  stage Review {
    interactive Sales calls Ask assigned to queue Sales%s
    completes when %s
    then end
  }
  flow Ask { type Flow }
  flow Is_Big { type EvaluationFlow  out isOrchestrationConditionMet: boolean }
}
"""
BOTH: Final = """
orchestration Order {
  start autolaunched -> Review
  stage Review {
    interactive Sales calls Ask assigned to queue Sales starts when flow Is_Big returns true
    then Again
  }
  stage Again {
    interactive Sales_Again calls Ask assigned to queue Sales
    completes when flow Is_Big returns true
    then More
  }
  stage More {
    interactive Sales_More calls Ask assigned to queue Sales
    completes when flow Is_Old returns true
    then end
  }
  flow Ask { type Flow }
  flow Is_Big { type EvaluationFlow  out isOrchestrationConditionMet: boolean }
  flow Is_Old { type EvaluationFlow  out isOrchestrationConditionMet: boolean }
}
"""
FORMULA: Final = """
orchestration Order {
  start when Order__c is created -> Review
  formula Is_Ranked: boolean = "{!$Record.Rank__c} > 1"
  stage Review {
    interactive Sales calls Ask assigned to queue Sales
    completes when Is_Ranked = true
    then end
  }
  flow Ask { type Flow }
}
"""

CASES: Final = (
    (EXIT % ("", "flow Is_Big returns true"), r"^Review waits, in some run, with no step in progress"),
    (EXIT % ("", "$Record.Rank__c > 1"), None),
    (EXIT % ("", "Sales is Completed"), None),
    (EXIT % (" starts when flow Is_Big returns true", "Sales is Completed"), "^Review waits, in some run"),
    (EXIT % (" starts when flow Is_Big returns true", "$Record.Rank__c > 1"), None),
    (BOTH, "^Again and More wait, in some run"),
    (BOTH, r"Stage Review can wait for ever: Is_Big said no, and no step is in progress"),
    (FORMULA, r"^Stage Review can wait for ever: no step is in progress"),
)
