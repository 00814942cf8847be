"""Several campaigns of one definition, put together: what any came by counts, no run counts twice, nothing is guessed."""

from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest
from tested_definitions import ONBOARDING, RETRY, plan_of

from stageproof.checker.campaigns.campaign import Limits, run_campaign
from stageproof.checker.campaigns.executor import Serial
from stageproof.checker.campaigns.merging import merged_campaign
from stageproof.checker.campaigns.outcome import Campaign, StopReason
from stageproof.checker.campaigns.part import Part
from stageproof.checker.campaigns.plan import Plan
from stageproof.checker.campaigns.reports.data import tried_json
from stageproof.checker.campaigns.reports.parts import parts_from_json
from stageproof.checker.campaigns.reports.text import tried_text
from stageproof.checker.campaigns.statistics import estimates, unseen_share
from stageproof.checker.campaigns.tried import Tried
from stageproof.checker.coverage.coverable import Measure
from stageproof.checker.coverage.coverage import Reason
from stageproof.checker.random_runs.fault_model import FaultModel
from stageproof.checker.random_runs.tally import Tally
from stageproof.checker.reports.style import Style
from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.exploration.policy import Happening

CLAIM = 'never "a": Fix fails never "b": Laptop starts'
PLAN = plan_of(ONBOARDING, CLAIM, runs=300, most_ways=0, seed=4)
CALM = FaultModel(at_most=0)
LISTED = FaultModel(kinds=frozenset({ErrorKind.CALLED_FLOW}))


@cache
def ran(seed: int = 4, runs: int = 300, faults: FaultModel | None = None, most_ways: int = 0) -> Campaign:
    plan = replace(PLAN, seed=seed, runs=runs, faults=faults or FaultModel(), most_ways=most_ways)
    return run_campaign(plan, Serial())


def told(*campaigns: Campaign, plan: Plan = PLAN) -> list[tuple[str, Part]]:
    program = plan.subject.program()
    return [
        (f"{chr(ord('a') + number)}.json", part)
        for number, campaign in enumerate(campaigns)
        for part in parts_from_json(tried_json([Tried(campaign, program)], "0", 1))
    ]


def together(*campaigns: Campaign) -> Campaign:
    return merged_campaign(PLAN, PLAN.subject.program(), told(*campaigns))


def missed(campaign: Campaign, measure: Measure) -> dict[str, tuple[Reason, str]]:
    (found,) = (each for each in campaign.coverage if each.measure is measure)
    return {each.feature: (each.reason, each.detail) for each in found.missed}


def test_what_any_campaign_came_by_counts_and_runs_are_added() -> None:
    one, other = ran(seed=1, runs=5), ran(seed=2, runs=7)
    both = together(one, other)
    assert both.covered == one.covered | other.covered
    assert one.covered != both.covered != other.covered
    assert both.premises == one.premises | other.premises
    assert both.tally == one.tally.merged(other.tally)
    assert both.plan.runs == 12
    assert [(origin.files, origin.seed, origin.runs) for origin in both.merged] == [
        (("a.json",), 1, 5),
        (("b.json",), 2, 7),
    ]
    assert both.stop_reason is StopReason.RUNS


def test_a_mistake_that_several_campaigns_found_is_one_with_the_shortest_run() -> None:
    one, other = ran(seed=1), ran(seed=2)
    both = together(one, other)
    names = {failure.flaw.fingerprint for campaign in (one, other) for failure in campaign.failures}
    assert [failure.flaw.fingerprint for failure in both.failures] == sorted(names)
    for failure in both.failures:
        same = [
            each
            for campaign in (one, other)
            for each in campaign.failures
            if each.flaw.fingerprint == failure.flaw.fingerprint
        ]
        assert len(failure.events) == min(len(each.events) for each in same)
        assert failure.times == sum(each.times for each in same)


def test_the_order_of_the_reports_does_not_matter() -> None:
    parts = told(ran(seed=1), ran(seed=2, faults=CALM), ran(seed=3, most_ways=50))
    program = PLAN.subject.program()
    first = merged_campaign(PLAN, program, parts)
    assert merged_campaign(PLAN, program, parts[::-1]) == first
    assert merged_campaign(PLAN, program, [parts[1], parts[2], parts[0]]) == first


def test_what_is_outside_of_one_fault_model_and_inside_of_another_is_not_generated_yet() -> None:
    errors = Measure.ERRORS
    strict, few = ran(faults=CALM), ran(seed=5, runs=1)
    assert {reason for reason, _ in missed(strict, errors).values()} == {Reason.OUTSIDE}
    found = missed(together(strict, few), errors)
    assert found
    assert {reason for reason, _ in found.values()} == {Reason.NOT_YET}


def test_what_is_outside_of_every_fault_model_names_them() -> None:
    found = missed(together(ran(faults=CALM), ran(faults=LISTED)), Measure.ERRORS)
    assert found["error:run=platform"] == (Reason.OUTSIDE, "at-most=0; kinds=called-flow")
    assert "error:Prepare/Create=called-flow" not in found


def test_every_run_of_the_widest_model_is_every_run_there_is() -> None:
    all_runs, some = ran(most_ways=100_000), ran(seed=2, runs=3, faults=CALM)
    both = together(some, all_runs)
    assert both.is_exhaustive
    assert both.stop_reason is StopReason.EXHAUSTIVE
    assert all(each.share == 1 for each in both.coverage)


def test_every_run_of_a_narrow_model_is_not_every_run_of_a_wider_one() -> None:
    narrow, wide = ran(faults=CALM, most_ways=100_000), ran(seed=2, runs=3)
    assert narrow.is_exhaustive
    both = together(narrow, wide)
    assert not both.is_exhaustive
    assert both.explored is None
    assert Reason.EXHAUSTED not in {
        reason for measure in Measure for reason, _ in missed(both, measure).values()
    }


