"""Random runs as the oracle sees them, and altered observations of their moments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from hypothesis import HealthCheck, Phase, given, settings
from random_runs import Played, plays

from stageproof.checker.oracle.aftermath import aftermath
from stageproof.checker.oracle.facts import Facts
from stageproof.checker.oracle.observation import STATUS, ObservedMoment, SeenChange, SeenRow, observe
from stageproof.checker.oracle.scene import Scene
from stageproof.checker.oracle.standing import Standing
from stageproof.checker.oracle.timeline import Timeline
from stageproof.engine.events import Event
from stageproof.engine.interpreter.refusal import Refusal
from stageproof.engine.kinds import Kind
from stageproof.engine.statuses import (
    ApprovalItemStatus,
    RunStatus,
    StageStatus,
    StepStatus,
    SubmissionStatus,
    WorkItemStatus,
)

OTHER_STATUSES: Final[dict[str, tuple[str, ...]]] = {
    "run": tuple(RunStatus),
    "stage": tuple(StageStatus),
    "step": tuple(StepStatus),
    "item": tuple(WorkItemStatus),
    "submission": tuple(SubmissionStatus),
    "approval": tuple(ApprovalItemStatus),
}
"""Every status of every status table."""
UNHEARD: Final = "Unheard"
"""A status of no table."""


@dataclass(frozen=True, eq=False)
class SeenMoment:
    """A moment, the definition it is of, and where the run stood before."""

    facts: Facts
    before: Standing
    moment: ObservedMoment

    def scene(self) -> Scene:
        """The moment laid open."""
        scene = Scene.of(Timeline.of(self.facts, self.before, self.moment))
        aftermath(scene)
        return scene


def refused_events(played: Played) -> dict[int, tuple[Event, ...]]:
    """The events that were refused, by the number of the moment before."""
    found: dict[int, tuple[Event, ...]] = {}
    for attempt in played.attempts:
        if isinstance(attempt.result, Refusal) and attempt.before.last is not None:
            number = attempt.before.last.number
            found[number] = (*found.get(number, ()), attempt.event)
    return found


@cache
def seen_moments(count: int) -> tuple[SeenMoment, ...]:
    """The moments of so many random runs, always the same."""
    found: list[SeenMoment] = []

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(plays())
    def collect(played: Played) -> None:
        facts = Facts.of(played.program.orchestration, played.chosen)
        standing = Standing()
        for moment in observe(played.moments, refused_events(played)):
            seen = SeenMoment(facts, standing, moment)
            found.append(seen)
            standing = seen.scene().timeline.after

    collect()
    return tuple(found)


def altered(seen: SeenMoment) -> Iterator[SeenMoment]:
    """The same moment with one status wrong, one change missing, one log row missing or one too many."""
    moment = seen.moment
    for place, change in enumerate(moment.changes):
        if change.attribute != STATUS:
            continue
        before, after = moment.changes[:place], moment.changes[place + 1 :]
        yield _with(seen, changes=(*before, *after))
        for status in OTHER_STATUSES.get(change.part, ()):
            if status != change.after:
                yield _with(seen, changes=(*before, change._replace(after=str(status)), *after))
    for place, row in enumerate(moment.log):
        yield _with(seen, log=(*moment.log[:place], *moment.log[place + 1 :]))
        yield _with(seen, log=(*moment.log, row))
    places = {(change.stage, change.step) for change in moment.changes} | {(None, None)}
    for stage, step in sorted(places, key=str):
        yield from (_with(seen, log=(*moment.log, SeenRow(kind, stage, step))) for kind in Kind)


def undocumented(seen: SeenMoment) -> Iterator[SeenMoment]:
    """The same moment with one status that no document knows."""
    changes = seen.moment.changes
    for place, change in enumerate(changes):
        if change.attribute == STATUS:
            other = change._replace(after=UNHEARD)
            yield _with(seen, changes=(*changes[:place], other, *changes[place + 1 :]))


def decided(seen: SeenMoment) -> Iterator[SeenMoment]:
    """The same moment with one decision that took another outcome."""
    changes = seen.moment.changes
    for place, change in enumerate(changes):
        decision = seen.facts.decisions.get(change.name.casefold())
        if change.attribute != "Outcome" or decision is None:
            continue
        for outcome in (*(each.name for each in decision.outcomes), "default outcome"):
            if outcome != change.after:
                other = change._replace(after=outcome)
                yield _with(seen, changes=(*changes[:place], other, *changes[place + 1 :]))


def meddled(seen: SeenMoment) -> Iterator[SeenMoment]:
    """The same moment with one element changed once more at its end, whatever became of it in the moment."""
    after = seen.scene().timeline.after
    for element, status in sorted(after.statuses.items()):
        if element.visit != after.visits.get(element.stage, 0):
            continue
        for other in OTHER_STATUSES.get(element.part, ()):
            if other != status:
                changed = _change(element.part, element.stage, element.step, status, str(other))
                yield _with(seen, changes=(*seen.moment.changes, changed))


def cut_short(seen: SeenMoment) -> Iterator[SeenMoment]:
    """The same moment with nothing after one of its changes."""
    for place in range(len(seen.moment.changes)):
        yield _with(seen, changes=seen.moment.changes[:place])


def undone(seen: SeenMoment) -> Iterator[SeenMoment]:
    """The same moment with its changes of status taken back at its end, the last one first."""
    back = (
        change._replace(before=change.after, after=change.before)
        for change in reversed(seen.moment.changes)
        if change.attribute == STATUS and change.before is not None
    )
    yield _with(seen, changes=(*seen.moment.changes, *back))


def doubted(seen: SeenMoment) -> Iterator[SeenMoment]:
    """The same moment where before it an evaluation flow answered otherwise, or all, or outputs and fields had no values."""
    answers = seen.before.answers
    others = {name: not answers.get(name, False) for name in _evaluation_flows(seen.facts)}
    for each in (*({**answers, name: other} for name, other in others.items()), {**answers, **others}):
        yield replace(seen, before=replace(seen.before, answers=each))
    without = tuple(change for change in seen.moment.changes if change.attribute == STATUS)
    empty = replace(seen.before, outputs={}, fields={}, inputs={"limit": None})
    yield replace(seen, before=empty, moment=replace(seen.moment, changes=without))


def _evaluation_flows(facts: Facts) -> tuple[str, ...]:
    stages = facts.orchestration.stages
    steps = [step for stage in stages for step in stage.steps]
    asked = [flow for step in steps for flow in (step.entry_flow, step.exit_flow)]
    asked += [stage.exit_flow for stage in stages]
    return tuple(sorted({flow.flow.casefold() for flow in asked if flow is not None}))


def _change(part: str, stage: str, step: str, before: str, after: str) -> SeenChange:
    name = "/".join(filter(None, (stage, step))) or part
    return SeenChange(part, name, stage or None, step or None, STATUS, before, after)


def _with(seen: SeenMoment, **parts: tuple[SeenChange, ...] | tuple[SeenRow, ...]) -> SeenMoment:
    return replace(seen, moment=replace(seen.moment, **parts))  # type: ignore[arg-type]  # changes or log
