"""The first lines of a report say in plain words what was tried, what came of it, and what to do."""

from dataclasses import replace

import pytest
from tested_definitions import ONBOARDING, RETRY, plan_of

from stageproof.checker.campaigns.campaign import Limits, run_campaign
from stageproof.checker.campaigns.executor import Serial
from stageproof.checker.campaigns.merging import merged_campaign
from stageproof.checker.campaigns.outcome import Campaign
from stageproof.checker.campaigns.plan import Plan
from stageproof.checker.campaigns.reports.data import tried_json
from stageproof.checker.campaigns.reports.markdown import markdown
from stageproof.checker.campaigns.reports.parts import parts_from_json
from stageproof.checker.campaigns.reports.plain import ROW, plain_summary
from stageproof.checker.campaigns.reports.text import tried_text
from stageproof.checker.campaigns.tried import Tried
from stageproof.checker.random_runs.fault_model import FaultModel, fault_model
from stageproof.checker.reports.style import Style
from stageproof.checker.traces.outcome import Outcome
from stageproof.engine.scenarios.player import play

EVERY_WAY = "Tried every way this orchestration can run with any number of errors: everything that can happen in each of its"
NO_MISTAKE = "Nothing broke a documented rule."


def tried(plan: Plan, limits: Limits | None = None) -> Tried:
    return with_scenarios(run_campaign(plan, Serial(), limits or Limits()))


def with_scenarios(campaign: Campaign) -> Tried:
    program, source = campaign.plan.subject.program(), campaign.plan.subject.source
    scenarios = program.orchestration.scenarios
    return Tried(campaign, program, tuple(Outcome.of(play(program, each), source) for each in scenarios))


def told(text: str, claim: str = "", **parts: object) -> str:
    return plain_summary(tried(plan_of(text, claim, **parts)))


def test_every_run_is_called_every_way() -> None:
    summary = told(RETRY)
    assert summary.startswith(f"{EVERY_WAY} ")
    assert summary.endswith(f"events, with values that stand for the rest). {NO_MISTAKE}")


@pytest.mark.parametrize(
    ("faults", "without", "words"),
    [
        ("any", (), "with any number of errors"),
        ("none", (), "without errors"),
        ("any", ("fail",), "without errors"),
        ("at-most=1", (), "with at most 1 error"),
        ("at-most=2", (), "with at most 2 errors"),
        ("kinds=called-flow+decision", (), "with any number of errors of the kinds called-flow and decision"),
        ("at-most=2", ("suspend", "cancel"), "with at most 2 errors, leaving out cancel and suspend"),
    ],
)
def test_the_errors_that_there_may_be_are_told(faults: str, without: tuple[str, ...], words: str) -> None:
    plan = replace(plan_of(ONBOARDING, runs=1_000, most_ways=0), faults=fault_model(faults, without))
    assert plain_summary(tried(plan)) == f"Tried 1,000 random runs {words}. {NO_MISTAKE}"


def test_the_search_that_comes_before_random_runs_is_told_by_its_events() -> None:
    summary = told(ONBOARDING, runs=20, most_ways=60)
    assert summary.startswith(
        "Tried every run of at most 1 event and 20 random runs with any number of errors."
    )


def test_one_mistake_is_named_with_what_to_do() -> None:
    assert told(ONBOARDING, 'never "no laptop": Laptop starts').endswith(
        '1 mistake found: your property "no laptop" does not hold. What to do: Change the definition, or name in the property '
        "the case that is meant (and …)."
    )


def test_several_mistakes_are_named_up_to_a_few() -> None:
    claims = " ".join(f'never "{name}": Laptop starts' for name in "abcde")
    summary = told(ONBOARDING, claims)
    assert "5 mistakes found: your property " in summary
    assert summary.count("does not hold") == 3
    assert "and 2 more." in summary
    assert summary.endswith("What to do stands with each mistake, beside a run that shows it.")


def test_properties_that_were_kept_or_never_came_up_are_counted() -> None:
    claims = 'never "a": Fix is Canceled and Laptop is Error always "b": not (Laptop is Error and run is Completed)'
    assert told(ONBOARDING, claims).endswith("Nothing broke a documented rule or one of your 2 properties.")
    claim = 'always "a": Fix is NotStarted and Fix is Error implies Fix fails'
    assert told(ONBOARDING, claim).endswith(
        "Nothing broke a documented rule or your property. 1 property never came up, so nothing is said of it."
    )


def test_scenarios_are_told_as_written_or_not() -> None:
    good = 'scenario "s" { complete Pay with paid = true  expect run is Completed }'
    bad = good.replace("expect run is Completed", "expect run is Error").replace('"s"', '"t"')
    assert told(RETRY, good).endswith("Your scenario went as written.")
    again = good.replace('"s"', '"u"')
    assert told(RETRY, f"{good} {again}").endswith("All 2 scenarios went as written.")
    assert "1 of 2 scenarios did not go as written." in told(RETRY, f"{good} {bad}")


def test_nothing_tried_is_not_called_free_of_mistakes() -> None:
    assert told(ONBOARDING, runs=0, most_ways=0) == "Nothing was tried."
    start = "start when Order__c is created -> Charge"
    text = RETRY.replace(start, f'{start} {{ where A__c = "x" and A__c = "y" }}')
    assert told(text).startswith("Nothing was tried, for no run begins")
    assert NO_MISTAKE not in told(text)


def test_a_campaign_that_was_stopped_is_not_called_whole() -> None:
    plan = plan_of(ONBOARDING, runs=5_000, most_ways=0)
    summary = plain_summary(tried(plan, Limits(seconds=0.0)))
    assert "Not everything that was asked for was tried." in summary


def test_campaigns_with_several_fault_models_are_told_as_such() -> None:
    plan = plan_of(ONBOARDING, runs=20, most_ways=0)
    plans = [plan, replace(plan, faults=FaultModel(0))]
    parts = [
        (f"{number}.json", part)
        for number, each in enumerate(plans)
        for part in parts_from_json(tried_json([tried(each)], "0", 0))
    ]
    summary = plain_summary(with_scenarios(merged_campaign(plan, plan.subject.program(), parts)))
    assert summary.startswith("Tried 40 random runs in 2 campaigns, each with the errors that it allows.")


def test_text_and_markdown_begin_with_the_summary_and_say_what_a_row_is() -> None:
    found = tried(plan_of(RETRY))
    text, page = tried_text(found, Style(), 1_000), markdown([found], [("broken.orch", "no")])
    assert text.splitlines()[1] == f"  {plain_summary(found)}"
    assert page.splitlines()[2:4] == [
        f"- **Retry**: {plain_summary(found)}",
        "- `broken.orch` was not tried, for it cannot be read.",
    ]
    assert ROW in text
    assert ROW in page
