"""Exploring finds shortest runs first, and says how far it came."""

from tested_definitions import ONBOARDING, RETRY, known_runs

from stageproof.checker.counterexamples.judged_run import judged_run
from stageproof.checker.random_runs.closure import close
from stageproof.checker.random_runs.walk import chunk


def test_a_small_definition_is_looked_at_to_the_end_and_a_limit_is_kept() -> None:
    known = known_runs(ONBOARDING)
    few = close(known, 100)
    assert not few.complete
    assert few.ways <= 100 + max(few.ways - 100, 60)
    whole = close(known, 100_000)
    assert whole.complete
    assert whole.ways > few.ways


def test_no_random_run_shows_a_mistake_with_fewer_events_than_the_shortest() -> None:
    known = known_runs(ONBOARDING, 'never "a": Fix fails never "b": Laptop starts')
    shortest = {name: len(failure.events) for name, failure in close(known, 100_000).tally.failures.items()}
    drawn = chunk(known, 5, 0, 1_000).failures
    assert drawn.keys() == shortest.keys()
    assert all(len(failure.events) >= shortest[name] for name, failure in drawn.items())


def test_the_run_of_a_mistake_shows_it() -> None:
    known = known_runs(RETRY, 'exactly once "p": Pay starts')
    for failure in close(known, 100_000).tally.failures.values():
        assert judged_run(known.program, failure.events).first(failure.flaw.fingerprint) is not None


def test_who_asks_may_end_the_search() -> None:
    asked: list[int] = []

    def goes_on(places: int, ways: int, failures: int) -> bool:
        assert failures == 0
        asked.append(ways)
        return places < 5

    closure = close(known_runs(ONBOARDING), 100_000, goes_on)
    assert not closure.complete
    assert len(asked) == 6


def test_a_search_that_left_out_values_is_not_complete() -> None:
    flow = "flow Six { async " + " ".join(f"out a{number}: boolean" for number in range(6)) + " }"
    all_of_them = " and ".join(f"Ask.Outputs.a{number} = true" for number in range(6))
    text = """orchestration Order {
      %s
      start autolaunched -> Main
      stage Main { background Ask calls Six then Choose }
      decision Choose { when %s -> Last otherwise -> end }
      stage Last { background End_It calls Six then end }
    }"""
    cut, whole = (known_runs(text % (flow, asked)) for asked in (all_of_them, "Ask.Outputs.a0 = true"))
    assert not close(cut, 100_000).complete
    assert any("only the first" in note for note in cut.notes)
    assert close(whole, 100_000).complete
