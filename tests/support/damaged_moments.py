"""Moments of runs, and damaged ones by the rows that they break: what the mutants of the tables are judged by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from campaign_definitions import LEVELS, moments_of
from definitions import compiled
from observed_runs import SeenMoment, altered, decided, doubted, meddled, undocumented
from recorded_runs import recorded_runs
from scenario_runs import scenario_runs

from stageproof.checker.oracle.facts import Facts
from stageproof.checker.oracle.judge import judge_moment, judge_step
from stageproof.checker.oracle.observation import STATUS, ObservedMoment, observe
from stageproof.checker.oracle.rulebook import rulebook
from stageproof.checker.oracle.standing import Standing
from stageproof.engine.decisions.choices import Choices
from stageproof.engine.events import Cancel, Event, Reassign, Recall, Resume, Suspend
from stageproof.engine.history import Run
from stageproof.engine.run import apply, new_run

PER_ROW = 10
"""So many moments in which a row speaks, and so many damages that break it, are kept of each row."""
OF_LEVELS, EVERY = 800, 4
"""Of so many moments of each definition of the levels, every fourth is looked at."""
DAMAGED: Final = 60
"""Every so many moments one is damaged though each row that speaks in it has been damaged already."""
PER_STATUS: Final = 3
"""So many moments are kept in which anything has a status of its table."""


@dataclass
class Corpus:
    """Moments under these readings: by row those in which it speaks, and damaged ones by row and what it expects."""

    chosen: Choices
    speaking: dict[str, list[SeenMoment]] = field(default_factory=dict[str, list[SeenMoment]])
    breaking: dict[str, list[SeenMoment]] = field(default_factory=dict[str, list[SeenMoment]])
    others: list[SeenMoment] = field(default_factory=list[SeenMoment])
    """Moments of every kind, in which a changed row may speak though the row did not."""

    def breaking_row(self, row: str) -> Iterator[SeenMoment]:
        """The damaged moments that break a row."""
        for name, kept in self.breaking.items():
            if name.partition(" ")[0] == row:
                yield from kept


@cache
def corpus(chosen: Choices, runs: int) -> Corpus:
    """The corpus of the examples' runs and so many random ones under these readings, always the same."""
    found = Corpus(chosen)
    rules = rulebook(chosen)
    by_status = Counter[str]()
    for number, seen in enumerate(_moments(chosen, runs)):
        step = judge_step(seen.facts, rules, seen.before, seen.moment)
        assert step.violations == ()
        statuses = {
            f"{change.part} {change.after}" for change in seen.moment.changes if change.attribute == STATUS
        }
        if number % 8 == 0 or any(by_status[each] < PER_STATUS for each in statuses):
            found.others.append(seen)
        by_status.update(statuses)
        is_new = _keep(found.speaking, step.demanded, seen, 3 * PER_ROW)
        if is_new or number % DAMAGED == 0:
            for other in damages(seen):
                broken = {
                    f"{violation.row} {violation.expected}"
                    for violation in judge_moment(rules, other.scene())
                }
                _keep(found.breaking, broken, other, PER_ROW)
    return found


def damages(seen: SeenMoment) -> Iterator[SeenMoment]:
    """Every damaged observation of a moment."""
    yield from altered(seen)
    yield from meddled(seen)
    yield from doubted(seen)
    yield from forced(seen)
    yield from undocumented(seen)
    yield from decided(seen)


def forced(seen: SeenMoment) -> Iterator[SeenMoment]:
    """What nobody can do after the moment, done; what somebody did, refused. The refused events say which."""
    after, number, minutes = seen.scene().timeline.after, seen.moment.number + 1, seen.moment.minutes
    for event in seen.moment.refused:
        yield SeenMoment(seen.facts, after, ObservedMoment(number, event, (), (), (), minutes))
    if isinstance(seen.moment.event, Resume):
        refused = ObservedMoment(seen.moment.number, seen.moment.event, (), (), (), minutes, (Resume(),))
        yield replace(seen, moment=refused)


def _keep(
    kept: dict[str, list[SeenMoment]], rows: set[str] | frozenset[str], seen: SeenMoment, most: int
) -> bool:
    """Keep the moment for each of these rows that has too few; whether one of them had hardly any."""
    few = False
    for row in sorted(rows):
        mine = kept.setdefault(row, [])
        few = few or len(mine) < PER_ROW // 2
        if len(mine) < most:
            mine.append(seen)
    return few


def _moments(chosen: Choices, runs: int) -> Iterator[SeenMoment]:
    for path in LEVELS:
        program = compiled(path.read_text(encoding="utf-8"), chosen)
        yield from moments_of(program, OF_LEVELS)[::EVERY]
    for recorded in (*scenario_runs(), *recorded_runs(runs)):
        program = compiled(recorded.text, chosen)
        run, refused = new_run(program), dict[int, tuple[Event, ...]]()
        for event in recorded.events:
            result = apply(program, run, event)
            if isinstance(result, Run):
                run = result
        facts, standing = Facts.of(program.orchestration, chosen), Standing()
        states = [run]
        while states[-1].last is not None and states[-1].last.before.last is not None:
            states.append(states[-1].last.before)
        for state in states:
            if state.last is not None:
                steps = [step.name for stage in program.stages for step in stage.steps][:2]
                acts: tuple[Event, ...] = (
                    Suspend(),
                    Resume(),
                    Cancel(),
                    Recall(),
                    *(Reassign(step, "User", "a@b.c") for step in steps),
                )
                refused[state.last.number] = tuple(
                    act for act in acts if not isinstance(apply(program, state, act), Run)
                )
        for moment in observe(run.moments(), refused):
            seen = SeenMoment(facts, standing, moment)
            yield seen
            standing = seen.scene().timeline.after
