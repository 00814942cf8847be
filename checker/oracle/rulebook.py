"""The rows that hold under some readings, sorted by what makes them speak: a moment asks only those that may."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple, assert_never

from ...engine.decisions.choices import Choices
from ...engine.events import Resume
from ...engine.tables.catalogue import all_rows
from ...engine.tables.demand import (
    AtMostOne,
    Becomes,
    CompletesWhen,
    Evaluates,
    Keeps,
    Limit,
    Logs,
    NeverBecomes,
    NeverLogs,
    NoStatus,
    NotCheckable,
    Operators,
    PossibleStatuses,
    ReadableFrom,
    Refused,
    Resumable,
    StartsWhen,
    TakesOutcome,
)
from ...engine.tables.row import TableRow
from ...engine.tables.situation import Situation
from ...grammar.light_dataclass import dataclass
from .other_readings import OtherReading, read
from .rules import ACTS, DAYS
from .scene import Scene
from .situations import subjects


class Rule(NamedTuple):
    """A row at its place in the documents. `judged`: it belongs to the profile; others only explain what happens."""

    place: int
    row: TableRow
    judged: bool


class Occasion(Enum):
    """What lets a row speak, where that is no situation."""

    ANY_MOMENT = auto()
    CHANGE = auto()
    ACT = auto()
    """Somebody suspends, resumes, cancels, recalls or reassigns, or tries to."""
    RESUME = auto()
    NEVER = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """`rows` are those of every profile that hold under the readings, `judged` those of the profile alone."""

    choices: Choices
    rows: tuple[TableRow, ...]
    judged: tuple[TableRow, ...]
    by_situation: tuple[tuple[Situation, tuple[Rule, ...]], ...]
    by_occasion: dict[Occasion, tuple[Rule, ...]]

    @classmethod
    def of(cls, chosen: Choices, rows: Iterable[TableRow]) -> Rulebook:
        """Sort rows that hold under these readings."""
        by_situation: dict[Situation, list[Rule]] = {}
        by_occasion: dict[Occasion, list[Rule]] = {occasion: [] for occasion in Occasion}
        rules = [Rule(place, row, chosen.profile in row.profiles) for place, row in enumerate(rows)]
        for rule in rules:
            occasion = occasion_of(rule.row)
            if isinstance(occasion, Situation):
                by_situation.setdefault(occasion, []).append(rule)
            else:
                by_occasion[occasion].append(rule)
        return cls(
            chosen,
            tuple(rule.row for rule in rules),
            tuple(rule.row for rule in rules if rule.judged),
            tuple((situation, tuple(found)) for situation, found in by_situation.items()),
            {occasion: tuple(found) for occasion, found in by_occasion.items()},
        )

    def speaking(self, scene: Scene) -> list[Rule]:
        """The rules that may have something to say of a moment, in the order of the documents."""
        found = [rule for occasion in _occasions(scene) for rule in self.by_occasion[occasion]]
        for situation, rules in self.by_situation:
            if subjects(scene, situation):
                found += rules
        found.sort()
        return found


@lru_cache(maxsize=64)
def rulebook(chosen: Choices, otherwise: OtherReading | None = None) -> Rulebook:
    """The rulebook of these readings; `otherwise` is one more, of a decision that nobody can switch."""
    rows = active_rows(chosen)
    return Rulebook.of(chosen, rows if otherwise is None else otherwise.of(rows))


def active_rows(chosen: Choices) -> tuple[TableRow, ...]:
    """The rows of every profile that hold under these readings."""
    rows = (
        row
        for row in all_rows()
        if all(chosen.chosen(decision) == reading for decision, reading in row.readings)
    )
    return read(rows, chosen)


def occasion_of(row: TableRow) -> Situation | Occasion:
    """What lets a row speak."""
    match row.demand:
        case Becomes() | NeverBecomes() | Keeps() | Logs() | NeverLogs() | Evaluates():
            return row.demand.when
        case AtMostOne() | PossibleStatuses():
            return Occasion.CHANGE
        case Refused():
            return Occasion.ACT
        case Resumable():
            return Occasion.RESUME
        case Limit(name=name):
            return Occasion.RESUME if name == DAYS else Occasion.NEVER
        case StartsWhen() | CompletesWhen() | TakesOutcome() | ReadableFrom() | NoStatus():
            return Occasion.ANY_MOMENT
        case Operators() | NotCheckable():
            return Occasion.NEVER
        case _:
            assert_never(row.demand)


def _occasions(scene: Scene) -> Iterator[Occasion]:
    yield Occasion.ANY_MOMENT
    if scene.timeline.changes:
        yield Occasion.CHANGE
    seen = (scene.timeline.moment.event, *scene.timeline.moment.refused)
    if any(isinstance(event, tuple(ACTS.values())) for event in seen):
        yield Occasion.ACT
    if any(isinstance(event, Resume) for event in seen):
        yield Occasion.RESUME
