"""The situations about a stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ...engine.error_kinds import ErrorKind
from ...engine.events import Begin, Resume
from ...engine.tables.situation import Situation
from ...grammar.model import Stage
from .scene import Finder, Scene
from .strikes import Struck
from .subject import AT_ONCE, Subject


def _struck(test: Callable[[Scene, Struck], bool]) -> Finder:
    def find(scene: Scene) -> Iterator[Subject]:
        for struck in scene.struck:
            if struck.stage is not None and test(scene, struck):
                yield Subject(struck.stage)

    return find


def _reached(scene: Scene) -> Iterator[Subject]:
    if any(struck.stage is None for struck in scene.struck):
        return
    timeline, facts = scene.timeline, scene.facts
    targets: list[str | None] = []
    if isinstance(timeline.moment.event, Begin):
        entry = facts.graph.entry
        targets.append(entry if isinstance(facts.graph.elements.get(entry or ""), Stage) else None)
    targets += (
        facts.leads_to(change.element.stage, "next") for change in timeline.set_to("stage", "Completed")
    )
    yield from _visits(scene, targets)


def _fault_path_is_empty(scene: Scene) -> Iterator[Subject]:
    targets = [
        scene.facts.leads_to(struck.stage.stage, "fault")
        for struck in scene.struck
        if struck.stage is not None
        and struck.handled
        and scene.facts.graph.fault_path_is_empty(struck.stage.stage)
    ]
    if not any(struck.stage is None for struck in scene.struck):
        yield from _visits(scene, targets)


def _visits(scene: Scene, targets: list[str | None]) -> Iterator[Subject]:
    """The visits that have to begin: of each target the visits of this moment, or one that is missing."""
    begun = list(scene.timeline.begun())
    for target in dict.fromkeys(target for target in targets if target is not None):
        name = scene.facts.stage(target).name
        found = [change.element for change in begun if change.element.stage == name]
        missing = scene.timeline.after.latest("stage", name)
        for element in found or [missing._replace(visit=missing.visit + 1)]:
            yield Subject(element)


def _started(scene: Scene) -> Iterator[Subject]:
    for change in scene.timeline.begun():
        if change.after == "InProgress":
            yield Subject(change.element, change.place)


def _started_or_resumed(scene: Scene) -> Iterator[Subject]:
    for change in scene.timeline.set_to("stage", "InProgress"):
        yield Subject(change.element, change.place)


def _completed(scene: Scene) -> Iterator[Subject]:
    for change in scene.timeline.set_to("stage", "Completed"):
        yield Subject(change.element, change.place)


def _current_resumed(scene: Scene) -> Iterator[Subject]:
    before = scene.timeline.before
    stage = before.stage
    if isinstance(scene.timeline.moment.event, Resume) and before.run == "Error" and stage is not None:
        yield Subject(stage, AT_ONCE)


def _not_yet_started(scene: Scene) -> Iterator[Subject]:
    for change in scene.timeline.changes:
        if change.element.part == "stage" and change.before is None and change.after != "InProgress":
            yield Subject(change.element)


def _exit_met(scene: Scene) -> Iterator[Subject]:
    for _, met in scene.stage_exits:
        if met.met or (met.changed and met.met is None):
            yield Subject(met.element)


STAGE_SITUATIONS: Final[dict[Situation, Finder]] = {
    Situation.ERROR_IN_STAGE_UNHANDLED: _struck(lambda _, struck: not struck.handled),
    Situation.ERROR_HANDLED_BY_FAULT_PATH: _struck(lambda _, struck: struck.handled),
    Situation.FAULT_PATH_STAGE_FAILS: _struck(
        lambda scene, struck: (
            not struck.handled and struck.stage is not None and scene.facts.in_fault_path(struck.stage.stage)
        )
    ),
    Situation.STAGE_WITHOUT_FAULT_PATH_FAILS: _struck(
        lambda scene, struck: struck.stage is not None and not scene.facts.has_fault_path(struck.stage.stage)
    ),
    Situation.EMPTY_FAULT_PATH_LEADS_TO_STAGE: _fault_path_is_empty,
    Situation.STAGE_REACHED: _reached,
    Situation.STAGE_STARTED: _started,
    Situation.STAGE_STARTED_OR_RESUMED: _started_or_resumed,
    Situation.CURRENT_STAGE_RESUMED: _current_resumed,
    Situation.STAGE_NOT_YET_STARTED: _not_yet_started,
    Situation.STAGE_EXIT_MET: _exit_met,
    Situation.STAGE_COMPLETED: _completed,
    Situation.STAGE_FAILS: _struck(lambda _, __: True),
    Situation.STAGE_ITSELF_FAILS: _struck(lambda _, struck: struck.kind is ErrorKind.EVALUATION_FLOW),
}
"""The situations whose subject is a stage."""
