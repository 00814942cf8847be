"""Events that a run refuses where it stands: what people and flows may try although it is not their turn."""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.configuration import Configuration
from ...engine.events import Cancel, Complete, Event, Publish, Reassign, Recall, Resume, Suspend
from ...engine.interpreter.advance import advance
from ...engine.interpreter.refusal import Refusal
from ...engine.program.program import Program

SOMEBODY = "somebody"


def refused_events(program: Program, configuration: Configuration) -> tuple[Event, ...]:
    """The events that were tried and refused, in a fixed order. A run that has not begun, and one within a burst, are not
    asked.
    """
    if configuration.run is None or configuration.queue:
        return ()
    return tuple(
        event
        for event in _tried(program, configuration)
        if isinstance(advance(program, configuration, event), Refusal)
    )


def _tried(program: Program, configuration: Configuration) -> Iterator[Event]:
    yield from (Suspend(), Resume(), Cancel(), Recall(), Publish())
    if configuration.location is None:
        return
    for step in program.stages[configuration.location].steps:
        yield Complete(step.name)
        if step.asks:
            yield Reassign(step.name, "User", SOMEBODY)