def test_estimates_are_made_of_runs_that_were_drawn_alike_alone() -> None:
    program = plan_of(ONBOARDING).subject.program()
    clean = [replace(plan_of(ONBOARDING, runs=300, most_ways=0), seed=seed) for seed in (1, 2)]
    calm = replace(clean[1], faults=CALM)
    campaigns = {plan: run_campaign(plan, Serial()) for plan in (*clean, calm)}
    alike = merged_campaign(clean[0], program, told(*(campaigns[plan] for plan in clean), plan=clean[0]))
    assert estimates(alike) == (Fraction(3, 600), unseen_share(alike.tally.features, alike.tally.events))
    mixed = merged_campaign(clean[0], program, told(campaigns[clean[0]], campaigns[calm], plan=clean[0]))
    assert estimates(mixed) == (None, None)
    text = tried_text(Tried(mixed, program), Style(), 500)
    assert "nothing is estimated from these runs: the campaigns drew them in several ways" in text
    assert "95 % confidence" not in text


def test_the_same_runs_given_twice_are_counted_once_and_that_is_said() -> None:
    short, long = ran(runs=300), ran(runs=1_200)
    for campaigns in ((short, long), (long, short), (long, long)):
        both = together(*campaigns)
        assert both.tally == long.tally
        assert [failure.times for failure in both.failures] == [failure.times for failure in long.failures]
        assert any(note.startswith("counted once: the runs of ") for note in both.notes)


def test_what_was_put_together_can_be_put_together_with_more() -> None:
    one, two, three = ran(seed=1), ran(seed=2), ran(seed=3)
    at_once = together(one, two, three)
    step = merged_campaign(PLAN, PLAN.subject.program(), told(together(one, two), three))
    assert step.tally == at_once.tally
    assert step.coverage == at_once.coverage
    assert step.failures == at_once.failures
    assert [origin.seed for origin in step.merged] == [1, 2, 3]
    again = merged_campaign(PLAN, PLAN.subject.program(), told(at_once, two))
    assert again.tally == at_once.tally


def test_reports_that_share_some_runs_while_each_has_others_are_refused() -> None:
    one, two, three = ran(seed=1), ran(seed=2), ran(seed=3)
    with pytest.raises(ValueError, match=r"share some of their runs \(seed 2, chunk 0\)"):
        together(together(one, two), together(two, three))


def test_a_campaign_that_was_stopped_leaves_the_whole_unfinished() -> None:
    stopped = run_campaign(replace(PLAN, seed=9, runs=2_000), Serial(), Limits(seconds=0.0))
    both = together(ran(seed=1), stopped)
    assert both.stop_reason is StopReason.TIME
    assert not both.complete


def test_another_definition_other_readings_and_other_tolerances_are_refused() -> None:
    (first, second), program = told(ran(seed=1), ran(seed=2)), PLAN.subject.program()
    name, part = second
    with pytest.raises(ValueError, match=r"b\.json is about another state of tested\.orch"):
        merged_campaign(PLAN, program, [first, (name, replace(part, digest="sha256:0"))])
    with pytest.raises(ValueError, match=r"b\.json was judged under other readings: pdf-2025"):
        merged_campaign(PLAN, program, [first, (name, replace(part, profile="pdf-2025"))])
    with pytest.raises(
        ValueError, match=r"with other tolerances than a\.json: --accept goto-scope, not none"
    ):
        merged_campaign(PLAN, program, [first, (name, replace(part, accepted=("goto-scope",)))])


def test_moments_of_exploring_are_counted_once_for_campaigns_that_explore_the_same() -> None:
    one, other = ran(seed=1, most_ways=50), ran(seed=2, most_ways=50)
    both = together(one, other)
    explored = {
        failure.flaw.fingerprint: failure.times - drawn(one.tally, failure.flaw.fingerprint)
        for failure in one.failures
    }
    for failure in both.failures:
        name = failure.flaw.fingerprint
        assert failure.times == explored.get(name, 0) + drawn(both.tally, name)


def drawn(tally: Tally, fingerprint: str) -> int:
    return tally.failures[fingerprint].times if fingerprint in tally.failures else 0


def test_a_definition_that_goes_round_is_exhaustive_in_every_report_and_stays_so() -> None:
    plan = plan_of(RETRY)
    campaign = run_campaign(plan, Serial())
    both = merged_campaign(plan, plan.subject.program(), told(campaign, campaign, plan=plan))
    assert both.is_exhaustive
    assert both.coverage == campaign.coverage
    assert not both.merged


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (FaultModel(1), FaultModel(2), FaultModel(2)),
        (FaultModel(1), FaultModel(), FaultModel()),
        (
            LISTED,
            FaultModel(kinds=frozenset({ErrorKind.DECISION})),
            FaultModel(kinds=frozenset({ErrorKind.CALLED_FLOW, ErrorKind.DECISION})),
        ),
        (
            FaultModel(without=frozenset({Happening.SUSPEND, Happening.CANCEL})),
            FaultModel(without=frozenset({Happening.CANCEL})),
            FaultModel(without=frozenset({Happening.CANCEL})),
        ),
    ],
)
def test_a_joined_fault_model_allows_what_either_does(
    one: FaultModel, other: FaultModel, joined: FaultModel
) -> None:
    assert one.joined(other) == other.joined(one) == joined
    assert joined.includes(one)
    assert joined.includes(other)
    assert not one.includes(joined)
