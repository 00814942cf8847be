"""The judge: an observed run against the rows of the documented tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...engine.decisions.choices import Choices, choices
from ...engine.tables.catalogue import all_rows
from ...engine.tables.demand import Keeps, Limit, Operators
from ...engine.tables.row import TableRow
from ...grammar.model import Orchestration
from .aftermath import aftermath
from .definition_rules import judge_limit, judge_operators
from .facts import Facts
from .log import addresses
from .observation import STATUS, ObservedMoment
from .registry import judge_row
from .scene import Scene
from .standing import Element, Standing
from .statuses import keeps
from .timeline import Timeline
from .unexplained import unexplained_changes, unexplained_rows
from .verdict import Milestone
from .violation import Violation


def judge(
    orchestration: Orchestration, moments: Iterable[ObservedMoment], chosen: Choices | None = None
) -> tuple[Violation, ...]:
    """Everything in which an observed run breaks a row of the tables, in the order of the moments.

    `chosen` are the readings under which the run is judged, with their profile (default: help-2026). A run whose first
    burst was rolled back has no record, and is judged no further.
    """
    facts = Facts.of(orchestration, chosen or choices())
    rows = active_rows(facts.choices)
    found = list(judge_definition(facts, rows))
    standing = Standing()
    for moment in moments:
        violations, standing, _ = judge_step(facts, rows, standing, moment)
        found += violations
    return tuple(found)


class JudgedStep(NamedTuple):
    """What the judge says of one moment, and where the run stands after it.

    `demanded` are the ids of the rows that had something to say: their situation occurred and they demanded something
    of an element, kept to or not. Rows of other profiles than the chosen one are not among them.
    """

    violations: tuple[Violation, ...]
    standing: Standing
    demanded: frozenset[str]


def judge_step(
    facts: Facts, rows: tuple[TableRow, ...], standing: Standing, moment: ObservedMoment
) -> JudgedStep:
    """Judge one moment of a run that stood here before it. `rows` are those of `active_rows`.

    From a renewed standing (`Standing.renewed`) the minutes of the moment count from it. A run whose first burst is
    rolled back stands at the beginning again, and the moment is not judged.
    """
    if any(
        change.part == "run" and change.attribute == STATUS and change.after is None
        for change in moment.changes
    ):
        return JudgedStep((), Standing(minutes=moment.minutes), frozenset())
    timeline = Timeline.of(facts, standing, moment)
    scene = Scene.of(timeline)
    aftermath(scene)
    demanded: set[str] = set()
    violations = tuple(judge_moment(rows, scene, demanded))
    return JudgedStep(violations, timeline.after, frozenset(demanded))


def active_rows(chosen: Choices) -> tuple[TableRow, ...]:
    """The rows of every profile that hold under these readings."""
    return tuple(
        row
        for row in all_rows()
        if all(chosen.chosen(decision) == reading for decision, reading in row.readings)
    )


def judge_definition(facts: Facts, rows: tuple[TableRow, ...]) -> Iterator[Violation]:
    """What of the definition alone breaks a row."""
    for row in rows:
        if facts.choices.profile not in row.profiles:
            continue
        match row.demand:
            case Limit():
                yield from judge_limit(row, row.demand, facts)
            case Operators():
                yield from judge_operators(row, row.demand, facts)
            case _:
                pass


def judge_moment(
    rows: tuple[TableRow, ...], scene: Scene, demanded: set[str] | None = None
) -> Iterator[Violation]:
    """What in one moment breaks a row of the profile. Rows of any profile explain what happens.

    The ids of the profile's rows that demanded something are added to `demanded`.
    """
    speaking: set[str] = set() if demanded is None else demanded
    explained: set[tuple[Element, str]] = set()
    logged: Counter[Milestone] = Counter()
    profile = scene.facts.choices.profile
    judged = tuple(row for row in rows if profile in row.profiles)
    for row in rows:
        verdict = judge_row(row, scene)
        explained |= verdict.explained
        if verdict.logged:
            logged |= verdict.logged
        if profile in row.profiles:
            if verdict.demanded:
                speaking.add(row.id)
            yield from verdict.violations
    for row in judged:
        if isinstance(row.demand, Keeps):
            verdict = keeps(row, row.demand, scene, explained)
            if verdict.demanded:
                speaking.add(row.id)
            yield from verdict.violations
    yield from unexplained_changes(judged, scene, explained)
    yield from unexplained_rows(judged, scene, addresses(logged))
