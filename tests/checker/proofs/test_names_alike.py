"""Names that differ in case only are the same to Salesforce; a finding is about the element that it is found in all the same."""

from __future__ import annotations

import pytest
from large_definitions import context_of

from stageproof.checker.registry import rules_named
from stageproof.checker.walk import walk

WRITERS = """orchestration Order {
  start when Case is created -> Review
  flow Set_One { async  writes Case.State__c }
  flow Set_Two { async  writes Case.State__c }
  stage Review { background A calls Set_One  background B calls Set_Two  then end }
  stage review { background C calls Set_One  background D calls Set_Two  then end }
}
"""
LOCKS = """approval Order {
  start approval -> Review
  stage Review {
    approval A calls Ask assigned to group Desk { locks record }
    approval B calls Ask assigned to group Desk { locks record }
    then end
  }
  stage review {
    approval C calls Ask assigned to group Desk { locks record }
    approval D calls Ask assigned to group Desk { locks record }
    then end
  }
}
"""
REPEATS = """orchestration Order {
  start autolaunched -> First
  flow Once { async  not idempotent }
  stage First { background A calls Once  then Second }
  stage Second { background a calls Once  then end }
}
"""
FOUND = {
    "parallel-writers": (WRITERS, {"Order/Review"}),
    "two-locks-at-once": (LOCKS, {"Order/Review/B"}),
    "repeats-on-resume": (REPEATS, {"Order/First/A"}),
}


@pytest.mark.parametrize("rule", FOUND)
def test_a_finding_is_about_its_own_element(rule: str) -> None:
    text, elements = FOUND[rule]
    visits, crashes = walk(rules_named((rule,)), context_of(text, too_large=False))
    assert not crashes, crashes
    assert {visit.element for visit in visits} == elements
