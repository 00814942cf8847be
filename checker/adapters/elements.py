"""What an engine tells, as the judge reads it: names of the definition, visits, and what stood before."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Final, NamedTuple

from ...engine.events import Event, Resume
from ...engine.values import Value
from ..oracle.facts import Facts
from ..oracle.observation import STATUS, SeenChange, SeenRow
from ..oracle.standing import Standing
from .contract import Part, Told, Unknown, breach

WORDS: Final = {
    Part.RUN: "run",
    Part.STAGE: "stage",
    Part.STEP: "step",
    Part.WORK_ITEM: "item",
    Part.SUBMISSION: "submission",
    Part.APPROVAL_ITEM: "approval",
    Part.DECISION: "decision",
    Part.OUTPUT: "step",
}
"""The word of an observation for each part."""
ENDED: Final = ("Completed", "Error", "Canceled", "Discontinued")
"""Statuses that end a visit of a stage, unless a resume takes it up again."""
_STAGE: Final = re.compile(r"(?P<name>[^#/]+)(?:#(?P<visit>[1-9][0-9]*))?")


class Named(NamedTuple):
    """What a path of an engine names: the names as the definition has them, and the visit of the stage, if it was told."""

    name: str
    stage: str | None
    step: str | None
    visit: int | None


def named(facts: Facts, told: Told) -> Named:
    """What a told change is about. Raises AdapterError for names that the definition does not have."""
    match told.part:
        case Part.RUN | Part.SUBMISSION:
            return Named(WORDS[told.part], None, None, None)
        case Part.DECISION:
            decision = facts.decisions.get(told.element.casefold())
            if decision is None:
                raise _unknown("decision", told.element, [found.name for found in facts.decisions.values()])
            return Named(decision.name, None, None, None)
        case Part.STAGE:
            stage, visit = _stage(facts, told.element)
            return Named(stage, stage, None, visit)
        case Part.STEP | Part.WORK_ITEM | Part.APPROVAL_ITEM | Part.OUTPUT:
            before, _, name = told.element.rpartition("/")
            step, holder = facts.step(name), facts.stage_of(name)
            if step is None or holder is None:
                raise _unknown("step", name, [step.name for _, step in facts.steps.values()])
            visit = _stage(facts, before)[1] if before else None
            return Named(f"{holder}/{step.name}", holder, step.name, visit)


def row_of(facts: Facts, row: SeenRow) -> SeenRow:
    """A log row with the names of the definition. Raises AdapterError for names that it does not have."""
    if row.step is not None:
        place = named(facts, Told(Part.STEP, row.step, None))
        return SeenRow(row.kind, place.stage, place.step)
    stage = None if row.stage is None else _stage(facts, row.stage)[0]
    return SeenRow(row.kind, stage, None)


def change_of(
    facts: Facts, standing: Standing, event: Event, told: Told, ended_here: frozenset[str] = frozenset()
) -> SeenChange:
    """A told change with what stood before it, where the engine did not say so. `ended_here` are the stages that ended in the same
    moment, which nothing can resume any more.
    """
    place = named(facts, told)
    before = told.before
    if isinstance(before, Unknown):
        before = _before(standing, event, told, place, ended_here)
    part = WORDS[told.part]
    return SeenChange(part, place.name, place.stage, place.step, told.attribute, before, _plain(told.after))


def _before(standing: Standing, event: Event, told: Told, place: Named, ended_here: frozenset[str]) -> Value:
    if told.part is Part.DECISION:
        return standing.outcomes.get(place.name.casefold())
    if told.attribute != STATUS:
        return standing.outputs.get(
            ((place.step or "").casefold(), told.attribute.partition(".")[2].casefold())
        )
    part = WORDS[told.part]
    if told.part in (Part.RUN, Part.SUBMISSION):
        return next((status for element, status in standing.statuses.items() if element.part == part), None)
    stage = place.stage or ""
    known = standing.status(part, stage, place.step or "")
    if told.part is not Part.STAGE:
        return known
    if place.visit is not None:
        return None if place.visit > standing.visits.get(stage, 0) else known
    may_be_resumed = isinstance(event, Resume) and stage == standing.current and stage not in ended_here
    begins = told.after == "InProgress" and known in ENDED and not may_be_resumed
    return None if begins else known


def _stage(facts: Facts, path: str) -> tuple[str, int | None]:
    matched = _STAGE.fullmatch(path)
    stage = facts.stages.get(matched["name"].casefold()) if matched else None
    if matched is None or stage is None:
        raise _unknown("stage", path, [stage.name for stage in facts.stages.values()])
    return stage.name, int(matched["visit"]) if matched["visit"] else None


def _unknown(what: str, name: str, known: list[str]) -> Exception:
    close = get_close_matches(name, known, n=1)
    hint = f' Is "{close[0]}" meant?' if close else f" There are: {', '.join(known) or 'none'}."
    return breach(f'the engine tells of a {what} "{name}", which the definition does not have.{hint}')


def _plain(value: Value) -> Value:
    return str(value) if isinstance(value, str) else value
