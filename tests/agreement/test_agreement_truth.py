"""Truths that were worked out by hand, and that watching an exploration changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from agreement_campaign import case, program_of_draft
from agreement_generator import draw
from agreement_reads import reading_watched
from agreement_truth import ALONE, SUSPENDED, Truth, explored
from running import program_of

from stageproof.engine.exploration.answers import reached_elements
from stageproof.engine.exploration.explore import explore


def truth_of(text: str, interfered_limit: int = 0) -> Truth:
    found = explored(program_of(text), interfered_limit=interfered_limit)
    assert found is not None
    return found.truth


RETRY = """
  flow Charge_Card { async out ok: boolean not null }
  start autolaunched -> Charge
  stage Charge { background Card calls Charge_Card on error -> Repair then Paid }
  decision Paid { when Card.Outputs.ok = true -> end otherwise -> Ship }
  stage Ship { background Box calls Pack async background Label calls Print async
    completes when Box is Completed
    then end }
  stage Repair { interactive Fix calls Form assigned to queue Q then go to Charge }
"""


def test_what_happens_in_a_definition_with_everything() -> None:
    truth = truth_of(RETRY)
    assert truth.starts == {
        "Charge", "Charge/Card", "Ship", "Ship/Box", "Ship/Label", "Repair", "Repair/Fix",
    }  # fmt: skip
    assert truth.completes == truth.starts
    assert truth.fails == truth.starts
    assert truth.discontinues == {"Charge", "Repair", "Ship", *(name for name in truth.starts if "/" in name)}
    assert truth.outcomes == {("Paid", "Paid_Outcome_1"), ("Paid", "default outcome")}
    assert truth.fault_paths == {"Charge"}
    assert truth.ends == {
        ("Completed", "", ""),
        ("Canceled", "", ""),
        ("Error", "resumable", ""),
        ("Error", "", ""),
    }
    assert truth.completes_before == {("Ship", "Ship/Label")}
    assert truth.together == {("Ship/Box", "Ship/Label")}
    assert truth.waits_for_people == {"Repair"}
    assert not truth.waits_for_ever
    assert not truth.waits_for_help
    assert not truth.cannot_complete
    assert not truth.reads_null
    assert not truth.overlooked


def test_a_fault_path_that_leads_back_repeats_only_with_errors() -> None:
    truth = truth_of(RETRY)
    assert not truth.endless
    assert truth.endless_with_errors == {"Charge", "Repair"}
    assert not truth.never_ends_with_errors
    assert truth.fault_path_repeats == {"Charge"}


def test_an_error_ends_in_the_statuses_that_can_follow_it() -> None:
    truth = truth_of(RETRY)
    assert ("Charge/Card", "called-flow", "Completed", "", "") in truth.error_ends
    assert {end for end in truth.error_ends if end[0] == "Ship/Box"} == {
        ("Ship/Box", "called-flow", "Error", "resumable", ""),
        ("Ship/Box", "prepare-request", "Error", "", ""),
        ("Ship/Box", "process-result", "Error", "", ""),
    }
    assert ("Repair/Fix", "assignee-inactive") in truth.errors
    assert ("Paid", "decision") in truth.errors


def test_a_stage_that_waits_for_ever_and_one_that_can_be_helped() -> None:
    stuck = truth_of("""
      start autolaunched -> Main
      stage Main { background A calls F async background B calls F async starts when A is Error then end }
    """)
    assert stuck.waits_for_ever == stuck.cannot_complete == {"Main"}
    helped = truth_of("""
      start autolaunched -> Main
      stage Main { background A calls F async starts when flow Ready returns true then end }
    """)
    assert helped.waits_for_help == {"Main"}
    assert not helped.waits_for_ever
    assert not helped.cannot_complete
    assert helped.overlooked == {"Main/A"}


def test_a_loop_of_results_alone_never_ends() -> None:
    truth = truth_of("""
      start autolaunched -> Main
      stage Main { background A calls F async then go to Main }
    """)
    assert truth.endless == truth.never_ends == {"Main"}
    assert truth.cannot_complete == {"Main"}
    assert truth.ends == {("Canceled", "", ""), ("Error", "resumable", ""), ("Error", "", "")}


READS = """
  flow F {{ async out x: boolean not null }}
  start autolaunched -> Main
  stage Main {{ background A calls F on error -> Choose
    then Choose }}
  decision Choose {{ when {} -> Late otherwise -> end }}
  stage Late {{ background B calls F then end }}
"""


@pytest.mark.parametrize(
    ("condition", "read"),
    [
        ("A.Outputs.x = true", {"Main/A.Outputs.x"}),
        ("A is Completed and A.Outputs.x = true", set[str]()),
        ("A is not Completed and A.Outputs.x = true", {"Main/A.Outputs.x"}),
        ("B.Outputs.x = true or A is Error", {"Late/B.Outputs.x"}),
    ],
)
def test_an_output_is_read_too_early_only_where_the_logic_gets_to_it(condition: str, read: set[str]) -> None:
    truth = truth_of(READS.format(condition))
    assert truth.reads_null == {("outcome:Choose/Choose_Outcome_1", name) for name in read}


def test_a_resume_restarts_what_failed_and_what_was_stopped() -> None:
    text = """
      start autolaunched -> Main
      stage Main { background A calls F async interactive B calls G assigned to queue Q then end }
    """
    assert truth_of(text, 5000).restarts == frozenset(("Main/A", "Main/B"))
    assert truth_of(text).restarts is None
    assert truth_of(text, 10).interfered is None


def test_only_a_suspended_run_misses_a_record_change() -> None:
    """While a run is suspended no change of its record wakes it; the result that came meanwhile is worked off first."""
    text = """
      field $Record.Kind: one of "old", "new" not null
      start when Case is created -> Main { where Kind = "old" }
      stage Main {
        background A calls F async
        background B calls F async starts when $Record.Kind = "new"
        completes when A is Completed
        then Choose
      }
      decision Choose { when $Record.Kind = "new" and B is NotStarted -> Other otherwise -> end }
      stage Other { background C calls F async then end }
    """
    assert "Other" not in truth_of(text).starts
    suspended = explored(program_of(text), world=SUSPENDED)
    assert suspended is not None
    assert "Other" in suspended.truth.starts
    assert ("starts", "Other") in (truth_of(text, 9000).interfered or ())


@pytest.mark.parametrize("number", range(16))
def test_watching_reads_and_edges_changes_nothing(number: int) -> None:
    drawn = case(3, number)
    plain = explore(drawn.program, events=ALONE, limit=2000)
    watched = explore(reading_watched(drawn.program, set()), events=ALONE, limit=2000)
    assert watched.configurations == plain.configurations
    assert watched.targets == plain.targets
    truth = drawn.explored.truth
    reached = reached_elements(plain)
    for status, names in (
        ("InProgress", truth.starts),
        ("Completed", truth.completes),
        ("Error", truth.fails),
    ):
        assert names == {at.name for at in reached if at.part in ("stage", "step") and at.value == status}
    assert truth.outcomes == {(at.name, at.value) for at in reached if at.part == "decision"}
    assert truth.fault_paths == {at.name for at in reached if at.part == "fault path"}


def test_a_fourth_error_in_one_burst_makes_nothing_else_true() -> None:
    """Three errors on one edge are enough for definitions of this size."""
    more = replace(ALONE, strikes=4)
    for number in range(24):
        program = program_of_draft(draw(5, number))
        assert program is not None
        found = explored(program, limit=400)
        if found is not None:
            again = explored(program, limit=2000, world=more)
            assert again is not None
            assert again.truth == found.truth
