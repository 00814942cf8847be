"""Moments of runs, and damaged ones by the rows that they break: what the mutants of the tables are judged by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from campaign_definitions import EXAMPLES, LEVELS, SMALL, moments_of
from definitions import compiled
from observed_runs import SeenMoment, altered, cut_short, decided, doubted, meddled, undocumented, undone

from stageproof.checker.oracle.judge import judge_moment, judge_step
from stageproof.checker.oracle.observation import STATUS, ObservedMoment
from stageproof.checker.oracle.rulebook import rulebook
from stageproof.checker.oracle.standing import DAYS_14
from stageproof.engine.decisions.choices import Choices
from stageproof.engine.events import Fail, Resume

ALIKE: Final = 2
"""So many moments of a campaign are looked at in which the same happens to the same kinds of elements."""
DAMAGED: Final = 60
"""Every so many moments one is damaged though each row that speaks in it has been damaged already."""
PER_STATUS: Final = 3
"""So many moments are kept in which anything has a status of its table."""


class Extent(NamedTuple):
    """What a corpus is made of: so many moments of the campaign on each of these definitions.

    Of these rows (None: of every row) `per_row` damages are kept for each thing that they expect, and three times as many
    moments in which they speak.
    """

    ways: int = 1_000
    paths: tuple[Path, ...] = (*LEVELS, *SMALL, *EXAMPLES)
    rows: frozenset[str] | None = None
    per_row: int = 10

    def has(self, row: str) -> bool:
        """Whether moments are kept for this row."""
        return self.rows is None or row in self.rows


USUAL: Final = Extent()


@dataclass
class Corpus:
    """Moments under these readings: by row those in which it speaks, and damaged ones by row and what it expects."""

    speaking: dict[str, list[SeenMoment]] = field(default_factory=dict[str, list[SeenMoment]])
    breaking: dict[str, list[SeenMoment]] = field(default_factory=dict[str, list[SeenMoment]])
    others: list[SeenMoment] = field(default_factory=list[SeenMoment])
    """Moments of every kind, in which a changed row may speak though the row did not."""

    def breaking_row(self, row: str) -> Iterator[SeenMoment]:
        """The damaged moments that break a row."""
        for name, kept in self.breaking.items():
            if name.partition(" ")[0] == row:
                yield from kept

    def damaged(self) -> tuple[SeenMoment, ...]:
        """Every damaged moment that is kept, once."""
        return tuple(dict.fromkeys(chain.from_iterable(self.breaking.values())))


@cache
def corpus(chosen: Choices, extent: Extent) -> Corpus:
    """The corpus of these campaigns under these readings, always the same."""
    found = Corpus()
    rules = rulebook(chosen)
    by_status = Counter[str]()
    for number, seen in enumerate(_moments(chosen, extent)):
        step = judge_step(seen.facts, rules, seen.before, seen.moment)
        assert step.violations == (), (step.violations, seen.moment)
        statuses = {
            f"{change.part} {change.after}" for change in seen.moment.changes if change.attribute == STATUS
        }
        if number % 8 == 0 or any(by_status[each] < PER_STATUS for each in statuses):
            found.others.append(seen)
        by_status.update(statuses)
        is_rare = any(
            len(found.speaking.get(row, ())) < extent.per_row // 2
            for row in filter(extent.has, step.demanded)
        )
        _keep(found.speaking, filter(extent.has, step.demanded), seen, 3 * extent.per_row)
        if is_rare or number % DAMAGED == 0:
            for other in damages(seen):
                violations = judge_moment(rules, other.scene())
                words = {f"{each.row} {each.expected}" for each in violations if extent.has(each.row)}
                _keep(found.breaking, words, other, extent.per_row)
    return found


def damages(seen: SeenMoment) -> Iterator[SeenMoment]:
    """Every damaged observation of a moment."""
    yield from altered(seen)
    yield from meddled(seen)
    yield from cut_short(seen)
    yield from undone(seen)
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


def _keep(kept: dict[str, list[SeenMoment]], rows: Iterable[str], seen: SeenMoment, most: int) -> None:
    """Keep the moment for each of these rows that has too few."""
    for row in sorted(rows):
        mine = kept.setdefault(row, [])
        if len(mine) < most:
            mine.append(seen)


def _moments(chosen: Choices, extent: Extent) -> Iterator[SeenMoment]:
    for path in extent.paths:
        program = compiled(path.read_text(encoding="utf-8"), chosen)
        alike = Counter[Hashable]()
        for seen in moments_of(program, extent.ways):
            what = _what_happens(seen)
            alike[what] += 1
            if alike[what] <= ALIKE:
                yield seen
                yield from _in_the_last_minute(seen)


def _in_the_last_minute(seen: SeenMoment) -> Iterator[SeenMoment]:
    """The same resume when the run failed as long ago as it may."""
    if isinstance(seen.moment.event, Resume) and seen.before.failed_at is not None:
        failed_at = seen.moment.minutes - DAYS_14
        yield replace(seen, before=replace(seen.before, failed_at=failed_at))


def _what_happens(seen: SeenMoment) -> Hashable:
    """The moment without names: equal where the same happens to the same kinds of elements."""
    moment, before = seen.moment, seen.before
    struck_by = tuple(event.kind for event in (moment.event, *moment.faults) if isinstance(event, Fail))
    statuses = tuple(
        (change.part, change.before, change.after) for change in moment.changes if change.attribute == STATUS
    )
    past = before.run, before.is_recalled, before.has_failed, before.failure, len(before.pending)
    return type(moment.event), struck_by, past, statuses
