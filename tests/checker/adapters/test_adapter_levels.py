"""The levels of conformance: each row of a profile has its place, and a scenario in which it can be broken."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from observed_runs import SeenMoment, altered, meddled

from stageproof.checker.adapters.asked import is_probe
from stageproof.checker.adapters.levels.evidence import not_observable
from stageproof.checker.adapters.levels.level import Level
from stageproof.checker.adapters.levels.scenario import Scenario, definitions
from stageproof.checker.adapters.levels.search import EVENTS, rows_of_level, scenarios
from stageproof.checker.adapters.model import Model, Programs, seen_in
from stageproof.checker.oracle.facts import Facts
from stageproof.checker.oracle.judge import judge_moment
from stageproof.checker.oracle.registry import judge_row
from stageproof.checker.oracle.rulebook import rulebook
from stageproof.checker.oracle.standing import Standing
from stageproof.engine.decisions.choices import choices
from stageproof.engine.events import Begin, Complete
from stageproof.engine.exploration.policy import happening_of
from stageproof.engine.interpreter.advance import Advance
from stageproof.engine.interpreter.refusal import Refusal
from stageproof.engine.tables.catalogue import rows_of
from stageproof.engine.tables.demand import Resumable
from stageproof.engine.tables.profiles import PROFILES
from stageproof.engine.tables.row import TableRow

BROKEN_BY_A_REFUSAL = "a resume that is possible is refused: an engine that does so is among the faulty ones"


@pytest.mark.parametrize("profile", PROFILES)
def test_every_row_belongs_to_one_level_or_says_why_no_run_speaks_for_it(profile: str) -> None:
    chosen = choices(profile)
    rows = [row.id for row in rows_of(profile)]
    placed = [row.id for level in Level for row in rows_of_level(level, chosen)]
    unplaced = dict(not_observable(chosen))
    assert sorted([*placed, *unplaced]) == sorted(rows)
    assert all(len(reason) > 10 for reason in unplaced.values())


@pytest.mark.parametrize("level", Level)
def test_every_mandatory_row_has_a_scenario(level: Level) -> None:
    found = scenarios(level, choices())
    assert [row.id for row in rows_of_level(level, choices()) if row.id not in found] == []


@pytest.mark.parametrize("level", Level)
def test_a_level_asks_for_no_event_of_another_level(level: Level) -> None:
    for scenario in scenarios(level, choices()).values():
        for move in scenario.moves:
            if not isinstance(move.event, Begin | Complete) and not move.refused:
                assert happening_of(move.event) in EVENTS[level]


@pytest.mark.parametrize("level", [level for level in Level if level is not Level.EVALUATION_FLOWS])
def test_only_the_level_of_evaluation_flows_has_definitions_with_them(level: Level) -> None:
    for scenario in scenarios(level, choices()).values():
        assert definitions()[scenario.definition].name not in ("Evaluation", "Stage_Errors")


@pytest.mark.parametrize("level", Level)
def test_the_reference_takes_each_scenario_as_it_is_told(level: Level) -> None:
    for scenario in set(scenarios(level, choices()).values()):
        for move, result in played(scenario):
            assert isinstance(result, Refusal) is move


def played(scenario: Scenario) -> Iterator[tuple[bool, Advance | Refusal]]:
    model = Model.of(Programs(definitions()[scenario.definition], choices()))
    for move in scenario.moves:
        result = model.advance(move.event, move.faults)
        yield move.refused, result
        if isinstance(result, Advance):
            model = model.taking(move.event, result)


@pytest.mark.parametrize("level", Level)
def test_each_row_can_be_broken_at_the_end_of_its_scenario(level: Level) -> None:
    """So that a row of which nothing can be said never counts as one that conforms."""
    found = scenarios(level, choices())
    unbroken = [row.id for row in rows_of_level(level, choices()) if not can_be_broken(row, found[row.id])]
    known = [
        row.id
        for row in rows_of_level(level, choices())
        if isinstance(row.demand, Resumable) and row.demand.possible
    ]
    assert unbroken == known, BROKEN_BY_A_REFUSAL


def can_be_broken(row: TableRow, scenario: Scenario) -> bool:
    end = last_moment(scenario)
    if is_probe(row):
        return bool(judge_row(row, end.scene()).violations)
    return any(
        judge_row(row, other.scene()).violations or row.id in all_broken(other) for other in altered_more(end)
    )


def all_broken(seen: SeenMoment) -> set[str]:
    return {violation.row for violation in judge_moment(rulebook(choices()), seen.scene())}


def altered_more(seen: SeenMoment) -> Iterator[SeenMoment]:
    """Altered observations: one change or log row wrong, an outcome or status that is none, nothing after a change."""
    moment = seen.moment
    for place, change in enumerate(moment.changes):
        others = {"Outcome": "another", "Status": "Strange"}
        if change.attribute in others:
            odd = change._replace(after=others[change.attribute])
            changes = (*moment.changes[:place], odd, *moment.changes[place + 1 :])
            yield replace(seen, moment=replace(moment, changes=changes))
        yield replace(seen, moment=replace(moment, changes=moment.changes[:place]))
    yield from altered(seen)
    yield from meddled(seen)


@cache
def last_moment(scenario: Scenario) -> SeenMoment:
    programs = Programs(definitions()[scenario.definition], choices())
    facts, model, standing = Facts.of(programs.definition, choices()), Model.of(programs), Standing()
    for move in scenario.moves[:-1]:
        result = model.advance(move.event, move.faults)
        assert isinstance(result, Advance)
        seen = SeenMoment(facts, standing, model.moment(move.event, move.faults, *seen_in(result)))
        model, standing = model.taking(move.event, result), seen.scene().timeline.after
    move = scenario.moves[-1]
    result = model.advance(move.event, move.faults)
    if isinstance(result, Refusal):
        return SeenMoment(facts, standing, model.moment(move.event, (), (), ()))
    return SeenMoment(facts, standing, model.moment(move.event, move.faults, *seen_in(result)))
