"""Demands about conditions: StartsWhen, CompletesWhen, Evaluates, TakesOutcome."""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.statuses import label
from ...engine.tables.demand import (
    Branch,
    CompletesWhen,
    Entry,
    Evaluates,
    Exit,
    Item,
    StartsWhen,
    TakesOutcome,
)
from ...engine.tables.row import TableRow
from ...grammar.model import Decision, Stage, Step
from .conditions import holds
from .met import Met, entry_of, exit_of
from .scene import Scene
from .situations import subjects
from .standing import Element
from .verdict import Verdict, statuses_seen


def starts_when(row: TableRow, demand: StartsWhen, scene: Scene) -> Verdict:
    """A step with this entry condition starts as soon as it is met, and no other way."""
    verdict = Verdict()
    for step, met in scene.entries:
        if entry_of(step) is demand.entry:
            _judge(verdict, row, scene, met, "InProgress", demand.entry)
    return verdict


def completes_when(row: TableRow, demand: CompletesWhen, scene: Scene) -> Verdict:
    """A stage or step with this exit completes as soon as it is met, and no other way."""
    verdict = Verdict()
    for part, met in _exits(scene, demand.item):
        if exit_of(part) is demand.exit:
            _judge(verdict, row, scene, met, "Completed", demand.exit)
    return verdict


def _exits(scene: Scene, item: Item) -> Iterator[tuple[Stage | Step, Met]]:
    yield from scene.stage_exits if item is Item.STAGE else scene.step_exits


def _judge(verdict: Verdict, row: TableRow, scene: Scene, met: Met, status: str, when: Entry | Exit) -> None:
    seen = statuses_seen(scene, met.element)
    verdict.demanded = verdict.demanded or met.changed or bool(met.met)
    if met.changed and met.met is False:
        verdict.broken(row, scene, met.element, f"{label(status)} only when {when}", seen)
    elif met.changed:
        verdict.explained.add((met.element, status))
    elif met.met:
        verdict.broken(row, scene, met.element, f"{label(status)} as soon as {when}", seen)


def evaluates(row: TableRow, demand: Evaluates, scene: Scene) -> Verdict:
    """In the situation conditions that rest on an evaluation flow are evaluated: nothing waits that may go on."""
    verdict = Verdict()
    if not (subjects(scene, demand.when)):
        return verdict
    waiting: list[tuple[Stage | Step, Met]] = []
    if demand.item is Item.STAGE:
        waiting += scene.stage_exits
    elif demand.having == "NotStarted":
        waiting += scene.entries
    else:
        waiting += scene.step_exits
    for part, met in waiting:
        flow = part.entry_flow if isinstance(part, Step) and demand.having == "NotStarted" else part.exit_flow
        verdict.demanded = verdict.demanded or (flow is not None and (met.changed or bool(met.met)))
        if flow is not None and met.met and not met.changed:
            expected = f"{flow.flow} is evaluated when {demand.when}"
            verdict.broken(row, scene, met.element, expected, statuses_seen(scene, met.element))
    return verdict


def takes_outcome(row: TableRow, demand: TakesOutcome, scene: Scene) -> Verdict:
    """A decision takes the first outcome whose condition is met, else its default outcome."""
    verdict = Verdict()
    for place, change in enumerate(scene.timeline.moment.changes):
        decision = scene.facts.decisions.get(change.name.casefold())
        if change.part != "decision" or change.attribute != "Outcome" or decision is None:
            continue
        expected = _outcome(scene, decision, place)
        if expected is None or (expected == "") is not (demand.branch is Branch.DEFAULT):
            continue
        verdict.demanded = True
        taken = str(change.after)
        if (expected or "default outcome") != taken:
            words = f"{expected or 'default outcome'} ({demand.branch})"
            verdict.broken(row, scene, Element("decision", decision.name), words, taken)
    return verdict


def _outcome(scene: Scene, decision: Decision, place: int) -> str | None:
    """The outcome that is taken, "" for the default outcome, None where it cannot be told."""
    standing = scene.timeline.at(place)
    for outcome in decision.outcomes:
        met = None if outcome.requires_change else holds(scene.facts, standing, outcome.requirements, None)
        if met is not False:
            return outcome.name if met else None
    return ""
