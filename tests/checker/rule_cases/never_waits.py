"""Further cases of never-waits."""

from typing import Final

ORDER: Final = """
orchestration Order {
  field $Record.Kind__c: one of "Small", "Large" not null, never changed
  start when Order__c is created -> Pack
  stage Pack {
    background Pick calls Pick_Items %s
    completes when %s
    then Ready
  }
  decision Ready {
    when $Record.Kind__c = "Large" -> go to %s
    otherwise "Small" -> end, intended
  }
  stage Rest { interactive Look calls Ask assigned to queue Desk  then go to Pack }
  flow Pick_Items { type AutoLaunchedFlow  %s }
  flow Ask { type Flow }
}
"""

CASES: Final = (
    (ORDER % ("async", "Pick is Completed", "Pack", "async"), None),
    (ORDER % ("async", "Pick is not NotStarted", "Rest", "async"), None),
    (
        ORDER % ("async", "Pick is not NotStarted", "Pack", "async"),
        r"^A run can come back to Pack without ever waiting",
    ),
    (ORDER % ("async", '$Record.Kind__c = "Large"', "Pack", "async"), r"^A run can come back to Pack"),
)
"""A stage that waits for its step; another stage on the way that waits; none that does, by step and by value."""
