"""Playing the same run several times: an engine that answers or shows something else is not deterministic."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from ...engine.events import Begin, Event, Fail
from ...engine.scenarios.event_words import in_words
from ...grammar.model import Orchestration
from .contract import Engine, UnknownEvent
from .remote.wire import answer_to_wire, observation_to_wire

Played = tuple[Event | UnknownEvent, tuple[Fail, ...]]
"""An event and the errors that are kept ready for it."""


class Transcript(NamedTuple):
    """Per event what was asked, in words, and everything that was answered and seen, as JSON."""

    lines: tuple[tuple[str, str], ...]


class FirstDifference(NamedTuple):
    """Where two runs of the same events part: the number of the event, what it was, what came then and now."""

    moment: int
    event: str
    then: str
    now: str


def transcript(engine: Engine, definition: Orchestration, played: Sequence[Played]) -> Transcript:
    """Everything that an engine answers and shows in one run."""
    lines = [("reset", json.dumps(answer_to_wire(engine.reset(definition)), sort_keys=True))]
    for event, faults in played:
        answers = [engine.inject(fault) for fault in faults]
        answers.append(engine.start(event.values) if isinstance(event, Begin) else engine.do(event))
        came = {
            "answers": [answer_to_wire(answer) for answer in answers],
            "seen": observation_to_wire(engine.observe()),
        }
        words = event.word if isinstance(event, UnknownEvent) else in_words(event)
        lines.append((words, json.dumps(came, sort_keys=True, ensure_ascii=False)))
    return Transcript(tuple(lines))


def first_difference(then: Transcript, now: Transcript) -> FirstDifference | None:
    """The first line in which two transcripts of the same events differ."""
    for moment, ((words, before), (_, after)) in enumerate(zip(then.lines, now.lines, strict=False)):
        if before != after:
            return FirstDifference(moment, words, before, after)
    return None


def repeated(
    engine: Engine, definition: Orchestration, played: Sequence[Played], times: int
) -> FirstDifference | None:
    """Play a run so many times; the first difference to the first time, None where there is none."""
    first = transcript(engine, definition, played)
    for _ in range(times - 1):
        found = first_difference(first, transcript(engine, definition, played))
        if found is not None:
            return found
    return None
