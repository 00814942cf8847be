"""What a campaign did not put to the test is said in every format: premises that never held, errors that never struck."""

import json
from xml.etree import ElementTree

import pytest
from tested_definitions import ONBOARDING, plan_of

from stageproof.checker.campaigns.campaign import run_campaign
from stageproof.checker.campaigns.executor import Serial
from stageproof.checker.campaigns.plan import Plan
from stageproof.checker.campaigns.reports.data import tried_json
from stageproof.checker.campaigns.reports.junit import junit
from stageproof.checker.campaigns.reports.markdown import markdown
from stageproof.checker.campaigns.reports.text import tried_text
from stageproof.checker.campaigns.tried import Tried
from stageproof.checker.campaigns.vacuity import is_untested, never_struck
from stageproof.checker.coverage.coverage import Reason
from stageproof.checker.random_runs.fault_model import FaultModel
from stageproof.checker.reports.style import Style
from stageproof.engine.error_kinds import ErrorKind

CLAIM = """
  always "idle": HR_Data is Discontinued implies run is Error
  always "busy": run is Completed implies HR_Data is Completed
  never "in parts": HR_Data is Completed and HR_Data is Discontinued
  never "all its parts": HR_Data is Error and Cleared starts
  never "by itself": HR_Data is Discontinued
  reachable "gets there": Laptop is Completed
  reachable "goes nowhere": Laptop is Completed and HR_Data is Error
"""


@pytest.fixture(scope="module")
def tried() -> Tried:
    """Every run without any error, so that nothing fails."""
    subject = plan_of(ONBOARDING, CLAIM).subject
    plan = Plan(subject, FaultModel(at_most=0), runs=0)
    return Tried(run_campaign(plan, Serial()), subject.program())


def test_kinds_that_the_definition_can_have_and_that_never_struck_are_told_with_the_reason(
    tried: Tried,
) -> None:
    kinds = {each.kind: each.reason for each in never_struck(tried.campaign)}
    assert kinds[ErrorKind.CALLED_FLOW] is Reason.OUTSIDE
    assert kinds[ErrorKind.DECISION] is Reason.OUTSIDE
    assert ErrorKind.MULESOFT_ACTION not in kinds


def test_a_kind_that_struck_anywhere_is_not_among_those_that_never_did() -> None:
    plan = plan_of(ONBOARDING, runs=0)
    assert never_struck(run_campaign(plan, Serial())) == ()


def test_json_lists_untested_properties_and_errors_that_never_struck(tried: Tried) -> None:
    (told,) = json.loads(tried_json((tried,), "0", 0))["campaigns"]
    assert told["untested"] == ["idle", "in parts", "all its parts"]
    assert {"kind": "called-flow", "reason": "outside the fault model"} in told["errors_never_struck"]


def test_junit_skips_an_untested_property_and_names_the_errors(tried: Tried) -> None:
    suite = ElementTree.fromstring(junit((tried,)))
    cases = {case.get("name"): case.find("skipped") for case in suite.iter("testcase")}
    skipped = cases["property: idle"]
    assert skipped is not None
    assert skipped.get("message") == "never put to the test: what it supposes never held"
    assert all(cases[f"property: {title}"] is None for title in ("busy", "by itself", "gets there"))
    nowhere = cases["property: goes nowhere"]
    assert nowhere is not None
    assert "no run that was tried gets there" in (nowhere.get("message") or "")
    named = {each.get("name"): each.get("value") for each in suite.iter("property")}
    assert "called-flow (outside the fault model)" in (named["stageproof.errors_never_struck"] or "")


def test_markdown_and_text_say_both(tried: Tried) -> None:
    for told in (markdown((tried,)), tried_text(tried, Style(), 500)):
        assert "was never put to the test" in told
        assert "errors that never struck: called-flow (outside the fault model)" in told.replace("\\", "")


def test_what_some_run_has_to_reach_is_told_as_far_as_runs_tell_it(tried: Tried) -> None:
    told = " ".join(tried_text(tried, Style(), 500).split())
    assert 'property "gets there" (reachable): a run gets there' in told
    assert 'property "goes nowhere" (reachable): no run that was tried gets there' in told


def test_parts_of_a_never_may_have_held_in_different_runs() -> None:
    plan = plan_of(ONBOARDING, 'never "both": HR_Data is Error and Laptop is Completed', runs=0)
    campaign = run_campaign(plan, Serial())
    (claim,) = plan.subject.program().orchestration.properties
    assert not is_untested(campaign, claim)
    assert campaign.premises == {"both", "both: Laptop is Completed"}
