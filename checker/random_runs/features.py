"""What a moment covers, as words that can be counted and merged: rows, statuses, transitions, outcomes, errors, ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

from ...engine.configuration import Configuration
from ...engine.events import Event, Fail
from ...engine.exploration.graph import Transition
from ...engine.exploration.policy import happening_of
from ...engine.interpreter.advance import Advance
from ...engine.program.program import Program

DEFAULT_OUTCOME: Final = "default outcome"
START: Final = "start"
THEN: Final = "then"
ON_ERROR: Final = "on error"


class Feature(StrEnum):
    """A kind of thing that runs can cover. Written `row:stage-status-completed`, `status:Prepare/Badge=Error`."""

    ROW = "row"
    STATUS = "status"
    CHANGE = "change"
    CONNECTOR = "connector"
    OUTCOME = "outcome"
    ERROR = "error"
    EVENT = "event"
    END = "end"


def feature(kind: Feature, what: str) -> str:
    """A feature as it is counted."""
    return f"{kind}:{what}"


def parts_of(word: str) -> tuple[Feature, str]:
    """The kind of a feature, and what it is of. Raises ValueError where it is none."""
    kind, _, what = word.partition(":")
    return Feature(kind), what


def features_of(
    program: Program, before: Configuration, transition: Transition, result: Advance, demanded: Iterable[str]
) -> tuple[str, ...]:
    """Everything that a moment covers, each once, in a fixed order. `demanded`: the rows that demanded something."""
    return tuple(
        sorted(
            {
                *_features(program, before, transition, result),
                *(feature(Feature.ROW, row) for row in demanded),
            }
        )
    )


def _features(
    program: Program, before: Configuration, transition: Transition, result: Advance
) -> Iterator[str]:
    for event in (transition.event, *transition.faults):
        yield feature(Feature.EVENT, event_name(event))
        if isinstance(event, Fail):
            yield feature(Feature.ERROR, f"{_element(program, event.element)}={event.kind}")
    for change in result.changes:
        subject = change.subject
        if subject.part in ("run", "stage", "step") and change.attribute == "Status":
            if change.before != change.after:
                name = subject.part if subject.part == "run" else subject.name
                yield feature(Feature.STATUS, f"{name}={change.after}")
                yield feature(Feature.CHANGE, f"{name}={change.before}>{change.after}")
        elif subject.part == "decision" and change.attribute == "Outcome":
            yield feature(Feature.OUTCOME, f"{subject.name}={change.after or DEFAULT_OUTCOME}")
    yield from _connectors(result)
    after = result.configuration
    if after.run is not None and after.run != before.run and after.run in ("Completed", "Error", "Canceled"):
        yield feature(Feature.END, after.run)


def _connectors(result: Advance) -> Iterator[str]:
    """The connectors that the run followed in the moment, each named by what it leaves."""
    leaving = ""
    for change in result.changes:
        part, name = change.subject.part, change.subject.name
        goes_on = (part == "decision" and change.attribute == "Outcome") or (
            change.attribute == "Status"
            and (
                (part == "stage" and change.before is None) or (part == "run" and change.after == "Completed")
            )
        )
        if goes_on and leaving:
            yield feature(Feature.CONNECTOR, leaving)
            leaving = ""
        if part == "run" and change.attribute == "Status" and change.before is None:
            leaving = START
        elif part == "stage" and change.attribute == "Status":
            leaving = {"Completed": f"{name} {THEN}", "Error": f"{name} {ON_ERROR}"}.get(
                str(change.after), leaving
            )


def event_name(event: Event) -> str:
    """An event by the word that a scenario has for it."""
    happening = happening_of(event)
    return happening.value if happening is not None else type(event).__name__.lower()


def _element(program: Program, name: str) -> str:
    """The path of what an error strikes: `Stage/Step`, or the name of a stage or decision, or `run`."""
    place = program.places.get(name.rpartition("/")[2].casefold())
    if place is None:
        return name
    stage = program.stages[place[0]]
    return f"{stage.name}/{stage.steps[place[1]].name}"
