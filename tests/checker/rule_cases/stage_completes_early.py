"""Further cases of stage-completes-early."""

from typing import Final

FIRST: Final = """
orchestration Order {
  start when Order__c is created -> Review
  stage Review {
    interactive Sales calls Ask assigned to queue Sales
    interactive Legal calls Ask assigned to queue Legal
    completes when %s
    then end
  }
  flow Ask { type Flow }
}
"""
GATED: Final = """
orchestration Order {
  start when Order__c is created -> Review
  stage Review {
    interactive Sales calls Ask assigned to queue Sales starts when $Record.Rank__c > 1
    completes when %s
    then end
  }
  flow Ask { type Flow }
  field $Record.Rank__c: integer 0..3 not null
}
"""
BY_FLOW: Final = """
orchestration Order {
  start when Order__c is created -> Review
  stage Review {
    interactive Sales calls Ask assigned to queue Sales starts when %s
    completes when %s
    then end
  }
  flow Ask { type Flow }
  flow Is_Big { type EvaluationFlow }
  field $Record.Rank__c: integer 0..3 not null
}
"""
BACKGROUND: Final = """
orchestration Order {
  start autolaunched -> Review
  stage Review {
    background Look calls Look_Up async
    background Tell calls Look_Up async
    completes when Look is Completed
    then end
  }
  flow Look_Up { type AutoLaunchedFlow  async }
}
"""
TWO: Final = """
orchestration Order {
  start when Order__c is created -> Review
  stage Review {
    interactive Sales calls Ask assigned to queue Sales starts when $Record.Rank__c > 1
    interactive Legal calls Ask assigned to queue Legal
    completes when $Record.Rank__c < 3 or Sales is Completed
    then Again
  }
  stage Again {
    interactive Boss calls Ask assigned to queue Sales starts when $Record.Rank__c > 1
    completes when $Record.Rank__c < 3 or Boss is Completed
    then end
  }
  flow Ask { type Flow }
  field $Record.Rank__c: integer 0..3 not null
}
"""

CASES: Final = (
    (FIRST % "Sales is Completed", r"a work item: that of Legal of Review\. It is closed"),
    (FIRST % "Sales is Completed or Legal is Completed", "Sales of Review and Legal of Review"),
    (FIRST % "Sales is Completed and Legal is Completed", None),
    (FIRST % "flow Is_Big returns true", "Sales of Review and Legal of Review"),
    (GATED % "$Record.Rank__c < 3", "Stage Review can complete in the moment in which Sales starts"),
    (GATED % "$Record.Rank__c < 2 or Sales is Completed", "that of Sales of Review"),
    (GATED % "Sales is Completed", None),
    (BY_FLOW % ("$Record.Rank__c > 1", "flow Is_Big returns true"), "that of Sales of Review"),
    (BY_FLOW % ("flow Is_Big returns true", "$Record.Rank__c < 3"), "that of Sales of Review"),
    (TWO, "Stage Again can complete in the moment in which Boss starts"),
    (BACKGROUND, None),
)
