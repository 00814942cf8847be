"""Running definitions in tests: from `.orch` text and events to statuses."""

from __future__ import annotations

from fractions import Fraction
from typing import TypedDict

from stageproof.engine.decisions.choices import choices
from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.events import Begin, Complete, Event, Fail, Given, Wait
from stageproof.engine.history import Change, Run
from stageproof.engine.interpreter.refusal import Refusal
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Program
from stageproof.engine.run import apply, new_run
from stageproof.engine.values import Value
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source


class Statuses(TypedDict):
    """API values by element: the run, stages and steps by name (None: no run record), open and closed work items."""

    run: str | None
    stages: dict[str, str | None]
    steps: dict[str, str | None]
    items: dict[str, str | None]


def program_of(text: str, profile: str = "help-2026", **readings: str) -> Program:
    """A program from `.orch` text, which must not have mistakes."""
    if not text.lstrip().startswith(("orchestration", "approval")):
        text = f"orchestration Test {{ api 67 {text} }}"
    parsed = parse(Source("test.orch", text))
    assert not parsed.diagnostics, parsed.diagnostics
    assert parsed.orchestration is not None
    return compile_orchestration(parsed.orchestration, choices(profile, None, **readings))


def play(program: Program, *events: Event, begin: Given = ()) -> Run:
    """The run after Begin and these events, each of which must be accepted."""
    run = new_run(program)
    for event in (Begin(begin), *events):
        following = apply(program, run, event)
        assert isinstance(following, Run), f"{event}: {following}"
        run = following
    return run


def refusal(program: Program, run: Run, event: Event) -> Refusal:
    """Why an event is refused, which it must be."""
    result = apply(program, run, event)
    assert isinstance(result, Refusal), f"{event} is accepted"
    return result


def statuses(program: Program, run: Run) -> Statuses:
    """Where everything stands."""
    configuration = run.configuration
    found = Statuses(run=_text(configuration.run), stages={}, steps={}, items={})
    for stage in program.stages:
        state = (
            configuration.current
            if configuration.location == stage.index
            else configuration.past[stage.index]
        )
        found["stages"][stage.name] = None if state is None else state.status.value
        for step in stage.steps:
            found["steps"][step.name] = None if state is None else state.steps[step.index].value
            found["items"][step.name] = None if state is None else _text(state.items[step.index])
    return found


def status(program: Program, run: Run, name: str) -> str | None:
    """The status of the run (`run`), a stage or a step."""
    found = statuses(program, run)
    if name == "run":
        return found["run"]
    return found["stages"][name] if name in found["stages"] else found["steps"][name]


def item(program: Program, run: Run, step: str) -> str | None:
    """The status of the newest work item of a step."""
    return statuses(program, run)["items"][step]


def changes(run: Run) -> list[Change]:
    """Every change of the run, in order."""
    return [change for moment in run.moments() for change in moment.changes]


def reason(run: Run, name: str, after: str) -> str:
    """The row or decision behind the last change of an element (`run`, `Stage`, `Stage/Step`) to this status."""
    found = [
        change.because
        for change in changes(run)
        if change.subject.name == name and change.attribute == "Status" and change.after == after
    ]
    assert found, f"{name} was never {after}"
    return found[-1]


def kinds(run: Run, last_only: bool = False) -> list[str]:
    """The milestones of the log, as `Kind Stage/Step`, in order."""
    moments = run.moments()[-1:] if last_only else run.moments()
    return [
        " ".join(filter(None, (row.kind.value, "/".join(filter(None, (row.stage, row.step))))))
        for moment in moments
        for row in moment.log
    ]


def done(step: str, **outputs: Value | int) -> Complete:
    """A step's result; whole numbers become exact ones."""
    return Complete(
        step,
        tuple(
            (name, Fraction(value) if isinstance(value, int) and not isinstance(value, bool) else value)
            for name, value in outputs.items()
        ),
    )


def failed(element: str, kind: str = "called-flow") -> Fail:
    """An error."""
    return Fail(element, ErrorKind(kind))


def days(number: int) -> Wait:
    """Time passes."""
    return Wait(Fraction(number * 24 * 60))


def _text(value: str | None) -> str | None:
    return None if value is None else str(value)
