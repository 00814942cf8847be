"""Further cases of errors-repeat-forever."""

from typing import Final

ORDER: Final = """
orchestration Order {
  start when Order__c is created -> Charge
  stage Charge { background Pay calls Pay_Card async  on error -> Help  then Ship }
  stage Ship { background Send calls Pay_Card async  on error -> Mend  then end }
  stage Help { interactive Form calls Ask assigned to queue Desk  then Again }
  decision Again { when Form.Outputs.again = true -> go to %s  otherwise "no" -> end, intended }
  stage Mend { background Add calls Count_One  then Enough }
  decision Enough { when $Record.Tries__c < 2 -> go to %s  otherwise "enough" -> end, intended }
  flow Pay_Card { type AutoLaunchedFlow  async }
  flow Ask { type Flow  out again: boolean not null }
  flow Count_One { type AutoLaunchedFlow  sync  writes $Record.Tries__c = $Record.Tries__c + 1 }
  field $Record.Tries__c: integer 0..2 not null, changed only by Count_One
}
"""

REWORK: Final = """
orchestration Order {
  start autolaunched -> Check
  stage Check { interactive Form calls Ask assigned to queue Desk  on error -> Mend  then Good }
  decision Good { when Form.Outputs.good = true -> Ship  otherwise "again" -> go to Check }
  stage Mend { background Fix calls Pay_Card async  then %s }
  stage Ship { background Send calls Pay_Card async  then end }
  flow Pay_Card { type AutoLaunchedFlow  async }
  flow Ask { type Flow  out good: boolean not null }
}
"""

ROUND: Final = """
orchestration Order {
  start autolaunched -> Charge
  stage Charge { background Pay calls Pay_Card async  on error -> Mail  then end }
  stage Mail { background Send calls Pay_Card async  on error -> %s  then end }
  stage Call { background Ring calls Pay_Card async  on error -> Charge  then end }
  flow Pay_Card { type AutoLaunchedFlow  async }
}
"""

CASES: Final = (
    (
        ROUND % "Call",
        r"^If Charge fails .* never shows Error\. Errors of Mail and Call go round in this loop too\.$",
    ),
    (
        ROUND % "Charge",
        r"^If Charge fails .* never shows Error\. Errors of Mail go round in this loop too\.$",
    ),
    (REWORK % "Good", r"^If Check fails again and again, .* nothing counts the attempts"),
    (REWORK % "Ship", None),
    (ORDER % ("Ship", "Help"), None),
    (ORDER % ("Charge", "Help"), r"^If Charge fails .* any number of times: only the answer"),
    (
        ORDER % ("Ship", "Ship"),
        r"^If Ship fails .* a decision reads the count, but no count that it sees ends this",
    ),
)
"""Errors that come to the decision of a rework loop without an answer; Ship and Help; Charge, which an answer can leave; Ship, whose decision reads the count too early."""
