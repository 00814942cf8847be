"""A choice by measures is accepted where it leads to a goal, and damage to any part of it is noticed."""

from dataclasses import replace
from random import Random

import pytest
from certificate_damages import Subject, edge_added, edge_changed
from staged_systems import staged_choice, staged_system

from stageproof.checker.certificates.certificate import Certificate
from stageproof.checker.certificates.check import check
from stageproof.checker.certificates.claims import MeasuredChoice
from stageproof.checker.certificates.obligation import Kind
from stageproof.checker.certificates.sets import EVERYTHING, NOTHING, Place
from stageproof.checker.certificates.verdicts import Checked, Fails
from stageproof.checker.encoding.system import Duty

SYSTEM = staged_system(3, 4)
CERTIFICATE = staged_choice(3, 4)


def choice(claim: object) -> MeasuredChoice:
    assert isinstance(claim, MeasuredChoice)
    return claim


CHOICE = choice(CERTIFICATE.claims[0])
REST = 1


def with_claim(claim: MeasuredChoice) -> Certificate:
    return replace(CERTIFICATE, claims=(claim,))


def kinds(checked: Checked) -> set[Kind]:
    assert not checked.problems
    return {one.obligation.kind for one in checked.unmet}


def unmet(claim: MeasuredChoice) -> set[Kind]:
    return kinds(check(SYSTEM, with_claim(claim)))


def test_a_choice_by_measures_is_accepted() -> None:
    checked = check(SYSTEM, CERTIFICATE)
    assert checked.is_accepted
    assert checked.is_proved(0)


def test_any_way_to_turn_the_order_round_is_rejected() -> None:
    upside_down = tuple(
        tuple(measure._replace(heights=measure.heights[::-1]) for measure in part) for part in CHOICE.measures
    )
    assert unmet(replace(CHOICE, measures=upside_down)) == {Kind.CHOSEN}
    assert unmet(replace(CHOICE, measures=((),) * len(CHOICE.measures))) == {Kind.CHOSEN}
    assert unmet(replace(CHOICE, places=tuple(-place for place in CHOICE.places))) == {Kind.CHOSEN}
    assert unmet(replace(CHOICE, parts=CHOICE.parts[::-1])) == {Kind.CHOSEN}


def test_a_step_that_may_fail_is_no_edge_of_the_choice() -> None:
    fails = next(number for number, edge in enumerate(SYSTEM.edges) if edge.duty is Duty.FAULT)
    claim = replace(CHOICE, edges=(*CHOICE.edges, fails), duties=(*CHOICE.duties, Duty.FAULT))
    checked = check(SYSTEM, with_claim(claim))
    assert kinds(checked) == {Kind.CHOSEN}
    verdict = checked.unmet[0].verdict
    assert isinstance(verdict, Fails)
    assert verdict.edge.startswith("fail Step_0")
    assert ("status of step 0", "Error") in verdict.after


@pytest.mark.parametrize("left_out", range(12))
def test_without_one_of_its_edges_some_state_has_none(left_out: int) -> None:
    edges = (*CHOICE.edges[:left_out], *CHOICE.edges[left_out + 1 :])
    assert unmet(replace(CHOICE, edges=edges)) == {Kind.CHOICE}


def test_more_states_than_can_complete_are_rejected() -> None:
    able = tuple(place if place.location != REST else Place(REST, EVERYTHING) for place in CHOICE.able)
    assert unmet(replace(CHOICE, able=able)) == {Kind.CHOSEN}


def test_edges_may_not_lead_out_of_the_able_states() -> None:
    able = tuple(place for place in CHOICE.able if place.location != REST)
    assert unmet(replace(CHOICE, able=able)) == {Kind.CHOSEN}
    emptied = tuple(
        place._replace(states=NOTHING) if place.location == REST else place for place in CHOICE.able
    )
    assert unmet(replace(CHOICE, able=emptied)) == {Kind.CHOSEN}


def test_without_a_goal_the_end_is_where_no_edge_leads_on() -> None:
    end = CHOICE.goals[0].location
    assert unmet(replace(CHOICE, goals=())) == {Kind.CHOSEN}
    able = (*CHOICE.able, Place(end, EVERYTHING))
    assert unmet(replace(CHOICE, goals=(), able=able)) == {Kind.CHOICE}


@pytest.mark.parametrize(
    ("claim", "problem"),
    [
        (replace(CHOICE, duties=(Duty.RESULT,)), "claim 0: edge 0 of the choice has none of the duties"),
        (replace(CHOICE, edges=(999,)), "claim 0: edge 999 does not exist"),
        (replace(CHOICE, goals=CHOICE.goals * 2), "claim 0: a goal is given twice for a location"),
        (replace(CHOICE, able=CHOICE.able * 2), "claim 0: what is able is given twice for a location"),
        (replace(CHOICE, parts=(0,)), "claim 0: there are 1 parts for 11 locations"),
        (replace(CHOICE, places=(0,)), "claim 0: there are 1 places for 11 locations"),
        (replace(CHOICE, measures=()), "claim 0: a location is in a part that does not exist"),
    ],
)
def test_the_wrong_shape_is_said(claim: MeasuredChoice, problem: str) -> None:
    checked = check(SYSTEM, with_claim(claim))
    assert any(found.startswith(problem) for found in checked.problems), checked.problems
    assert not checked.is_proved(0)


def test_another_system_than_the_one_it_is_about_is_noticed() -> None:
    rejected = 0
    for seed in range(40):
        damage = edge_added if seed % 2 else edge_changed
        system, certificate = damage(Random(seed), Subject(SYSTEM, CERTIFICATE))
        rejected += not check(system, certificate).is_accepted
    assert rejected >= 25
