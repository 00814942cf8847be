"""The decisions are complete, and each is well formed."""

import re

import pytest

from stageproof.engine.decisions.catalogue import SUBJECTS, all_decisions, decision_named, decisions_named
from stageproof.engine.decisions.decision import Decision
from stageproof.engine.tables.profiles import PROFILES

RULINGS = (
    "state-and-history",
    "evaluation-order",
    "synchronous-result",
    "when-judged",
    "outputs-on-revisit",
    "record-freshness",
    "stored-results",
    "start-burst",
    "error-kinds",
    "end",
    "obliged",
    "enabled",
    "screen-done-exit-open",
    "approval-status",
    "null-comparison",
    "text-equality",
)
KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
ALL = pytest.mark.parametrize("decision", all_decisions(), ids=lambda decision: decision.id)


@pytest.mark.parametrize("number", range(1, 24))
def test_every_contradiction_is_settled_by_exactly_one_decision(number: int) -> None:
    assert [f"C{number}" in decision.aliases for decision in decisions_named(f"C{number}")] == [True]


@pytest.mark.parametrize("number", range(1, 12))
def test_every_unknown_is_settled(number: int) -> None:
    assert decisions_named(f"U{number}")


@pytest.mark.parametrize("ruling", RULINGS)
def test_every_ruling_of_the_design_is_a_decision(ruling: str) -> None:
    found = decision_named(ruling)
    assert found is not None
    assert found.id == ruling


def test_no_alias_stands_for_something_that_is_not_listed() -> None:
    allowed = {f"C{number}" for number in range(1, 24)} | {f"U{number}" for number in range(1, 12)}
    assert {alias for decision in all_decisions() for alias in decision.aliases} == allowed


def test_ids_are_unique_sorted_and_kebab_case() -> None:
    ids = [decision.id for decision in all_decisions()]
    assert ids == sorted(set(ids))
    assert [id for id in ids if not KEBAB.fullmatch(id)] == []


def test_every_decision_stands_under_one_subject() -> None:
    under = [decision.id for _, decisions in SUBJECTS for decision in decisions]
    assert sorted(under) == [decision.id for decision in all_decisions()]


def test_a_name_is_found_in_any_case_and_nothing_else_is() -> None:
    assert decision_named("CANCELED-steps") is decision_named("c1")
    assert decision_named("c24") is None
    assert decision_named("") is None
    assert len(decisions_named("u6")) > 1
    assert decision_named("u6") is decisions_named("U6")[0]


@ALL
def test_it_is_a_choice_between_readings_that_differ(decision: Decision) -> None:
    ids = [reading.id for reading in decision.readings]
    assert len(ids) >= 2
    assert len(set(ids)) == len(ids)
    assert len({reading.text for reading in decision.readings}) == len(ids)
    assert [id for id in ids if not KEBAB.fullmatch(id)] == []


@ALL
def test_the_reading_taken_is_one_of_its_readings_and_stands_first(decision: Decision) -> None:
    assert decision.readings[0].id == decision.taken
    assert all(decision.reading(decision.taken_in(profile)) for profile in PROFILES)


@ALL
def test_other_profiles_are_known_and_take_another_reading(decision: Decision) -> None:
    for profile, reading in decision.in_profiles:
        assert profile in PROFILES[1:]
        assert reading != decision.taken


@ALL
def test_only_a_switchable_decision_differs_by_profile(decision: Decision) -> None:
    assert decision.switchable or decision.in_profiles == ()


@ALL
def test_it_says_why_and_whether_it_can_be_switched(decision: Decision) -> None:
    assert ("Not switchable" in decision.why) is not decision.switchable


@ALL
def test_its_texts_are_sentences(decision: Decision) -> None:
    assert decision.question.endswith("?")
    assert decision.why.endswith(".")
    assert not decision.title.endswith(".")
    for reading in decision.readings:
        assert reading.text.endswith("."), reading.id
        assert reading.source, reading.id
        assert not reading.source.endswith("."), reading.id


def test_titles_and_questions_are_told_apart() -> None:
    for texts in (
        [decision.title for decision in all_decisions()],
        [decision.question for decision in all_decisions()],
    ):
        assert sorted(set(texts)) == sorted(texts)
