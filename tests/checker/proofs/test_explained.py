"""A mistake is told once, and never hidden behind another that has nothing to do with it."""

from __future__ import annotations

import pytest
from rule_bench import source_of

from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.finding import Finding
from stageproof.checker.place import finding_of
from stageproof.checker.proofs.explained import EXPLAINS, not_explained
from stageproof.checker.registry import rule_named, select
from stageproof.checker.rule import Found
from stageproof.grammar.language.parse import parse
from stageproof.grammar.salesforce.write import write
from stageproof.grammar.source import Source

WAITING = """
orchestration Order {{
  start autolaunched -> Review
  stage Review {{
    interactive Sales calls Ask assigned to {assignee}
    interactive Boss calls Ask assigned to queue Bosses starts when {condition}
    then end
  }}
  flow Ask {{ type Flow  out big: boolean }}
}}
"""


def _found(assignee: str, condition: str) -> set[str]:
    source = source_of(WAITING.format(assignee=assignee, condition=condition))
    outcome = check_source(
        source, Settings(tuple(rule.id for rule in select((), ())), prove=True), lambda _: None
    )
    return {finding.rule for finding in outcome.findings}


def test_another_mistake_in_a_stage_hides_nothing() -> None:
    found = _found('user "ann@example.com"', "Sales.Outputs.big = true")
    assert {"hardcoded-user", "stage-waits-forever"} <= found


def test_a_condition_that_never_holds_is_told_and_not_what_comes_of_it() -> None:
    found = _found("queue Sales", 'Sales.Status = "Done"')
    assert "wrong-status-literal" in found
    assert "stage-waits-forever" not in found


RACE = """
orchestration Order {
  start autolaunched -> Review
  variable answer: text
  stage Review {
    interactive Sales calls Ask assigned to queue Sales { output size -> answer }
    interactive Boss calls Ask assigned to queue Bosses { output size -> answer }
    then Which
  }
  decision Which {
    outcome Small when Sales.Outputs.size < 10 -> Done
    outcome Tiny when Sales.Outputs.size < 5 -> Done
    otherwise "Big" -> Done
  }
  stage Done { interactive Read calls Ask assigned to queue Sales { input last = answer }  then end }
  flow Ask { type Flow  in last: text  out size: integer 0..100 not null }
}
"""


def test_a_race_hides_nothing_that_is_never_reached() -> None:
    source = source_of(RACE)
    outcome = check_source(
        source, Settings(tuple(rule.id for rule in select((), ())), prove=True), lambda _: None
    )
    assert {"parallel-writers", "never-reached"} <= {finding.rule for finding in outcome.findings}


CIRCLE = """
orchestration Order {
  start autolaunched -> Charge
  stage Charge { background Pay calls Pay_Card async  on error -> Charge  then end }
  flow Pay_Card { type AutoLaunchedFlow  async }
}
"""


def test_what_a_text_rule_explains_lends_it_the_run() -> None:
    settings = Settings(tuple(rule.id for rule in select((), ())), prove=True)
    outcome = check_source(source_of(CIRCLE), settings, lambda _: None)
    found = {finding.rule: finding for finding in outcome.findings}
    assert "errors-repeat-forever" not in found
    run = found["fault-path-returns-to-its-stage"].trace
    assert [step.event for step in run][-1] == "fail Pay with called-flow"
    assert any(step.repeats for step in run)


def test_only_rules_of_the_text_explain_and_only_rules_of_proofs_are_explained() -> None:
    for rule, explained in EXPLAINS.items():
        known = rule_named(rule)
        assert known is not None, rule
        assert not known.proves or rule == "error-path-approves", rule
        for proof in explained:
            told = rule_named(proof)
            assert told is not None, proof
            assert told.proves, proof


DEAD = """
orchestration Order {{
  start when Order__c is created -> Which
  field $Record.Size__c: integer 0..100 not null, never changed
  decision Which {{
    outcome Big when $Record.Size__c >= 50 -> Pay
    outcome Huge when $Record.Size__c >= 90 -> Ask
    outcome {third} -> Pay
    otherwise "Small" -> end, intended
  }}
  stage Pay {{ background Send calls Do async  then end }}
  stage Ask {{ background Look calls Do async  then end }}
  {more}
  flow Do {{ type AutoLaunchedFlow  async }}
}}
"""


def _of_dead(third: str = "Some when $Record.Size__c >= 10", more: str = "") -> set[tuple[str, str]]:
    settings = Settings(tuple(rule.id for rule in select((), ())), prove=True)
    outcome = check_source(source_of(DEAD.format(third=third, more=more)), settings, lambda _: None)
    return {(finding.rule, finding.element) for finding in outcome.findings}


