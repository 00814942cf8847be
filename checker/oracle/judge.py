"""The judge: an observed run against the rows of the documented tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from ...engine.decisions.choices import Choices, choices
from ...engine.tables.demand import Keeps, Limit, Operators
from ...grammar.model import Orchestration
from .definition_rules import judge_limit, judge_operators
from .facts import Facts
from .log import addresses
from .observation import ObservedMoment
from .other_readings import RUN_ONLY
from .past import Past, scene_of
from .registry import judge_row
from .rulebook import Rule, Rulebook, rulebook
from .rulings import judge_rulings
from .scene import Scene
from .standing import Element, Standing
from .statuses import keeps
from .tolerance import Tolerance, accepted_decisions, with_tolerances
from .unexplained import (
    closed_by_errors,
    closed_with_steps,
    unexplained_changes,
    unexplained_rows,
    unseen_changes,
)
from .verdict import Milestone
from .violation import Violation


def judge(
    orchestration: Orchestration,
    moments: Iterable[ObservedMoment],
    chosen: Choices | None = None,
    accepted: Iterable[str] = (),
) -> tuple[Violation, ...]:
    """Everything in which an observed run breaks a row of the tables, in the order of the moments.

    `chosen` are the readings under which the run is judged, with their profile (default: help-2026). What is right by
    another documented reading of a decision names it (`Violation.tolerance`) and is tolerated if the decision is
    `accepted` (ids or aliases such as `C4`). Raises ValueError, with a message for people, where there is no such decision.
    """
    names = accepted_decisions(accepted)
    facts = Facts.of(orchestration, chosen or choices())
    rules = rulebook(facts.choices)
    seen = tuple(moments)
    found = list(judge_definition(facts, rules))
    others: dict[Choices, Past] = {}
    standing = Standing()
    for place, moment in enumerate(seen):
        step = _judged(facts, rules, standing, moment)
        standing = step.standing

        def judged_under(other: Tolerance, place: int = place) -> tuple[Violation, ...]:
            past = others.setdefault(other.choices, Past(replace(facts, choices=other.choices), seen))
            return _judged(past.facts, other.rules, past.before(place), seen[place]).violations

        found += with_tolerances(facts.choices, step.violations, judged_under, names)
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
    facts: Facts,
    rules: Rulebook,
    standing: Standing,
    moment: ObservedMoment,
    accepted: frozenset[str] = frozenset(),
) -> JudgedStep:
    """Judge one moment of a run that stood here before it. `rules` is the `rulebook` of the readings in `facts`.

    From a renewed standing (`Standing.renewed`) the minutes of the moment count from it. `accepted` are the ids of
    decisions (`accepted_decisions`). Unlike `judge`, which knows the past, this takes the standing for that of every
    reading: of a decision on what is remembered (`outputs-on-revisit`) the tolerance may stay unnamed.
    """
    step = _judged(facts, rules, standing, moment)
    if not step.violations:
        return step

    def judged_under(other: Tolerance) -> tuple[Violation, ...]:
        return _judged(replace(facts, choices=other.choices), other.rules, standing, moment).violations

    named = with_tolerances(facts.choices, step.violations, judged_under, accepted)
    return step._replace(violations=named)


def _judged(facts: Facts, rules: Rulebook, standing: Standing, moment: ObservedMoment) -> JudgedStep:
    scene = scene_of(facts, standing, moment)
    if scene is None:
        return JudgedStep((), Standing(minutes=moment.minutes), frozenset())
    demanded: set[str] = set()
    violations = tuple(judge_moment(rules, scene, demanded))
    return JudgedStep(violations, scene.timeline.after, frozenset(demanded))


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
    explained |= closed_by_errors(scene) | closed_with_steps(scene)
    for rule, demand in keeping:
        verdict = keeps(rule.row, demand, scene, explained)
        if verdict.demanded:
            spoken.add(rule.row.id)
        yield from verdict.violations
    yield from judge_rulings(scene, run_only=rules.otherwise == RUN_ONLY)
    yield from unexplained_changes(rules.judged, scene, explained)
    yield from unseen_changes(rules.judged, scene)
    yield from unexplained_rows(rules.judged, scene, addresses(logged))
