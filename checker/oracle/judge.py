"""The judge: an observed run against the rows of the documented tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...engine.decisions.choices import Choices, choices
from ...engine.tables.demand import Keeps, Limit, Operators
from ...grammar.model import Orchestration
from .aftermath import aftermath
from .definition_rules import judge_limit, judge_operators
from .facts import Facts
from .log import addresses
from .observation import STATUS, ObservedMoment
from .registry import judge_row
from .rulebook import Rule, Rulebook, rulebook
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
    rules = rulebook(facts.choices)
    found = list(judge_definition(facts, rules))
    standing = Standing()
    for moment in moments:
        violations, standing, _ = judge_step(facts, rules, standing, moment)
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


def judge_step(facts: Facts, rules: Rulebook, standing: Standing, moment: ObservedMoment) -> JudgedStep:
    """Judge one moment of a run that stood here before it. `rules` is the `rulebook` of the readings in `facts`.

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
    violations = tuple(judge_moment(rules, scene, demanded))
    return JudgedStep(violations, timeline.after, frozenset(demanded))


def judge_definition(facts: Facts, rules: Rulebook) -> Iterator[Violation]:
    """What of the definition alone breaks a row."""
    for row in rules.judged:
        match row.demand:
            case Limit():
                yield from judge_limit(row, row.demand, facts)
            case Operators():
                yield from judge_operators(row, row.demand, facts)
            case _:
                pass


def judge_moment(rules: Rulebook, scene: Scene, demanded: set[str] | None = None) -> Iterator[Violation]:
    """What in one moment breaks a row of the profile. Rows of any profile explain what happens.

    The ids of the profile's rows that demanded something are added to `demanded`.
    """
    explained: set[tuple[Element, str]] = set()
    logged: dict[Milestone, int] = {}
    keeping: list[tuple[Rule, Keeps]] = []
    spoken: set[str] = set() if demanded is None else demanded
    for rule in rules.speaking(scene):
        if isinstance(rule.row.demand, Keeps):
            keeping += [(rule, rule.row.demand)] if rule.judged else []
            continue
        verdict = judge_row(rule.row, scene)
        explained |= verdict.explained
        for milestone, count in verdict.logged.items():
            logged[milestone] = max(count, logged.get(milestone, 0))
        if rule.judged:
            if verdict.demanded:
                spoken.add(rule.row.id)
            yield from verdict.violations
    for rule, demand in keeping:
        verdict = keeps(rule.row, demand, scene, explained)
        if verdict.demanded:
            spoken.add(rule.row.id)
        yield from verdict.violations
    yield from unexplained_changes(rules.judged, scene, explained)
    yield from unexplained_rows(rules.judged, scene, addresses(logged))
