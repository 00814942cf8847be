"""Which outputs a condition reads as null because their step did not complete: seen while the conditions are judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, cast

from stageproof.engine.program.program import Program, StageProgram, StepProgram
from stageproof.engine.program.view import Test, View
from stageproof.engine.statuses import StepStatus
from stageproof.engine.values import Value

Note = Callable[[int, int, int], None]


def reading_watched(program: Program, reads: set[tuple[str, str]]) -> Program:
    """The same program, whose conditions note in `reads` which outputs they read too early, and where."""
    if not any(step.outputs for stage in program.stages for step in stage.steps):
        return program

    def watched(place: str, test: Test | None) -> Test | None:
        if test is None:
            return None
        judge = test

        def note(stage: int, step: int, slot: int) -> None:
            found = program.stages[stage].steps[step]
            reads.add((place, f"{found.subject.name}.Outputs.{found.outputs[slot]}"))

        def judged(view: View) -> bool:
            return judge(cast("View", _Watching(view, note)))

        return judged

    def of_step(step: StepProgram) -> StepProgram:
        name = step.subject.name
        return replace(
            step, entry=watched(f"step:{name}", step.entry), exit=watched(f"item:{name}", step.exit)
        )

    def of_stage(stage: StageProgram) -> StageProgram:
        steps = tuple(of_step(step) for step in stage.steps)
        return replace(
            stage,
            steps=steps,
            exit=watched(f"stage:{stage.name}", stage.exit),
            exiting=tuple(steps[step.index] for step in stage.exiting),
        )

    return replace(
        program,
        stages=tuple(of_stage(stage) for stage in program.stages),
        decisions=tuple(
            replace(
                decision,
                outcomes=tuple(
                    replace(
                        outcome,
                        test=watched(f"outcome:{decision.name}/{outcome.name}", outcome.test) or outcome.test,
                    )
                    for outcome in decision.outcomes
                ),
            )
            for decision in program.decisions
        ),
    )


class _Watching:
    """A view that tells which outputs are read as null while their step is not Completed."""

    def __init__(self, view: View, note: Note) -> None:
        self._view = view
        self._note = note

    def __getattr__(self, name: str) -> Any:
        return getattr(self._view, name)

    @property
    def outputs(self) -> Sequence[_Outputs]:
        view = self._view
        stage = view.location or 0
        return [
            _Outputs(values, stage, index, view.steps[index], self._note)
            for index, values in enumerate(view.outputs)
        ]

    @property
    def past(self) -> _Past:
        return _Past(self._view, self._note)


class _Past:
    """The past stages of a view: outputs of those that were never visited are read as null too."""

    def __init__(self, view: View, note: Note) -> None:
        self._view = view
        self._note = note

    def __getitem__(self, stage: int) -> Any:
        state = self._view.past[stage]
        if state is None:
            return _Never(stage, self._note)
        outputs: Any = tuple(
            _Outputs(values, stage, index, state.steps[index], self._note)
            for index, values in enumerate(state.outputs)
        )
        return state._replace(outputs=outputs)


class _Outputs:
    """The outputs of one step."""

    def __init__(
        self, values: Sequence[Value] | _Nothing, stage: int, step: int, status: StepStatus, note: Note
    ) -> None:
        self._values = values
        self._place = stage, step
        self._status = status
        self._note = note

    def __getitem__(self, slot: int) -> Value:
        value = self._values[slot]
        if value is None and self._status is not StepStatus.COMPLETED:
            self._note(*self._place, slot)
        return value


class _Never:
    """A stage that was never visited: no status, and outputs that are null."""

    status = None
    value = None

    def __init__(self, stage: int, note: Note) -> None:
        self._stage = stage
        self._note = note

    @property
    def steps(self) -> _Never:
        return self

    @property
    def outputs(self) -> _NeverOutputs:
        return _NeverOutputs(self._stage, self._note)

    def __getitem__(self, step: int) -> _Never:
        return self


class _NeverOutputs:
    """The outputs of all steps of a stage that was never visited."""

    def __init__(self, stage: int, note: Note) -> None:
        self._stage = stage
        self._note = note

    def __getitem__(self, step: int) -> _Outputs:
        return _Outputs(_Nothing(), self._stage, step, StepStatus.NOT_STARTED, self._note)


class _Nothing:
    """Null at every place."""

    def __getitem__(self, slot: int) -> None:
        return None
