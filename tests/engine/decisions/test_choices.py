"""Choosing readings: what can be chosen, and what is refused with which words."""

import re

import pytest

from stageproof.engine.decisions.catalogue import all_decisions
from stageproof.engine.decisions.choices import Choices, choices, switchable_decisions
from stageproof.engine.tables.profiles import PROFILES

SWITCHABLE = {
    "canceled-steps": ("canceled", "in-progress"),
    "screen-flow-failure": ("error", "stays-in-progress"),
    "open-work-items": ("completed", "matrix"),
    "mulesoft-error": ("not-resumable", "resumable"),
    "resume-milestones": ("resume-only", "start-too"),
    "end-stage-on-cancel": ("logged", "not-logged"),
    "record-freshness": ("by-version", "copy-at-start"),
    "synchronous-choice": ("by-version", "as-declared"),
    "start-burst": ("error-remains", "rolled-back"),
    "outputs-on-revisit": ("null-until-completed", "last-value"),
    "interactive-exit": ("replaces", "both-needed"),
}
OLDER = {
    "screen-flow-failure",
    "open-work-items",
    "mulesoft-error",
    "end-stage-on-cancel",
    "record-freshness",
    "synchronous-choice",
}


def test_exactly_these_decisions_and_readings_can_be_switched() -> None:
    assert {
        decision.id: tuple(reading.id for reading in decision.readings) for decision in switchable_decisions()
    } == SWITCHABLE


def test_the_default_profile_takes_the_first_reading_of_each() -> None:
    assert choices() == choices("help-2026")
    assert choices().readings == tuple(sorted((id, readings[0]) for id, readings in SWITCHABLE.items()))


def test_the_older_edition_differs_where_its_document_does() -> None:
    assert dict(choices("pdf-2025").readings) == {
        id: readings[id in OLDER] for id, readings in SWITCHABLE.items()
    }


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("id", "readings"), SWITCHABLE.items())
def test_every_reading_can_be_chosen_in_every_profile(
    profile: str, id: str, readings: tuple[str, ...]
) -> None:
    for reading in readings:
        assert choices(profile, {id: reading}).chosen(id) == reading


def test_an_alias_a_capital_and_a_keyword_name_the_same_decision() -> None:
    expected = choices(overrides={"canceled-steps": "in-progress"})
    assert choices(overrides={"C1": "in-progress"}) == expected
    assert choices(overrides={"Canceled-Steps": "in-progress"}) == expected
    assert choices(canceled_steps="in-progress") == expected


def test_choices_are_hashable_and_equal_where_they_are_the_same() -> None:
    same = choices(start_burst="error-remains")
    assert {choices(): 1}[same] == 1
    assert choices(start_burst="rolled-back") != same
    assert choices("pdf-2025") != same


def test_what_differs_from_the_profile_is_told() -> None:
    assert choices("pdf-2025").changed() == ()
    assert choices("pdf-2025", open_work_items="completed").changed() == (("open-work-items", "completed"),)


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        (
            {"cancelled-steps": "canceled"},
            'there is no decision "cancelled-steps". Did you mean "canceled-steps"? These can be switched: canceled-steps, ',
        ),
        (
            {"canceled-steps": "cancelled"},
            'has no reading "cancelled". Did you mean "canceled"? Its readings: canceled, in-progress.',
        ),
        ({"canceled-steps": ""}, 'has no reading "". Its readings: canceled, in-progress.'),
        ({"text-equality": "exact"}, 'decision "text-equality" cannot be switched.'),
        ({"C6": "three"}, 'decision "requirement-limit" cannot be switched. `stageproof explain'),
        ({"C24": "three"}, 'there is no decision "C24". These can be switched: '),
        ({"": ""}, 'there is no decision "".'),
        ({"C1": "canceled", "canceled-steps": "in-progress"}, '"canceled-steps" is given twice'),
    ],
)
def test_a_wrong_choice_is_refused_with_what_there_is(overrides: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        choices(overrides=overrides)


def test_a_profile_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match=r'no profile "help-2027"\. There are: help-2026, pdf-2025'):
        choices("help-2027")


def test_an_unknown_alias_that_stands_for_one_switchable_decision_names_it() -> None:
    assert choices(U6="both-needed").chosen("interactive-exit") == "both-needed"


def test_asking_for_a_decision_that_cannot_be_switched_is_refused() -> None:
    fixed = next(decision.id for decision in all_decisions() if not decision.switchable)
    with pytest.raises(ValueError, match="cannot be switched"):
        choices().chosen(fixed)
    with pytest.raises(ValueError, match="there is no decision"):
        Choices("help-2026", ()).chosen("canceled")
