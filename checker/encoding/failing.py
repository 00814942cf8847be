"""What an error does to steps, stage and run ("Orchestration Stages", fault path table; decisions C2, C4, C5, C7)."""

from __future__ import annotations

from collections.abc import Sequence

from ...engine.error_kinds import ErrorKind
from ...engine.program.program import StageProgram, StepProgram
from .building import Building
from .guard import TRUE, Guard
from .places import End, Follow, Place
from .statuses import DISCONTINUED, ERROR, FINISHED, IN_PROGRESS
from .system import Copy, Duty, Label, Map, Update

STAGE_ERROR = 3
STAGE_DISCONTINUED = 4
RUN_ERROR = 2


class Failing:
    """Makes the edges of errors. Kinds of error with the same effect share one."""

    def __init__(self, building: Building) -> None:
        """Say where edges go."""
        self.building = building
        self.program = building.program
        self.statuses = building.statuses
        self._kept: dict[int, list[StepProgram]] = {}

    def in_stage(
        self,
        place: Place,
        stage: StageProgram,
        step: int | None,
        kinds: Sequence[ErrorKind],
        duty: Duty,
        guard: Guard,
        *,
        recalling: bool,
        element: str = "",
        before: Sequence[Update] = (),
        event: str = "fail",
    ) -> None:
        """Errors in a stage, at one of its steps or at the stage itself. `before` are the updates before the error."""
        groups: dict[tuple[bool, bool], list[str]] = {}
        for kind in kinds:
            effect = self.program.effects.errors[kind]
            caught = stage.fault is not None and effect.caught and not recalling
            groups.setdefault((caught, not caught and self._resumable(kind, recalling=recalling)), []).append(
                kind.value
            )
        name = element or (stage.name if step is None else stage.steps[step].name)
        for (caught, resumable), group in groups.items():
            updates = [*before, *self._effects(stage, step)]
            target: Place
            if caught:
                assert stage.fault is not None  # noqa: S101  # caught says so
                target = Follow(stage.fault, recalling)
            else:
                target = End("Error", resumable)
                updates += self.run_becomes(RUN_ERROR)
            self.building.edge(place, target, Label(event, name, tuple(group)), duty, guard, updates)

    def _effects(self, stage: StageProgram, step: int | None) -> list[Update]:
        updates: list[Update] = []
        if step is not None and not self.statuses.is_slot(stage.index, step):
            updates.append(self.building.becomes(self.statuses.step(stage.index, step), ERROR))
        updates += self.late(stage, but=step)
        for other in self.kept(stage):
            if other.index != step:
                updates += self.stopped(stage, other)
        variable = self.statuses.stage(stage.index)
        if variable is not None:
            updates.append(self.building.becomes(variable, STAGE_ERROR))
        return updates

    def _resumable(self, kind: ErrorKind, *, recalling: bool) -> bool:
        effects = self.program.effects
        if recalling or (self.program.is_approval and not effects.approval_failure_resumable):
            return False
        if kind is ErrorKind.MULESOFT_ACTION and self.program.choices.chosen("mulesoft-error") == "resumable":
            return True
        return effects.errors[kind].resumable

    def outside(
        self,
        place: Place,
        stage: StageProgram | None,
        kind: ErrorKind,
        duty: Duty,
        guard: Guard = TRUE,
        element: str = "run",
    ) -> None:
        """An error outside of stages: a stage in progress is Discontinued, the run fails and cannot be resumed."""
        updates: list[Update] = []
        if stage is not None:
            for step in self.kept(stage):
                updates += self.stopped(stage, step)
            variable = self.statuses.stage(stage.index)
            if variable is not None:
                updates.append(self.building.becomes(variable, STAGE_DISCONTINUED))
        updates += self.run_becomes(RUN_ERROR)
        self.building.edge(place, End("Error"), Label("fail", element, (kind.value,)), duty, guard, updates)

    def kept(self, stage: StageProgram) -> Sequence[StepProgram]:
        """The steps of a stage whose statuses are not forgotten with it."""
        found = self._kept.get(stage.index)
        if found is None:
            slots = self.statuses.is_slot
            found = [step for step in stage.steps if not slots(stage.index, step.index)]
            self._kept[stage.index] = found
        return found

    def stopped(self, stage: StageProgram, step: StepProgram, status: int = DISCONTINUED) -> Sequence[Map]:
        """A step in progress gets this status, where somebody will look; slots are forgotten with their stage."""
        if self.statuses.is_slot(stage.index, step.index):
            return ()
        variable = self.statuses.step(stage.index, step.index)
        return (self.building.turns(variable, ((IN_PROGRESS, status), (FINISHED, status))),)

    def late(self, stage: StageProgram, but: int | None = None) -> list[Update]:
        """The flows of steps in progress may still finish, and write what they write (decision `late-result`)."""
        updates: list[Update] = []
        if not self.statuses.late:
            return updates
        for step in stage.steps:
            late = self.statuses.late.get((stage.index, step.index))
            if late is not None and step.index != but:
                variable = self.statuses.step(stage.index, step.index)
                size = self.building.sizes[variable]
                images = tuple(0b10 if value == IN_PROGRESS else 0b01 for value in range(size))
                updates.append(Copy(late, variable, images))
        return updates

    def run_becomes(self, status: int) -> list[Update]:
        """The run gets a status, where a property reads it."""
        return [] if self.statuses.run is None else [self.building.becomes(self.statuses.run, status)]
