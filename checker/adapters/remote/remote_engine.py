"""An engine at the other end of a wire, as an engine like any other."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Protocol, TypeVar

from ....engine.events import Event, Fail, Given
from ....engine.records.reading import At, JsonError, read_json
from ....engine.records.values_json import Data
from ....grammar.model import Orchestration
from ..contract import Answer, Capabilities, Exchanged, Observation, UnknownEvent, breach
from .wire import answer_from_wire, capabilities_from_wire, definition_to_wire, observation_from_wire
from .wire_events import error_to_wire, event_to_wire, given_to_wire

Read = TypeVar("Read")


class Transport(Protocol):
    """Brings one request to the engine and its answer back."""

    def exchange(self, request: str) -> str:
        """The text of the answer. Raises AdapterError where there is none."""
        ...

    def stderr(self) -> str:
        """What the engine said beside its answers, as far as that can be seen."""
        ...

    def close(self) -> None:
        """End the engine, or the connection to it."""
        ...


class RemoteEngine:
    """Sends each call as a request with a number, and reads the answer to it."""

    def __init__(self, transport: Transport) -> None:
        """Speak over this transport."""
        self.transport = transport
        self._number = 0

    def capabilities(self) -> Capabilities:
        """What it says of itself."""
        return self._ask("capabilities", {}, capabilities_from_wire)

    def reset(self, definition: Orchestration) -> Answer:
        """Hand over a definition."""
        return self._ask("reset", {"definition": definition_to_wire(definition)}, answer_from_wire)

    def start(self, inputs: Given) -> Answer:
        """Begin a run."""
        return self._ask("start", {"inputs": given_to_wire(inputs)}, answer_from_wire)

    def do(self, event: Event | UnknownEvent) -> Answer:
        """Let something happen."""
        content: Data = {"do": event.word} if isinstance(event, UnknownEvent) else event_to_wire(event)
        return self._ask("do", {"event": content}, answer_from_wire)

    def inject(self, error: Fail) -> Answer:
        """Keep an error ready."""
        return self._ask("inject", {"error": error_to_wire(error)}, answer_from_wire)

    def observe(self) -> Observation:
        """What was seen."""
        return self._ask("observe", {}, observation_from_wire)

    def close(self) -> None:
        """End it."""
        self.transport.close()

    def _ask(self, call: str, content: dict[str, Data], read: Callable[[At], Read]) -> Read:
        self._number += 1
        request = json.dumps({"id": self._number, "call": call} | content, ensure_ascii=False)
        came = self.transport.exchange(request)
        exchanged = Exchanged(request, came, self.transport.stderr())
        try:
            at = read_json(came)
            number = at["id"].data
            if number != self._number:
                raise breach(f"request {self._number} was sent, and {number!r} was answered", exchanged)
            error = at.get("error")
            if error is not None:
                raise breach(f"the engine could not answer `{call}`: {error.text()}", exchanged)
            return read(at["answer"])
        except JsonError as problem:
            raise breach(f"the answer to `{call}` cannot be read: {problem}", exchanged) from None
