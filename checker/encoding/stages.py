"""What the engine does within a stage: entries, exits, going on (decision `evaluation-order`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...engine.error_kinds import ErrorKind
from ...engine.interpreter.refusal import start_errors
from ...engine.program.program import StageProgram, StepProgram
from ...grammar.condition import Requirements
from .building import Building
from .data.judged import Judged
from .failing import Failing
from .guard import FALSE, TRUE, Guard, In, all_of, any_of, negation, read_by
from .news import Asked, News, first_bit
from .places import Enter, Exits, Follow, Held, Place, Rest, Starts
from .statuses import COMPLETED, FINISHED, IN_PROGRESS, NOT_STARTED
from .system import Duty, Label, Map, Update
from .world import WorldData


class Stages:
    """Makes the engine's edges within stages."""

    def __init__(self, building: Building, data: WorldData, failing: Failing) -> None:
        """Say where edges go, who translates data conditions, and who makes edges for errors."""
        self.building = building
        self.data = data
        self.failing = failing
        self.program = building.program
        self.statuses = building.statuses
        self._entries: list[list[Asked | None]] = []
        self._step_exits: list[list[Asked | None]] = []
        self._exits: list[Asked | None] = []
        for stage, made in zip(self.program.orchestration.stages, self.program.stages, strict=True):
            pairs = list(zip(stage.steps, made.steps, strict=True))
            self._entries.append([self._asked(step.entry, of.entry_flow) for step, of in pairs])
            self._step_exits.append(
                [self._asked(step.exit, of.exit_flow) if of.asks else None for step, of in pairs]
            )
            self._exits.append(self._asked(stage.exit, made.exit_flow))
        self._unassignable = [
            tuple(
                data.space.unassignable(step) if of.asks else FALSE
                for step, of in zip(stage.steps, made.steps, strict=True)
            )
            for stage, made in zip(self.program.orchestration.stages, self.program.stages, strict=True)
        ]
        self._news: dict[int, News] = {}
        self._completions: dict[int, tuple[Asked, Guard]] = {}
        self._read: dict[int, frozenset[int]] = {}

    def news(self, stage: int) -> News:
        """Which conditions of a stage look at what."""
        found = self._news.get(stage)
        if found is None:
            found = self._news[stage] = News(
                self.statuses,
                self.program.stages[stage],
                self._entries[stage],
                self._step_exits[stage],
                frozenset(self.data.space.chosen_anew),
            )
        return found

    def asked(self, stage: int) -> tuple[Asked | None, ...]:
        """The conditions of a stage: those that start its steps, those that complete them, and its own."""
        return (*self._entries[stage], *self._step_exits[stage], self._exits[stage])

    def _asked(self, requirements: Requirements | None, flow: int | None) -> Asked | None:
        if requirements is None and flow is None:
            return None
        judged = self.data.requirements(requirements) if requirements else Judged(TRUE, FALSE)
        if flow is None:
            return Asked(judged.true, judged.error, None)
        answer = In(self.statuses.answers[flow], 0b10)
        return Asked(all_of((answer, judged.true)), all_of((answer, judged.error)), flow)

    def reads(self, stage: int) -> frozenset[int]:
        """The variables that the conditions of a stage look at."""
        known = self._read.get(stage)
        if known is None:
            found: set[int] = set()
            for asked in self.asked(stage):
                if asked is not None:
                    found.update(read_by(asked.true))
                    found.update(read_by(asked.error))
            known = self._read[stage] = frozenset(found)
        return known

    def may_pass(self, stage: StageProgram) -> bool:
        """Whether a stage may complete as it is entered, with no result of any step."""
        exit = self._exits[stage.index]
        if exit is None:
            return None not in self._step_exits[stage.index]
        return exit.true != FALSE

    def may_err(self, stage: StageProgram) -> bool:
        """Whether a condition, or an assignee, of the stage may be an error of its values."""
        return any(guard != FALSE for guard in self._unassignable[stage.index]) or any(
            asked is not None and asked.error != FALSE for asked in self.asked(stage.index)
        )

    def unassignable(self, stage: int) -> tuple[Guard, ...]:
        """By step, when it cannot be worked out who is to do it."""
        return self._unassignable[stage]

    def is_status(self, stage: StageProgram, step: StepProgram, *values: int) -> Guard:
        """The step has one of these statuses."""
        return In(self.statuses.step(stage.index, step.index), sum(1 << value for value in values))

    def entering(self, place: Follow, stage: StageProgram) -> None:
        """The edge into a stage: a new visit."""
        updates: list[Update] = []
        variable = self.statuses.stage(stage.index)
        if variable is not None:
            updates.append(self.building.becomes(variable, 1))
        for step in stage.steps:
            updates.append(self.building.becomes(self.statuses.step(stage.index, step.index), NOT_STARTED))
            late = self.statuses.late.get((stage.index, step.index))
            if late is not None:
                updates.append(self.building.becomes(late, 0))
            if not self.program.keeps_outputs:
                updates += self.data.no_outputs(stage.index, step.index)
        target = self._onward(Enter(stage.index, 0, (), place.recalling))
        self.building.edge(place, target, Label("enter", stage.name), Duty.ENGINE, TRUE, updates)

    def enter(self, place: Enter) -> None:
        """One step as its stage is entered."""
        stage = self.program.stages[place.stage]
        step = stage.steps[place.step]
        asked = self._entries[stage.index][step.index]
        following = replace(place, step=place.step + 1)
        self._start(place, stage, step, asked, TRUE, following, following, place.recalling)

    def _onward(self, place: Place) -> Place:
        """Where the engine goes from a place at which nothing is left to judge: that place is passed over."""
        match place:
            case Enter(stage=stage, step=step) if step == len(self.program.stages[stage].steps):
                news = self.news(stage)
                return Exits(
                    stage,
                    0,
                    news.all_exits,
                    news.after_entering,
                    place.queue,
                    changed=False,
                    recalling=place.recalling,
                )
            case Starts(stage=stage) if first_bit(place.starts, place.step) is None:
                if not place.changed:
                    return _waiting(place)
                return Exits(
                    stage,
                    0,
                    place.exits,
                    place.starts,
                    place.queue,
                    changed=False,
                    recalling=place.recalling,
                    back=place.back,
                )
            case _:
                return place

    def starts(self, place: Starts) -> None:
        """The next step whose entry condition has to be judged again."""
        stage = self.program.stages[place.stage]
        number = first_bit(place.starts, place.step)
        assert number is not None  # noqa: S101  # see _onward
        step = stage.steps[number]
        asked = self._entries[stage.index][number]
        base = self.is_status(stage, step, NOT_STARTED)
        skipped = replace(place, step=number + 1, starts=place.starts & ~(1 << number))
        if number in place.queue:
            self.building.edge(place, self._onward(skipped), Label("skip", step.name), Duty.ENGINE, TRUE)
            return
        exits, starts = self.news(stage.index).of_start(number)
        back = place.back and replace(place.back, fresh=place.back.fresh | 1 << number)
        started = replace(
            skipped, exits=skipped.exits | exits, starts=skipped.starts | starts, changed=True, back=back
        )
        self._start(place, stage, step, asked, base, started, skipped, place.recalling)

    def _start(
        self,
        place: Enter | Starts,
        stage: StageProgram,
        step: StepProgram,
        asked: Asked | None,
        base: Guard,
        started: Enter | Starts,
        skipped: Enter | Starts,
        recalling: bool,  # it is part of the place
    ) -> None:
        building = self.building
        true, error = (TRUE, FALSE) if asked is None else (asked.true, asked.error)
        if step.synchronous:
            started = replace(started, queue=(*started.queue, step.index))
        holds = all_of((base, true))
        becomes = building.becomes(self.statuses.step(stage.index, step.index), IN_PROGRESS)
        unassignable = self._unassignable[stage.index][step.index]
        starts = all_of((holds, negation(unassignable)))
        building.edge(
            place, self._onward(started), Label("start", step.name), Duty.ENGINE, starts, (becomes,)
        )
        self.failing.in_stage(
            place,
            stage,
            step.index,
            (ErrorKind.ASSIGNEE_UNRESOLVABLE,),
            Duty.ENGINE,
            all_of((holds, unassignable)),
            recalling=recalling,
            before=(becomes,),
        )
        others = all_of((base, any_of((true, error))))
        stays = (building.becomes(self.statuses.step(stage.index, step.index), NOT_STARTED),)
        waits = stays if isinstance(place, Enter) else ()
        building.edge(
            place, self._onward(skipped), Label("wait", step.name), Duty.ENGINE, negation(others), waits
        )
        self.failing.in_stage(
            place,
            stage,
            step.index,
            start_errors(step),
            Duty.STRIKE,
            holds,
            recalling=recalling,
            before=(becomes,),
        )
        self._errors(place, stage, step.name, asked, base, all_of((base, error)), recalling=recalling)

    def _errors(
        self,
        place: Place,
        stage: StageProgram,
        name: str,
        asked: Asked | None,
        base: Guard,
        error: Guard,
        *,
        recalling: bool,
    ) -> None:
        """What goes wrong while a condition is judged: the data, or the evaluation flow."""
        kinds = (ErrorKind.PROCESS_RESULT,)
        self.failing.in_stage(
            place, stage, None, kinds, Duty.ENGINE, error, recalling=recalling, element=name
        )
        if asked is not None and asked.flow is not None:
            kinds = (ErrorKind.EVALUATION_FLOW,)
            self.failing.in_stage(
                place, stage, None, kinds, Duty.STRIKE, base, recalling=recalling, element=name
            )

    def exits(self, place: Exits) -> None:
        """The next exit condition of a step that has to be judged again, or the stage's."""
        stage = self.program.stages[place.stage]
        number = first_bit(place.exits, place.step)
        if number is None:
            self._stage_exit(place, stage)
            return
        step = stage.steps[number]
        asked = self._step_exits[stage.index][number]
        assert asked is not None  # noqa: S101  # it is among the exits
        open_statuses = (FINISHED,) if self.program.needs_both_exits else (IN_PROGRESS, FINISHED)
        base = self.is_status(stage, step, *open_statuses)
        following = replace(place, step=number + 1, exits=place.exits & ~(1 << number))
        exits, starts = self.news(stage.index).of_completion(number)
        exited = replace(
            following, exits=following.exits | exits, starts=following.starts | starts, changed=True
        )
        building = self.building
        completes = building.becomes(self.statuses.step(stage.index, step.index), COMPLETED)
        holds = all_of((base, asked.true))
        building.edge(place, _canonical(exited), Label("exit", step.name), Duty.ENGINE, holds, (completes,))
        others = all_of((base, any_of((asked.true, asked.error))))
        building.edge(place, _canonical(following), Label("wait", step.name), Duty.ENGINE, negation(others))
        error = all_of((base, asked.error))
        self._errors(place, stage, step.name, asked, base, error, recalling=place.recalling)

    def _completing(self, stage: StageProgram) -> tuple[Asked, Guard]:
        """The condition that completes a stage, and when it stays."""
        found = self._completions.get(stage.index)
        if found is None:
            asked = self._exits[stage.index]
            if asked is None:
                done = all_of(self.is_status(stage, step, COMPLETED) for step in stage.steps)
                asked = Asked(done, FALSE, None)
            stays = negation(any_of((asked.true, asked.error)))
            found = self._completions[stage.index] = asked, stays
        return found

    def _stage_exit(self, place: Exits, stage: StageProgram) -> None:
        building = self.building
        asked, stays = self._completing(stage)
        complete: list[Update] = [*self.late(stage)]
        for step in self.failing.kept(stage):
            complete += self.stopped(stage, step)
        variable = self.statuses.stage(stage.index)
        if variable is not None:
            complete.append(building.becomes(variable, 2))
        target = Follow(stage.following, place.recalling)
        building.edge(place, target, Label("complete stage", stage.name), Duty.ENGINE, asked.true, complete)
        following = Starts(
            stage.index,
            0,
            place.exits,
            place.starts,
            place.queue,
            changed=place.changed,
            recalling=place.recalling,
            back=place.back,
        )
        building.edge(place, self._onward(following), Label("stay", stage.name), Duty.ENGINE, stays)
        self._errors(place, stage, stage.name, asked, TRUE, asked.error, recalling=place.recalling)

    def late(self, stage: StageProgram) -> list[Update]:
        """Flows in progress whose writes may still come."""
        return self.failing.late(stage)

    def stopped(self, stage: StageProgram, step: StepProgram) -> Sequence[Map]:
        """A step in progress is Discontinued, where somebody will look."""
        return self.failing.stopped(stage, step)


def _waiting(place: Starts) -> Rest | Held:
    """Where the stage waits once everything was judged: for what is stored still, or for the world."""
    back = place.back
    if back is None or not (back.stored or place.queue):
        return Rest(place.stage, place.queue, place.recalling)
    return replace(back, queue=place.queue)


def _canonical(place: Exits) -> Exits:
    """The same place, wherever in the stage the last exit condition was judged."""
    return place if place.exits else replace(place, step=0)
