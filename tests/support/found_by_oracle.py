"""`make oracle-mutants`, first half: every mutant of the interpreter, found by random runs and the oracle alone?

The budget of a mutant is a number of runs, those first that come to the changed entry. A mutant that raises or never
rests counts as found, apart. Prints the score and every survivor.
"""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from types import FrameType
from typing import Any, Final

from definitions import compiled
from interpreter_mutants import Mutant, mutants
from recorded_runs import RecordedRun, recorded_runs

from stageproof.checker.oracle.judge import judge
from stageproof.checker.oracle.observation import observe
from stageproof.engine.effects import EFFECTS, Effect, Quiet
from stageproof.engine.error_kinds import ErrorEffect
from stageproof.engine.events import Event
from stageproof.engine.history import Run
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.run import apply, new_run

PATIENCE: Final = 2.0
"""Seconds of computing after which a run of a mutant counts as going round for ever."""
_OUTSIDE: Final = (
    "it strikes outside of stages, where no fault path catches anything: the entry is never asked"
)
EQUIVALENT: Final[dict[str, str]] = {
    "errors[decision]: caught False -> True": _OUTSIDE,
    "errors[platform]: caught False -> True": _OUTSIDE,
}
"""Survivors that no observation can tell from the original, with the reason. Keyed by the mutant's name."""


def score(runs: int, budget: int) -> tuple[Counter[str], list[str]]:
    """How many mutants were found, and how, by this budget of so many random runs; and the survivors."""
    signal.signal(signal.SIGVTALRM, _give_up)
    counts: Counter[str] = Counter()
    survivors: list[str] = []
    for mutant in mutants(EFFECTS):
        fate = fate_of(mutant, recorded_runs(runs), budget)
        if fate == "survived" and mutant.name in EQUIVALENT:
            fate = "equivalent"
        counts[fate] += 1
        if fate in ("survived", "never reached"):
            survivors.append(f"{fate}: {mutant.name}")
    return counts, survivors


def fate_of(mutant: Mutant, runs: tuple[RecordedRun, ...], budget: int) -> str:
    """What becomes of a mutant: found, raised, survived, never reached."""
    wanted = {reason for name, before, after in _changed(mutant) for reason in _reasons(name, before, after)}
    relevant = [run for run in runs if wanted & run.reasons or (not wanted and _is_resumed(run))]
    if not relevant:
        return "never reached"
    raised = False
    for run in relevant[:budget]:
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
        try:
            if is_found(mutant, run):
                return "found"
        except Exception:
            raised = True
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return "raised" if raised else "survived"


def is_found(mutant: Mutant, recorded: RecordedRun) -> bool:
    """Whether the oracle finds anything in the run as the mutant plays it."""
    definition = compiled(recorded.text).orchestration
    program = compile_orchestration(definition, recorded.chosen, effects=mutant.effects)
    run, refused = new_run(program), dict[int, tuple[Event, ...]]()
    for event in recorded.events:
        result = apply(program, run, event)
        if isinstance(result, Run):
            run = result
        elif run.last is not None:
            refused[run.last.number] = (*refused.get(run.last.number, ()), event)
    return bool(judge(definition, observe(run.moments(), refused), recorded.chosen))


def _changed(mutant: Mutant) -> Iterator[tuple[str, Any, Any]]:
    for field in fields(EFFECTS):
        before, after = getattr(EFFECTS, field.name), getattr(mutant.effects, field.name)
        if before == after:
            continue
        if isinstance(before, dict):
            yield from ((str(key), entry, after[key]) for key, entry in before.items() if after[key] != entry)
        else:
            yield field.name, before, after


def _reasons(name: str, before: Any, after: Any) -> list[str]:
    """What a run has to show for the changed entry to matter; nothing: that somebody resumes it."""
    match before:
        case Effect(row=row, status=status) | Quiet(row=row, status=status):
            return [f"{row} {type(status).__name__} {status}"]
        case ErrorEffect(resumable=resumable):
            return [f"{name} handled" if after.resumable is resumable else f"{name} resume"]
        case _:
            return []


def _is_resumed(run: RecordedRun) -> bool:
    return any(reason.endswith(" resume") for reason in run.reasons)


def _give_up(number: int, frame: FrameType | None) -> None:
    raise TimeoutError("the mutant never rests")
