"""What the world does while a stage waits (design rulings `enabled`, `synchronous-result`, `record-freshness`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from ...engine.error_kinds import ErrorKind
from ...engine.program.program import StageProgram, StepKind, StepProgram
from .building import Building
from .failing import Failing
from .guard import TRUE, Guard, In, negation
from .places import Begin, End, Exits, Follow, Held, Rest, Triggered
from .stages import Stages
from .statuses import CANCELED, COMPLETED, FINISHED, IN_PROGRESS
from .system import Duty, Label, Update
from .world import WorldData

RUN_IN_PROGRESS = 0
RUN_CANCELED = 3
RUN_SUSPENDED = 4
STAGE_IN_PROGRESS = 1
STAGE_CANCELED = 5
STAGE_SUSPENDED = 6
MOST_STORED: Final = 4
"""How many results of flows that write may be stored, in any order: the orders in which more of them come are not all followed."""
UNFOLLOWED: Final = "not every order was followed in which flows of a suspended run write"
"""How what is said of them begins."""


class Events:
    """Makes the edges of events."""

    def __init__(
        self,
        building: Building,
        data: WorldData,
        stages: Stages,
        failing: Failing,
        *,
        suspends: bool,
        wide: bool = False,
    ) -> None:
        """Say where edges go. `suspends`: whether somebody suspends runs at times. `wide`: where too many flows of a stage
        write to follow every order, any order is as good as another; there are more runs then, else fewer.
        """
        self.building = building
        self.data = data
        self.stages = stages
        self.failing = failing
        self.program = building.program
        self.suspends = suspends
        self.wide = wide
        self._answers = tuple(map(building.any_value, building.statuses.answers))

    def begin(self, place: Begin) -> None:
        """The run begins, with any inputs and any record."""
        updates = (*self.data.beginning(), *self._answers)
        self.building.edge(place, Triggered(), Label("begin"), Duty.RESULT, TRUE, updates)

    def triggered(self, place: Triggered) -> None:
        """The trigger lets a run begin."""
        target = Follow(self.program.entry, recalling=False)
        self.building.edge(place, target, Label("trigger"), Duty.ENGINE, self.data.trigger())

    def rest(self, place: Rest) -> None:
        """Everything that may happen while a stage waits."""
        stage = self.program.stages[place.stage]
        steps = [stage.steps[place.queue[0]]] if place.queue else stage.steps
        for step in steps:
            self._complete(place, stage, step, place.queue, recalling=place.recalling)
        if not place.queue:
            self._of_the_world(place, stage)
        for step in steps:
            self._fail(place, stage, step, recalling=place.recalling)
        if not place.queue:
            self._of_the_run(place, stage)

    def held(self, place: Held) -> None:
        """What may happen while a run is suspended, as far as it makes a difference: fields change that would have
        woken it, flows write and their results are stored, and the run is resumed: it works off one stored result after
        the other (decision `stored-results`), and results of synchronous steps that start meanwhile come last.
        """
        stage = self.program.stages[place.stage]
        if not place.resumed:
            self._meanwhile(place, stage)
            if self.building.statuses.suspended:
                resumed = replace(place, resumed=True, first=True)
                updates = [*self.data.refresh, *self._resumes(stage)]
                self.building.edge(place, resumed, Label("resume"), Duty.OPTIONAL, TRUE, updates)
                return
        for step in stage.steps:
            if not place.fresh >> step.index & 1:
                self._work_off(place, stage, step)
        if place.stored:
            return
        if place.resumed and not place.first:
            rest = Rest(place.stage, place.queue, recalling=False)
            self.building.edge(place, rest, Label("go on"), Duty.OPTIONAL, TRUE)
            return
        label, duty = (
            Label("go on" if place.first else "resume"),
            Duty.ENGINE if place.first else Duty.OPTIONAL,
        )
        changed, refreshed = self._changed_meanwhile(stage), self.data.refresh
        self._look(place, label, stage, changed, refreshed, recalling=False, duty=duty)

    def _meanwhile(self, place: Held, stage: StageProgram) -> None:
        """Fields change, and flows write. What nobody sees meanwhile may as well be told before the run was suspended, where it
        would not have woken it, and does not write over what a flow of the stage writes since then.
        """
        is_seen = self.building.statuses.suspended
        written = self._written_by(stage.steps)
        for slot, name in self.data.settable:
            if is_seen or slot in stage.wakes_on or slot in written:
                self.building.edge(
                    place, place, Label("set", name), Duty.OPTIONAL, TRUE, self.data.set_field(slot)
                )
        self._of_late(place, None if is_seen else written | stage.wakes_on)
        if len(place.stored) == MOST_STORED:
            return
        for step in stage.steps:
            writes = self.data.writes(stage.index, step.index)
            if not writes or step.index in place.stored:
                continue
            target = (
                place if self._in_any_order(stage) else replace(place, stored=(*place.stored, step.index))
            )
            variable = self.building.statuses.step(stage.index, step.index)
            updates = [*writes, self.building.becomes(variable, FINISHED)]
            guard = self.stages.is_status(stage, step, IN_PROGRESS)
            self.building.edge(place, target, Label("store", step.name), Duty.OPTIONAL, guard, updates)

    def _are_many(self, stage: StageProgram) -> bool:
        """Whether more flows of a stage write than results are stored."""
        return sum(bool(self.data.writes(stage.index, step.index)) for step in stage.steps) > MOST_STORED

    def _in_any_order(self, stage: StageProgram) -> bool:
        """Whether stored results of flows that write are worked off in any order."""
        return self.wide and self._are_many(stage)

    def _work_off(self, place: Held, stage: StageProgram, step: StepProgram) -> None:
        """A stored result is the next that is worked off; one whose step is Completed by then is ignored."""
        if step.index in place.stored:
            if step.index != place.stored[0]:
                return
            self._complete(place, stage, step, place.queue, recalling=False)
            done = negation(self.stages.is_status(stage, step, FINISHED))
            self.building.edge(
                place, place.without(step.index), Label("ignore", step.name), Duty.OPTIONAL, done
            )
            return
        if not self.data.writes(stage.index, step.index) or self._in_any_order(stage):
            self._complete(place, stage, step, place.queue, recalling=False)
        self._fail(place, stage, step, recalling=False)

    def _is_order_told(self, stage: StageProgram) -> bool:
        """Whether it makes a difference in a stage that results were stored before any is worked off: flows have
        written before, or synchronous steps start, whose results have to wait.
        """
        return any(
            (step.synchronous and (step.entry is not None or step.entry_flow is not None))
            or self.data.writes(stage.index, step.index)
            for step in stage.steps
        )

    def _complete(
        self,
        place: Rest | Held,
        stage: StageProgram,
        step: StepProgram,
        queue: tuple[int, ...],
        *,
        recalling: bool,
    ) -> None:
        building = self.building
        is_held = isinstance(place, Held)
        writes = self.data.writes(stage.index, step.index)
        is_stored = isinstance(place, Held) and bool(writes)
        updates: list[Update] = [] if is_stored else [*writes]
        if is_held or not step.synchronous:
            updates += self.data.refresh
        updates += self.data.outputs(stage.index, step.index)
        waits = step.asks and (step.exit is not None or step.exit_flow is not None)
        changed = frozenset(update.variable for update in updates)
        if is_held:
            changed |= self._changed_meanwhile(stage)
        elif not step.synchronous:
            changed |= self.changing(stage)
        updates.append(
            building.becomes(
                building.statuses.step(stage.index, step.index), FINISHED if waits else COMPLETED
            )
        )
        exits, starts = self.stages.news(stage.index).of_result(step.index, changed)
        rest = tuple(index for index in queue if index != step.index)
        back = None
        if isinstance(place, Held) and self._is_order_told(stage):
            back = replace(place.without(step.index), queue=())
        target = Exits(stage.index, 0, exits, starts, rest, changed=False, recalling=recalling, back=back)
        guard = self.stages.is_status(stage, step, FINISHED if is_stored else IN_PROGRESS)
        duty = Duty.OPTIONAL if is_held else Duty.RESULT
        building.edge(place, target, Label("complete", step.name), duty, guard, updates)

    def _fail(self, place: Rest | Held, stage: StageProgram, step: StepProgram, *, recalling: bool) -> None:
        kinds = [ErrorKind.MULESOFT_ACTION if step.kind is StepKind.MULESOFT else ErrorKind.CALLED_FLOW]
        if (
            step.kind is StepKind.INTERACTIVE
            and self.program.choices.chosen("screen-flow-failure") == "stays-in-progress"
        ):
            kinds = []
        self.failing.in_stage(
            place,
            stage,
            step.index,
            (*kinds, ErrorKind.PROCESS_RESULT),
            Duty.OPTIONAL if isinstance(place, Held) else Duty.FAULT,
            self.stages.is_status(stage, step, IN_PROGRESS),
            recalling=recalling,
            before=self.data.refresh if isinstance(place, Held) or not step.synchronous else (),
        )

    def changing(self, stage: StageProgram) -> frozenset[int]:
        """What may be different at a wake-up, as far as the conditions of the stage look at it."""
        found = {update.variable for slot, _ in self.data.settable for update in self.data.set_field(slot)}
        found.update(update.variable for update in self.data.refresh)
        found.update(self.building.statuses.answers)
        found.update(self.data.space.chosen_anew)
        found.update(
            update.variable for late in self.building.statuses.late for update in self.data.writes(*late)
        )
        return self.stages.reads(stage.index) & found

    def _changed_meanwhile(self, stage: StageProgram) -> frozenset[int]:
        """The same when a run was suspended: flows of the stage may have written, too."""
        written = {
            update.variable for step in stage.steps for update in self.data.writes(stage.index, step.index)
        }
        return self.changing(stage) | self.stages.reads(stage.index) & written

    def _of_the_world(self, place: Rest, stage: StageProgram) -> None:
        building = self.building
        for flow, answer in zip(self.program.flows, self._answers, strict=True):
            building.edge(place, place, Label("evaluate", flow), Duty.OPTIONAL, TRUE, (answer,))
        late = self._written_by(
            self.program.stages[one].steps[other] for one, other in building.statuses.late
        )
        woken = not stage.wakes_on.isdisjoint(late)
        for slot, name in self.data.settable:
            updates = self.data.set_field(slot)
            if slot in stage.wakes_on:
                woken = True
                changed = frozenset(update.variable for update in updates) | self.changing(stage)
                together = (*updates, *self.data.refresh)
                self._look(place, Label("set", name), stage, changed, together, recalling=place.recalling)
            else:
                building.edge(place, place, Label("set", name), Duty.OPTIONAL, TRUE, updates)
        changed = self.changing(stage)
        if changed:
            self._look(place, Label("publish"), stage, changed, self.data.refresh, recalling=place.recalling)
        differs = woken or self._is_order_told(stage) or building.statuses.suspended
        if differs and self.suspends and not place.recalling:
            if self._are_many(stage) and not self.wide:
                name = stage.name
                note = f"{UNFOLLOWED}: stage {name} has more than {MOST_STORED} of them"
                self.data.space.notes.append(note)
            suspends = self._suspends(stage)
            building.edge(place, Held(stage.index), Label("suspend"), Duty.OPTIONAL, TRUE, suspends)
        self._of_late(place)

    def _of_late(self, place: Rest | Held, slots: frozenset[int] | None = None) -> None:
        """Flows that nobody waits for finish, and write what they write; `slots`: only those that write one of these fields."""
        building = self.building
        stage = self.program.stages[place.stage]
        for (stage_index, step_index), variable in building.statuses.late.items():
            step = self.program.stages[stage_index].steps[step_index]
            written = self._written_by((step,))
            if slots is not None and slots.isdisjoint(written):
                continue
            late = (*self.data.writes(stage_index, step_index), building.becomes(variable, 0))
            guard = In(variable, 0b10)
            label = Label("complete late", step.name)
            if isinstance(place, Rest) and not stage.wakes_on.isdisjoint(written):
                together = (*late, *self.data.refresh)
                changed = self.changing(stage)
                self._look(place, label, stage, changed, together, recalling=place.recalling, guard=guard)
            else:
                building.edge(place, place, label, Duty.OPTIONAL, guard, late)

    def _written_by(self, steps: Iterable[StepProgram]) -> frozenset[int]:
        """The fields, by slot, that flows of the steps are known to write."""
        return frozenset(write.slot for step in steps for write in step.writes if write.value is not None)

    def _suspends(self, stage: StageProgram) -> list[Update]:
        """First the stage is Suspended, then the run, where somebody looks."""
        return self._turned(
            (
                (self.building.statuses.stage(stage.index), STAGE_SUSPENDED),
                (self.building.statuses.run, RUN_SUSPENDED),
            )
        )

    def _resumes(self, stage: StageProgram) -> list[Update]:
        """First the run is In Progress again, then the stage."""
        return self._turned(
            (
                (self.building.statuses.run, RUN_IN_PROGRESS),
                (self.building.statuses.stage(stage.index), STAGE_IN_PROGRESS),
            )
        )

    def _turned(self, statuses: Sequence[tuple[int | None, int]]) -> list[Update]:
        building = self.building
        if not building.statuses.suspended:
            return []
        return [building.becomes(variable, value) for variable, value in statuses if variable is not None]

    def _look(
        self,
        place: Rest | Held,
        label: Label,
        stage: StageProgram,
        changed: frozenset[int],
        updates: Sequence[Update],
        *,
        recalling: bool,
        duty: Duty = Duty.OPTIONAL,
        guard: Guard = TRUE,
    ) -> None:
        """Conditions are judged again, because the world may be different."""
        exits, starts = self.stages.news(stage.index).of_change(changed)
        target = Exits(stage.index, 0, exits, starts, (), changed=False, recalling=recalling)
        self.building.edge(place, target, label, duty, guard, updates)

    def _of_the_run(self, place: Rest, stage: StageProgram) -> None:
        self.failing.outside(place, stage, ErrorKind.PLATFORM, Duty.OPTIONAL)
        if place.recalling:
            return
        reads_canceled = self.program.choices.chosen("canceled-steps") == "canceled"
        canceled = [
            *self._stopped(stage, cancels_steps=reads_canceled),
            *self.failing.run_becomes(RUN_CANCELED),
        ]
        self.building.edge(place, End("Canceled"), Label("cancel"), Duty.OPTIONAL, TRUE, canceled)
        if self.program.is_approval:
            updates = [*self.data.refresh, *self._stopped(stage, cancels_steps=True)]
            if self.program.recall is None:
                updates += self.failing.run_becomes(RUN_CANCELED)
                self.building.edge(place, End("Canceled"), Label("recall"), Duty.OPTIONAL, TRUE, updates)
            else:
                target = Follow(self.program.recall, True)
                self.building.edge(place, target, Label("recall"), Duty.OPTIONAL, TRUE, updates)

    def _stopped(self, stage: StageProgram, *, cancels_steps: bool) -> list[Update]:
        updates: list[Update] = [*self.failing.late(stage)]
        if cancels_steps:
            for step in self.failing.kept(stage):
                updates += self.failing.stopped(stage, step, CANCELED)
        variable = self.building.statuses.stage(stage.index)
        if variable is not None:
            updates.append(self.building.becomes(variable, STAGE_CANCELED))
        return updates
