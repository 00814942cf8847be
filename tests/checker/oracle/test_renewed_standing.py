"""A renewed standing judges everything to come as the full one does, and a run that goes round comes back to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from observed_runs import SeenMoment, altered, meddled, refused_events
from random_runs import Played, plays
from running import days, done, failed, play, program_of

from stageproof.checker.oracle.facts import Facts
from stageproof.checker.oracle.judge import judge, judge_step
from stageproof.checker.oracle.observation import ObservedMoment, SeenChange, observe
from stageproof.checker.oracle.rulebook import rulebook
from stageproof.checker.oracle.standing import COUNTED, LONG_AGO, Element, Standing
from stageproof.checker.oracle.violation import Violation
from stageproof.engine.decisions.choices import choices
from stageproof.engine.events import Cancel, Complete, Event, Fail, Suspend
from stageproof.engine.program.program import Program
from stageproof.engine.tables.catalogue import all_rows
from stageproof.engine.tables.demand import AtMostOne, Item, Limit
from stageproof.engine.values import Exact

RULES = rulebook(choices())
ROUND = """
  start autolaunched -> Main
  stage Main {
    background Work calls F async
    interactive Ask calls G assigned to queue Q
    then Again
  }
  stage Again { background Rest calls F async then Main }
"""
TURN = (done("Work"), done("Ask"), done("Rest"))


def without_visits(found: Iterable[Violation]) -> list[Violation]:
    """The violations as a sorted list, visits of stages left out."""
    return sorted(violation._replace(element=re.sub(r"#\d+", "", violation.element)) for violation in found)


def judged_both_ways(facts: Facts, moments: Iterable[ObservedMoment]) -> int:
    """Judge moment by moment with full standings and with renewed ones: the same, or an assertion fails.

    Returns how many violations there are.
    """
    full, short, minutes, count = Standing(), Standing(), Fraction(0), 0
    for moment in moments:
        left = judge_step(facts, RULES, full, moment)
        right = judge_step(facts, RULES, short, replace(moment, minutes=moment.minutes - minutes))
        assert without_visits(left.violations) == without_visits(right.violations), moment
        assert left.demanded == right.demanded
        full, short, minutes = left.standing, right.standing.renewed(), moment.minutes
        assert full.renewed().key() == short.key()
        count += len(left.violations)
    return count


def ends_at(program: Program, *events: Event) -> Standing:
    """Where the judge sees the run after these events."""
    facts, standing = Facts.of(program.orchestration, choices()), Standing()
    for moment in observe(play(program, *events).moments()):
        standing = judge_step(facts, RULES, standing, moment).standing
    return standing


@settings(max_examples=60)
@given(plays())
def test_a_run_is_judged_the_same_from_renewed_standings(played: Played) -> None:
    facts = Facts.of(played.program.orchestration, played.chosen)
    assert judged_both_ways(facts, observe(played.moments, refused_events(played))) == 0


@settings(max_examples=60)
@given(plays(), st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_damaged_run_is_judged_the_same_from_renewed_standings(
    played: Played, which: int, how: int
) -> None:
    facts = Facts.of(played.program.orchestration, played.chosen)
    moments = list(observe(played.moments, refused_events(played)))
    place = which % len(moments)
    before = Standing()
    for moment in moments[:place]:
        before = judge_step(facts, RULES, before, moment).standing
    seen = SeenMoment(facts, before, moments[place])
    damaged = [other.moment for other in (*altered(seen), *meddled(seen))]
    moments[place] = damaged[how % len(damaged)]
    judged_both_ways(facts, moments)


def test_damaged_rounds_are_judged_the_same_from_renewed_standings() -> None:
    program = program_of(ROUND)
    facts = Facts.of(program.orchestration, choices())
    moments = observe(play(program, *TURN * 3, done("Work"), failed("Ask")).moments())
    found, before = 0, Standing()
    for place, moment in enumerate(moments):
        seen = SeenMoment(facts, before, moment)
        for other in (*altered(seen), *meddled(seen)):
            found += judged_both_ways(facts, (*moments[:place], other.moment, *moments[place + 1 :])) > 0
        before = judge_step(facts, RULES, before, moment).standing
    assert found > 100


def test_a_run_that_goes_round_comes_back_to_the_same_standing() -> None:
    program = program_of(ROUND)
    second, third = ends_at(program, *TURN * 2), ends_at(program, *TURN * 3)
    assert second.key() != third.key()
    assert second.renewed().key() == third.renewed().key()
    assert hash(second.renewed().key()) == hash(third.renewed().key())
    assert second.renewed().renewed() == second.renewed()


def test_a_failure_grows_no_older_than_any_row_can_tell() -> None:
    program = program_of(ROUND)
    fresh, old = ends_at(program, failed("Work")), ends_at(program, failed("Work"), days(15))
    older = ends_at(program, failed("Work"), days(15), days(15))
    assert fresh.renewed().failed_at == 0
    assert old.renewed().key() == older.renewed().key() != fresh.renewed().key()
    limits = [
        row.demand.number for row in all_rows() if isinstance(row.demand, Limit) and "days" in row.demand.name
    ]
    assert max(limits) * 24 * 60 < LONG_AGO


def test_a_stored_result_is_kept_once_and_without_its_values() -> None:
    program = program_of(ROUND)
    kept = ends_at(program, Suspend(), done("Work", any="x"))
    assert kept.pending == (Complete("Work"),)
    other = ends_at(program, Suspend(), failed("work"))
    assert other.pending == (Fail("Work", failed("Work").kind),)


def test_only_a_stage_in_progress_is_counted_over_all_visits() -> None:
    parts = {(row.demand.item, row.demand.status) for row in all_rows() if isinstance(row.demand, AtMostOne)}
    assert parts == {(Item.STAGE, COUNTED[1])}


def test_a_visit_left_open_is_still_counted_after_a_renewal() -> None:
    program = program_of(ROUND)
    facts = Facts.of(program.orchestration, choices())
    begin = SeenChange("stage", "Main", "Main", None, "Status", None, "InProgress")
    moments = observe(play(program).moments())
    again = ObservedMoment(2, done("Work"), (begin,), ())
    assert judged_both_ways(facts, (*moments, again, replace(again, number=3))) > 0
    standing = Standing(statuses={Element("stage", "Main", "", visit): "InProgress" for visit in (2, 4, 7)})
    standing.visits["Main"] = 7
    assert sorted(element.visit for element in standing.renewed().statuses) == [-1, 0, 1]


def test_a_key_tells_a_truth_value_from_a_number() -> None:
    one, true = (Standing(outputs={("a", "b"): value}) for value in (Exact(1), True))
    assert one.key() != true.key()


def test_a_rolled_back_run_stands_at_the_beginning() -> None:
    program, chosen = program_of(ROUND), choices(overrides={"start-burst": "rolled-back"})
    gone = SeenChange("run", "run", None, None, "Status", "InProgress", None)
    step = judge_step(
        Facts.of(program.orchestration, chosen),
        rulebook(chosen),
        ends_at(program),
        ObservedMoment(2, failed("Work"), (gone,), ()),
    )
    assert step.violations == ()
    assert step.standing.key() == Standing().key()


@settings(max_examples=25)
@given(plays())
def test_judging_step_by_step_is_judging_the_run(played: Played) -> None:
    facts = Facts.of(played.program.orchestration, choices())
    moments = observe(played.moments)[1:]
    standing, found = Standing(), list[Violation]()
    for moment in moments:
        step = judge_step(facts, RULES, standing, moment)
        found += step.violations
        standing = step.standing
    whole = [violation for violation in judge(played.program.orchestration, moments) if violation.moment]
    assert found == whole


def test_a_row_has_spoken_where_its_situation_occurred_and_there_was_something_to_demand() -> None:
    program = program_of(ROUND)
    facts = Facts.of(program.orchestration, choices())
    moments = observe(play(program, done("Work"), Cancel()).moments(), {3: (Cancel(), Suspend())})
    standing, spoken = Standing(), list[frozenset[str]]()
    for moment in moments:
        step = judge_step(facts, RULES, standing, moment)
        standing = step.standing
        spoken.append(step.demanded)
    assert "cancel-stage" in spoken[2]
    assert not {"cancel-stage", "cancel-run"} & (spoken[0] | spoken[1])
    assert {"cancel-only-in-progress", "suspend-only-in-progress"} <= spoken[2]
    assert not {"cancel-only-in-progress", "suspend-only-in-progress"} & (spoken[0] | spoken[1])
    assert "stage-status-one-in-progress" in spoken[0] - spoken[1]
