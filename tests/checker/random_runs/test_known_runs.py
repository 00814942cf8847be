"""The graph of known runs says of every run what the interpreter and the judge say of it."""

import pytest
from tested_definitions import ONBOARDING, RETRY, known_runs, program_of

from stageproof.checker.counterexamples.judged_run import judged_run
from stageproof.checker.random_runs.closure import close
from stageproof.checker.random_runs.fault_model import FaultModel
from stageproof.checker.random_runs.known_runs import KnownRuns, Place, Way
from stageproof.checker.random_runs.walk import chunk
from stageproof.engine.decisions.choices import choices
from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.events import Event, Fail
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.policy import Policy

NEVER = 'never "n": Laptop fails'


def _ways(known: KnownRuns, most: int) -> list[tuple[Way, tuple[Event, ...]]]:
    """Ways as breadth-first search comes to them, each with the events of a run that goes it."""
    found: list[tuple[Way, tuple[Event, ...]]] = []
    seen: set[Place] = {known.start}
    waiting: list[tuple[Place, tuple[Event, ...]]] = [(known.start, ())]
    for place, events in waiting:
        for choice in known.choices(place):
            for way in known.ways_of(place, choice):
                found.append((way, (*events, *way.events)))
                if way.target not in seen and not way.ends:
                    seen.add(way.target)
                    waiting.append((way.target, (*events, *way.events)))
        if len(found) > most:
            break
    return found


@pytest.mark.parametrize("text", [ONBOARDING, RETRY])
def test_every_way_replays_as_the_interpreter_has_it_with_the_same_flaws(text: str) -> None:
    known = known_runs(text, NEVER if text is ONBOARDING else "")
    for way, events in _ways(known, 600)[::5]:
        judged = judged_run(known.program, events)
        assert judged.refusal is None
        assert judged.run.configuration == way.target.configuration
        last = judged.run.moments()[-1].number
        told = {found.flaw.fingerprint for found in judged.found if found.moment == last}
        assert told == {flaw.fingerprint for flaw in way.flaws}


@pytest.mark.parametrize("text", [ONBOARDING, RETRY])
@pytest.mark.parametrize("faults", [FaultModel(), FaultModel(0)])
def test_a_closed_graph_has_the_configurations_that_exploration_finds(text: str, faults: FaultModel) -> None:
    known = known_runs(text, faults=faults)
    assert close(known, 100_000).complete
    explored = explore(known.program, events=Policy(faults=None if faults.has_faults else 0, strikes=2))
    assert explored.complete
    assert _configurations(known) >= set(explored.configurations)


def _configurations(known: KnownRuns) -> set[object]:
    return {place.configuration for place in known._places.values()}


def test_a_budget_of_errors_is_kept_to_on_every_run() -> None:
    known = known_runs(ONBOARDING, faults=FaultModel(1))
    found = _ways(known, 2_000)
    assert max(sum(isinstance(event, Fail) for event in events) for _, events in found) == 1


def test_only_the_kinds_of_error_of_the_model_strike() -> None:
    known = known_runs(ONBOARDING, faults=FaultModel(None, frozenset({ErrorKind.ASSIGNEE_INACTIVE})))
    kinds = {event.kind for _, events in _ways(known, 2_000) for event in events if isinstance(event, Fail)}
    assert kinds == {ErrorKind.ASSIGNEE_INACTIVE}


def test_what_was_known_before_changes_nothing_of_a_chunk() -> None:
    fresh, warm = known_runs(ONBOARDING, NEVER), known_runs(ONBOARDING, NEVER)
    chunk(warm, 7, 0, 200)
    close(warm, 500)
    assert chunk(fresh, 7, 3, 300) == chunk(warm, 7, 3, 300)
    warm.forget()
    assert chunk(fresh, 7, 3, 300) == chunk(warm, 7, 3, 300)


def test_another_seed_and_another_chunk_make_other_runs() -> None:
    known = known_runs(ONBOARDING)
    first = chunk(known, 1, 0, 200)
    assert first != chunk(known, 2, 0, 200)
    assert first != chunk(known, 1, 1, 200)


def test_the_first_runs_of_a_chunk_do_not_depend_on_how_many_follow() -> None:
    known = known_runs(ONBOARDING, NEVER)
    few, many = chunk(known, 1, 0, 50), chunk(known, 1, 0, 500)
    assert {name: failure.run for name, failure in few.failures.items()}.items() <= {
        name: failure.run for name, failure in many.failures.items()
    }.items()


def test_runs_that_go_round_are_cut_off_and_counted() -> None:
    told = chunk(known_runs(RETRY), 1, 0, 100, longest=5)
    assert told.reached_limit > 0
    assert told.events <= 500


def test_the_interpreter_breaks_no_row_on_random_runs() -> None:
    for text in (ONBOARDING, RETRY):
        assert not chunk(known_runs(text), 3, 0, 500).failures


def test_the_program_is_the_one_that_was_given() -> None:
    program = program_of(RETRY)
    assert KnownRuns(program, FaultModel()).program is program


def test_the_interpreter_breaks_no_row_of_either_edition() -> None:
    for profile in ("help-2026", "pdf-2025"):
        known = KnownRuns(program_of(RETRY, chosen=choices(profile)), FaultModel())
        assert not close(known, 100_000).tally.failures