def test_what_is_never_reached_is_told_beside_any_other_mistake() -> None:
    huge = ("never-reached", "Order/Which/Huge")
    assert huge in _of_dead()
    assert huge in _of_dead("Never when $Record.Size__c > 50 and $Record.Size__c < 20")
    assert huge in _of_dead(more="stage Lonely { background Rest calls Do async  then end }")
    assert huge in _of_dead(more='eventually "it ends": run is Completed')


def test_what_the_text_says_of_an_outcome_is_not_told_again_of_the_same_outcome() -> None:
    never = _of_dead("Never when $Record.Size__c > 50 and $Record.Size__c < 20")
    assert ("outcome-never-true", "Order/Which/Never") in never
    assert ("never-reached", "Order/Which/Never") not in never


def test_what_explains_no_standstill_hides_nothing_that_is_never_reached() -> None:
    """A name in white space at the very stage that is never reached has nothing to do with that."""
    source = source_of("""
orchestration Order {
  start autolaunched -> Ask
  stage Ask { interactive Sales calls Form assigned to queue Desk  then Which }
  decision Which { when Sales.Outputs.rank > 10 -> Later  otherwise -> end, intended }
  stage Later { interactive Boss calls Form assigned to user "  "  then end }
  flow Form { type Flow  out rank: integer 0..9 not null }
}
""")
    outcome = check_source(
        source, Settings(tuple(rule.id for rule in select((), ())), prove=True), lambda _: None
    )
    told = {finding.rule for finding in outcome.findings if "Later" in finding.element}
    assert "never-reached" in told
    assert told - {"never-reached"}


TWO_OUTCOMES = """
orchestration Order {{
  start autolaunched -> Which
  variable unset: text
  variable fixed: text = "yes"
  decision Which {{
    outcome One when unset = "yes" -> First{between}outcome Two when fixed = "no" -> Second
    otherwise "None" -> Third
  }}
  stage First {{ background A calls Do  then end }}
  stage Second {{ background B calls Do  then end }}
  stage Third {{ background C calls Do  then end }}
}}
"""


@pytest.mark.parametrize("between", [" ", "\n    "])
def test_what_is_wrong_with_one_condition_explains_no_other_one_on_its_line(between: str) -> None:
    text = TWO_OUTCOMES.format(between=between)
    parsed = parse(source_of(text))
    assert parsed.orchestration is not None
    settings = Settings(tuple(rule.id for rule in select((), ())), prove=True)
    for source in (
        source_of(text),
        Source("Order.flow-meta.xml", write(parsed.orchestration).text or ""),
    ):
        outcome = check_source(source, settings, lambda _: None)
        found = {(finding.rule, finding.element) for finding in outcome.findings}
        assert ("condition-on-unset-variable", "Order/Which/One") in found
        assert {element for rule, element in found if rule == "never-reached"} == {"Order/Second"}


PASSED = """
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    on error -> Tell
    then Approved
  }
  decision Approved {
    when Legal.Outputs.approvalDecision = "Approve" -> Sign
    otherwise -> end, intended
  }
  stage Tell { background Inform calls Send_Contract async  then go to Sign }
  stage Sign { background Send calls Send_Contract async  then end }
  flow Send_Contract { type AutoLaunchedFlow  async }
}
"""


def test_an_error_that_ends_as_an_approval_is_told_once_with_the_run_past_the_approver() -> None:
    settings = Settings(tuple(rule.id for rule in select((), ())), prove=True)
    outcome = check_source(source_of(PASSED), settings, lambda _: None)
    found = {finding.rule: finding for finding in outcome.findings}
    assert "error-passes-approval" not in found
    assert found["error-path-approves"].element == "Contract/Review"
    assert found["error-path-approves"].trace


@pytest.mark.parametrize(("rule", "kept"), [("rejection-ignored", 2), ("condition-never-true", 1)])
def test_what_is_never_reached_is_explained_by_a_finding_that_says_so_alone(rule: str, kept: int) -> None:
    source = source_of(RACE)
    orchestration = parse(source).orchestration
    assert orchestration is not None
    (decision,) = orchestration.decisions
    found: list[Finding] = []
    for name, node, element in (
        (rule, decision, "Order/Which"),
        ("never-reached", decision.outcomes[1], "Order/Which/Tiny"),
    ):
        made = rule_named(name)
        assert made is not None
        found.append(finding_of(made, Found(node.where("name"), "."), element, source))
    assert not_explained(found) == found[:kept]
