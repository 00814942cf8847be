"""What is expected is judged where the run stands and on what just happened, and the difference is said in words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from playing import ONBOARDING, actual, told

from stageproof.engine.scenarios.played import Verdict
from stageproof.engine.scenarios.wording import said

ANSWERED = 'complete HR_Data with decision = "Approve", ready = true'
VALUES = """
  start autolaunched -> Check
  variable level: number input = 3
  stage Check {
    background Look calls F async
    background Later calls F starts when Look.Outputs.count > 1 and Look.Outputs.day is not null
    then end
  }
"""


@pytest.mark.parametrize(
    ("expected", "seen"),
    [
        ("Prepare is Error", "Prepare is In Progress, expected Error"),
        ("Prepare is not InProgress", "Prepare is In Progress, expected any other status"),
        ("not (Prepare is InProgress)", "Prepare is In Progress, expected any other status"),
        ("Provision is Completed", "Provision has not started, expected Completed"),
        ("run is Suspended", "run is In Progress, expected Suspended"),
        ("Badge is InProgress", "Badge is Not Started, expected In Progress"),
        ('HR_Data.Outputs.decision = "Reject"', 'HR_Data.Outputs.decision is "Approve", expected "Reject"'),
        (
            'HR_Data.Outputs.decision <> "Approve"',
            'HR_Data.Outputs.decision is "Approve", expected HR_Data.Outputs.decision <> "Approve"',
        ),
        (
            "HR_Data.Outputs.ready is null",
            "HR_Data.Outputs.ready is true, expected HR_Data.Outputs.ready is null",
        ),
        ("Create completes", "Create did not complete, expected it to complete in this event"),
        ("not (HR_Data completes)", "HR_Data completed, expected it not to complete in this event"),
    ],
)
def test_the_difference_between_expected_and_seen_is_said_in_words(expected: str, seen: str) -> None:
    definition = ONBOARDING.replace(
        'decision = "Approve" ->', 'decision = "Approve" and HR_Data.Outputs.ready = true ->'
    )
    played = told(f"{ANSWERED} expect {expected}", definition)
    assert actual(played) == [seen]


@pytest.mark.parametrize(
    ("expected", "seen"),
    [
        ("Look.Outputs.count > 5", "Look.Outputs.count is 2, expected Look.Outputs.count > 5"),
        ("level = Look.Outputs.count", "level is 3, expected Look.Outputs.count, which is 2"),
        ("Look.Outputs.day = 2026-02-01", "Look.Outputs.day is 2026-01-31, expected 2026-02-01"),
        ("level in Look.Outputs.count", "level is 3, expected level in Look.Outputs.count"),
    ],
)
def test_values_are_shown_as_the_language_writes_them(expected: str, seen: str) -> None:
    played = told(f"complete Look with count = 2, day = 2026-01-31 expect {expected}", VALUES)
    assert actual(played) == [seen]


@pytest.mark.parametrize(
    ("expected", "atoms"),
    [
        (
            "Prepare is InProgress and Create is Error and Badge is Error",
            ["Create is Error", "Badge is Error"],
        ),
        ("Create is Error or Badge is Error", ["Create is Error", "Badge is Error"]),
        ("not (Prepare is InProgress or Create is Error)", ["Prepare is not In Progress"]),
        (
            "not (Prepare is InProgress and Create is InProgress)",
            ["Prepare is not In Progress", "Create is not In Progress"],
        ),
        ("Prepare is InProgress implies Create is Error", ["Create is Error"]),
        ("not (Prepare is Error implies Create is Error)", ["Prepare is Error"]),
        ("not (Prepare is InProgress implies Create is InProgress)", ["Create is not In Progress"]),
        ("Badge starts or (HR_Data fails and run is InProgress)", ["Badge starts", "HR_Data fails"]),
    ],
)
def test_of_a_compound_statement_the_parts_that_fail_are_shown(expected: str, atoms: list[str]) -> None:
    (expectation,) = told(f"expect {expected}").unmet
    assert [said(atom.statement, wanted=atom.wanted) for atom in expectation.atoms] == atoms


def test_each_statement_of_an_expect_is_judged_on_its_own() -> None:
    played = told("expect Prepare is Error, Create is InProgress, run is Error")
    assert [each.met for each in played.steps[-1].expectations] == [False, True, False]


def test_an_expectation_that_is_met_says_nothing_about_a_difference() -> None:
    (met,) = told("expect Prepare is InProgress").steps[-1].expectations
    assert (met.met, met.expected, met.actual, met.atoms) == (True, "Prepare is In Progress", "", ())


def test_a_change_holds_in_the_event_in_which_it_happened_and_not_after() -> None:
    played = told("complete Create expect Create completes, Badge starts complete Badge expect Badge starts")
    assert actual(played) == ["Badge did not start, expected it to start in this event"]


def test_a_change_holds_although_the_status_has_changed_again_since() -> None:
    definition = """
      start autolaunched -> First
      stage First { background One calls F async then Quick }
      stage Quick { then Last }
      stage Last { background Two calls F async then end }
    """
    played = told(
        "complete One expect Quick starts, Quick completes, First completes, Last starts", definition
    )
    assert (played.verdict, actual(played)) == (Verdict.MET, [])


def test_a_decision_starts_and_completes_as_it_is_evaluated() -> None:
    events = f"{ANSWERED} complete Create complete Badge"
    assert told(f"{events} expect Cleared starts, Cleared completes").verdict is Verdict.MET
    assert told(f"{events} expect Cleared fails").verdict is Verdict.UNMET


def test_values_that_do_not_compare_make_an_expectation_unmet_that_says_so() -> None:
    played = told('complete Look with count = 2, day = 2026-01-31 expect Look.Outputs.count = "two"', VALUES)
    assert actual(played) == ["it cannot be judged: number cannot be compared with text"]


def test_atoms_carry_the_path_and_the_exact_value() -> None:
    (first,) = told("complete Look with count = 2 expect Look.Outputs.count = 3", VALUES).unmet
    (second,) = told("expect Create is Error").unmet
    (third,) = told("expect Prepare completes").unmet
    assert [(atom.path, atom.value) for each in (first, second, third) for atom in each.atoms] == [
        ("Check/Look.Outputs.count", Fraction(2)),
        ("Prepare/Create.Status", "InProgress"),
        ("Prepare.completes", False),
    ]
