"""The events of a run as JSON, and back to the run: replaying them gives the same history."""

from __future__ import annotations

from collections.abc import Iterable
from json import dumps
from typing import Final

from ...grammar.light_dataclass import dataclass
from ..events import Event, Fail
from ..history import Run
from ..interpreter.refusal import Refusal
from ..program.program import Program
from ..run import apply, new_run
from .events_json import event_from_data, event_to_data, fail_from_data
from .reading import JsonError, read_json
from .values_json import Data

FORMAT_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Told:
    """One moment as it is told: the event, then the errors that struck while it was worked off."""

    event: Event
    faults: tuple[Fail, ...] = ()


@dataclass(frozen=True, slots=True)
class Stopped:
    """A replay that came to an event which the definition refuses. `number` counts the moments from 1."""

    run: Run
    number: int
    event: Event
    refusal: Refusal


def told(run: Run) -> tuple[Told, ...]:
    """The events of a run, oldest first."""
    return tuple(Told(moment.event, moment.faults) for moment in run.moments())


def events_to_json(program: Program, run: Run) -> str:
    """The events of a run, with the definition's name and the readings it was run under."""
    choices = program.choices
    moments: list[Data] = [
        {"event": event_to_data(part.event), "faults": [event_to_data(fault) for fault in part.faults]}
        for part in told(run)
    ]
    data: Data = {
        "format_version": FORMAT_VERSION,
        "orchestration": program.orchestration.name,
        "profile": choices.profile,
        "decisions": dict(choices.changed()),
        "moments": moments,
    }
    return dumps(data, ensure_ascii=False, indent=2) + "\n"


def events_from_json(text: str) -> tuple[Told, ...]:
    """The events that a JSON text tells. Raises JsonError, with the place, where it does not tell any."""
    top = read_json(text)
    version = top["format_version"]
    if version.data != FORMAT_VERSION:
        raise JsonError(version.pointer, f"this version reads format {FORMAT_VERSION} only")
    return tuple(
        Told(event_from_data(part["event"]), tuple(map(fail_from_data, part["faults"].parts())))
        for part in top["moments"].parts()
    )


def replay(program: Program, moments: Iterable[Told]) -> Run | Stopped:
    """The run that these events make, or where the definition refuses one of them."""
    run = new_run(program)
    for number, part in enumerate(moments, start=1):
        for event in (part.event, *part.faults):
            following = apply(program, run, event)
            if isinstance(following, Refusal):
                return Stopped(run, number, event, following)
            run = following
    return run
