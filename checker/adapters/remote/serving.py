"""A Python engine at the far end of a wire: one line of a request in, one line of its answer out."""

from __future__ import annotations

import json
from typing import IO

from ....engine.records.reading import At, JsonError, read_json
from ....engine.records.values_json import Data
from ....grammar.model import Orchestration
from ..contract import AdapterError, Answer, Engine, Verdict
from .wire import answer_to_wire, capabilities_to_wire, observation_to_wire
from .wire_events import error_from_wire, event_from_wire, given_from_wire

CALLS = ("capabilities", "reset", "start", "do", "inject", "observe")


def serve(engine: Engine, requests: IO[str], answers: IO[str]) -> None:
    """Answer every request until there are no more."""
    for line in requests:
        if line.strip():
            answers.write(answer_line(engine, line) + "\n")
            answers.flush()


def answer_line(engine: Engine, line: str) -> str:
    """The answer to one request."""
    number: object = None
    try:
        at = read_json(line)
        number = at["id"].data
        return json.dumps({"id": number, "answer": _answer(engine, at)}, ensure_ascii=False)
    except (JsonError, AdapterError) as problem:
        return json.dumps({"id": number, "error": str(problem)}, ensure_ascii=False)


def _answer(engine: Engine, at: At) -> Data:
    call = at["call"]
    match call.text():
        case "capabilities":
            return capabilities_to_wire(engine.capabilities())
        case "reset":
            return answer_to_wire(_reset(engine, at["definition"]))
        case "start":
            return answer_to_wire(engine.start(given_from_wire(at["inputs"])))
        case "do":
            try:
                event = event_from_wire(at["event"])
            except JsonError as problem:
                return answer_to_wire(Answer(Verdict.UNSUPPORTED, str(problem)))
            return answer_to_wire(engine.do(event))
        case "inject":
            return answer_to_wire(engine.inject(error_from_wire(at["error"])))
        case "observe":
            return observation_to_wire(engine.observe())
        case word:
            raise JsonError(call.pointer, f'there is no call "{word}". There are: {", ".join(CALLS)}')


def _reset(engine: Engine, at: At) -> Answer:
    definition = _definition(at["orch"].text())
    if definition is None:
        return Answer(Verdict.UNSUPPORTED, "the definition cannot be read")
    return engine.reset(definition)


def _definition(text: str) -> Orchestration | None:
    from ....grammar.language.parse import parse
    from ....grammar.source import Source

    return parse(Source("wire.orch", text)).orchestration
