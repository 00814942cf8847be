"""Runs that show a mistake: made short, kept by name, and played again with four outcomes."""

import json

import pytest
from tested_definitions import ONBOARDING, RETRY, known_runs, program_of

from stageproof.checker.counterexamples.judged_run import judged_run
from stageproof.checker.counterexamples.saved import file_name, is_counterexample, replayed, saved
from stageproof.checker.counterexamples.shortened import shortened
from stageproof.checker.random_runs.closure import close
from stageproof.checker.random_runs.tally import Failure
from stageproof.checker.random_runs.walk import chunk
from stageproof.engine.events import Begin, Complete
from stageproof.engine.program.program import Program
from stageproof.engine.scenarios.json_format import scenario_from_json
from stageproof.engine.scenarios.replay import Outcome
from stageproof.grammar.source import Source

NEVER = 'never "no laptop": Laptop starts'
SOURCE = Source("tested.orch", "text")


def _shortest(claim: str = NEVER) -> Failure:
    (failure,) = close(known_runs(ONBOARDING, claim), 100_000).tally.failures.values()
    return failure


def _kept(failure: Failure, claim: str = NEVER) -> str:
    return saved(program_of(ONBOARDING, claim), failure, SOURCE, "stageproof test", (("mode", "test"),))


def _again(text: str, program: Program) -> Outcome:
    file = scenario_from_json(text, program)
    assert is_counterexample(file)
    return replayed(program, file).outcome


def test_a_run_made_short_is_at_most_a_few_events_over_the_shortest() -> None:
    known = known_runs(ONBOARDING, NEVER + ' never "b": Fix fails')
    shortest = {name: len(failure.events) for name, failure in close(known, 100_000).tally.failures.items()}
    for name, failure in chunk(known, 11, 0, 500).failures.items():
        short = shortened(known.program, failure)
        assert judged_run(known.program, short.events).first(name) is not None
        assert shortest[name] <= len(short.events) <= shortest[name] + 2
        assert len(short.events) <= len(failure.events)


def test_no_event_can_be_left_out_of_a_run_made_short() -> None:
    known = known_runs(ONBOARDING, NEVER)
    for name, failure in chunk(known, 3, 0, 300).failures.items():
        events = shortened(known.program, failure).events
        for place in range(1, len(events)):
            fewer = (*events[:place], *events[place + 1 :])
            assert judged_run(known.program, fewer).first(name) is None


def test_what_is_proved_shortest_is_left_alone() -> None:
    failure = _shortest()
    assert failure.minimal
    assert shortened(program_of(ONBOARDING, NEVER), failure) is failure


def test_a_kept_run_is_named_after_what_it_breaks_and_written_the_same_each_time() -> None:
    failure = _shortest()
    assert file_name(failure) == f"no-laptop__{failure.flaw.fingerprint}.json"
    assert _kept(failure) == _kept(failure)
    data = json.loads(_kept(failure))
    assert data["property"] == "property: no laptop"
    assert data["verdict"] == "violation"
    assert data["minimal"] == "proved"
    assert data["observed"][0]["path"] == failure.flaw.element


def test_a_kept_run_still_fails_on_the_same_definition() -> None:
    assert _again(_kept(_shortest()), program_of(ONBOARDING, NEVER)) is Outcome.STILL_FAILS


def test_a_kept_run_is_fixed_where_it_breaks_nothing_any_more() -> None:
    changed = ONBOARDING.replace('"Approve" -> Provision', '"Approve" -> end')
    program = program_of(changed, NEVER)
    assert _again(_kept(_shortest()), program) is Outcome.FIXED


def test_a_kept_run_fails_differently_where_it_breaks_something_else() -> None:
    program = program_of(ONBOARDING, 'never "no laptop": Laptop fails never "b": Prepare completes')
    assert _again(_kept(_shortest()), program) is Outcome.FAILS_DIFFERENTLY


def test_a_kept_run_is_stale_where_an_event_is_not_enabled_and_says_which_are() -> None:
    changed = ONBOARDING.replace(
        "    background Create calls Create_User\n",
        "    background Create calls Create_User starts when HR_Data is Completed\n",
    )
    assert changed != ONBOARDING
    program = program_of(changed, NEVER)
    first = Complete("Create")
    events = (Begin(), first, *(event for event in _shortest().events[1:] if event != first))
    text = _kept(_shortest()._replace(events=events))
    found = replayed(program, scenario_from_json(text, program))
    assert found.outcome is Outcome.STALE
    assert "complete Create" in found.reason
    assert "Enabled instead: " in found.reason
    assert "HR_Data" in found.reason


def test_a_kept_run_is_stale_where_its_property_is_gone() -> None:
    program = program_of(ONBOARDING, 'never "another": Fix fails')
    found = replayed(program, scenario_from_json(_kept(_shortest()), program))
    assert found.outcome is Outcome.STALE
    assert found.reason == 'There is no property "no laptop" any more.'


def test_two_mistakes_have_two_fingerprints_and_a_visit_is_none_of_their_difference() -> None:
    known = known_runs(RETRY, 'never "a": Person fails exactly once "p": Pay starts')
    failures = close(known, 100_000).tally.failures
    assert len(failures) == 2
    (failure,) = [each for each in failures.values() if each.flaw.id == "p"]
    moved = failure.flaw._replace(element="Charge#7/Pay", observed="otherwise")
    assert moved.fingerprint == failure.flaw.fingerprint


@pytest.mark.parametrize(
    "claim", ['never "never \\"so\\"": Laptop starts', 'never "ünï / code…": Laptop starts']
)
def test_titles_of_any_kind_are_kept_and_played_again(claim: str) -> None:
    failure = _shortest(claim)
    assert _again(_kept(failure, claim), program_of(ONBOARDING, claim)) is Outcome.STILL_FAILS
