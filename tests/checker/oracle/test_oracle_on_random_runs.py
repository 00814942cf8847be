"""The tables as judge of the interpreter: no random run breaks a row, and a judge that sees a wrong run says so."""

from __future__ import annotations

from typing import Final

from hypothesis import given, settings
from observed_runs import SeenMoment, altered, doubted, meddled, refused_events, seen_moments
from random_runs import Played, plays

from stageproof.checker.oracle.judge import judge, judge_moment
from stageproof.checker.oracle.observation import observe
from stageproof.checker.oracle.registry import is_used, judge_row
from stageproof.checker.oracle.rulebook import rulebook
from stageproof.checker.oracle.scene import Scene
from stageproof.checker.oracle.situations import FINDERS, subjects
from stageproof.checker.oracle.subject import in_reach
from stageproof.engine.decisions.choices import choices
from stageproof.engine.tables.catalogue import all_rows
from stageproof.engine.tables.demand import Keeps, NotCheckable
from stageproof.engine.tables.row import TableRow
from stageproof.engine.tables.situation import Situation

ROWS: Final = rulebook(choices()).judged
RUNS: Final = 150
OFTEN: Final = 25
LEAST_REACHED: Final = 150
"""So many rows at least are reached by the moments that are altered; more are, a test that finds fewer is broken."""


def test_every_row_is_used_by_the_judge_or_says_why_it_cannot_be_checked() -> None:
    for row in all_rows():
        if isinstance(row.demand, NotCheckable):
            assert row.demand.reason
            assert not is_used(row.demand)
        else:
            assert is_used(row.demand), row.id


def test_every_situation_is_decided() -> None:
    assert set(FINDERS) == set(Situation)


@settings(max_examples=300)
@given(plays())
def test_no_run_of_the_interpreter_breaks_a_row(played: Played) -> None:
    seen = observe(played.moments, refused_events(played))
    assert judge(played.program.orchestration, seen, played.chosen) == ()


@settings(max_examples=25)
@given(plays())
def test_the_judge_says_the_same_each_time(played: Played) -> None:
    seen = observe(played.moments)[:-1] + observe(played.moments)[:1]
    definition = played.program.orchestration
    assert judge(definition, seen) == judge(definition, seen)


def is_reached(row: TableRow, scene: Scene) -> bool:
    """Whether a moment shows that a row holds."""
    demand = row.demand
    if isinstance(demand, Keeps):
        return any(
            scene.timeline.path(element)[0] == demand.status
            for subject in subjects(scene, demand.when)
            for element in in_reach(scene.timeline, subject, demand.item)
        )
    verdict = judge_row(row, scene)
    return bool(verdict.explained or verdict.logged)


def caught(seen: SeenMoment, wanted: set[str]) -> set[str]:
    """Which of these rows some altered observation of the moment breaks."""
    found: set[str] = set()
    for other in (*altered(seen), *meddled(seen), *doubted(seen)):
        found |= {violation.row for violation in judge_moment(rulebook(choices()), other.scene())}
        if wanted <= found:
            break
    return found & wanted


def test_for_every_row_that_is_reached_some_altered_observation_breaks_it() -> None:
    open_rows: dict[str, None] = {}
    found: set[str] = set()
    tried: dict[str, int] = {}
    for seen in seen_moments(RUNS):
        scene = seen.scene()
        reached = {row.id for row in ROWS if row.id not in found and is_reached(row, scene)}
        open_rows.update(dict.fromkeys(sorted(reached)))
        wanted = {row for row in open_rows if row not in found and tried.get(row, 0) < OFTEN}
        if wanted:
            found |= caught(seen, wanted)
        for row in wanted:
            tried[row] = tried.get(row, 0) + (row in reached)
    assert len(found) >= LEAST_REACHED
    missed = [row for row in open_rows if row not in found]
    assert missed == [], missed
