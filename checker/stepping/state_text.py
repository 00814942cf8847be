"""Where a run stands, for a person: the run, its stages, the steps of the current one, its values."""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.configuration import Configuration, StageState
from ...engine.program.program import Program, StageProgram
from ...engine.statuses import label
from ...engine.values import shown


def state_text(program: Program, configuration: Configuration) -> str:
    """The state in indented lines."""
    return "\n".join(_lines(program, configuration)) + "\n"


def _lines(program: Program, configuration: Configuration) -> Iterator[str]:
    name = program.orchestration.name
    if configuration.run is None:
        yield f"{name}: not begun"
        return
    yield f"{name}: {label(configuration.run)}"
    if configuration.submission is not None:
        yield f"  submission: {label(configuration.submission)}"
    for stage in program.stages:
        is_current = configuration.location == stage.index and configuration.current is not None
        state = configuration.current if is_current else configuration.past[stage.index]
        if state is None:
            continue
        yield f"  stage {stage.name}: {label(state.status)}"
        if is_current:
            yield from _steps(stage, state)
            waiting = [stage.steps[stored.step].name for stored in configuration.stored]
            if waiting:
                yield f"    stored until the resume: {', '.join(waiting)}"
    for field, value in zip(program.fields, configuration.world, strict=True):
        if value is not None:
            yield f"  {field} = {shown(value)}"
    for flow, answer in zip(program.flows, configuration.answers, strict=True):
        yield f"  evaluation flow {flow} answers {shown(answer)}"


def _steps(stage: StageProgram, state: StageState) -> Iterator[str]:
    width = max((len(step.name) for step in stage.steps), default=0)
    for step in stage.steps:
        line = f"    {step.name.ljust(width)}  {label(state.steps[step.index])}"
        item = state.items[step.index]
        if item is not None:
            line += f", work item {label(item)}"
        known = [
            f"{name} = {shown(value)}"
            for name, value in zip(step.outputs, state.outputs[step.index], strict=True)
            if value is not None
        ]
        yield line + (f", {', '.join(known)}" if known else "")
