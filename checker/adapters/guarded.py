"""An engine in this process, with every call watched: what it raises, or answers wrongly, is told as a broken contract."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from ...engine.events import Event, Fail, Given
from ...engine.scenarios.event_words import in_words
from ...grammar.model import Orchestration
from .contract import AdapterError, Answer, Capabilities, Engine, Exchanged, Observation, UnknownEvent, breach

Came = TypeVar("Came")
CLOSE: Final = "close"


class Guarded:
    """Passes every call on. Raises AdapterError, and nothing else."""

    def __init__(self, engine: Engine) -> None:
        """Watch this engine."""
        self.engine = engine

    def capabilities(self) -> Capabilities:
        """What it says of itself."""
        return self._watched("capabilities()", Capabilities, self.engine.capabilities)

    def reset(self, definition: Orchestration) -> Answer:
        """Hand over a definition."""
        return self._watched(f"reset({definition.name})", Answer, lambda: self.engine.reset(definition))

    def start(self, inputs: Given) -> Answer:
        """Begin a run."""
        return self._watched(f"start({dict(inputs)})", Answer, lambda: self.engine.start(inputs))

    def do(self, event: Event | UnknownEvent) -> Answer:
        """Let something happen."""
        words = event.word if isinstance(event, UnknownEvent) else in_words(event)
        return self._watched(f"do({words})", Answer, lambda: self.engine.do(event))

    def inject(self, error: Fail) -> Answer:
        """Keep an error ready."""
        return self._watched(f"inject({in_words(error)})", Answer, lambda: self.engine.inject(error))

    def observe(self) -> Observation:
        """What was seen."""
        return self._watched("observe()", Observation, self.engine.observe)

    def close(self) -> None:
        """Let go of what the engine holds open, if it holds anything."""
        close = getattr(self.engine, CLOSE, None)
        if callable(close):
            close()

    def _watched(self, call: str, kind: type[Came], ask: Callable[[], Came]) -> Came:
        try:
            came = ask()
        except AdapterError:
            raise
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            raise breach("the engine raised an error of its own", Exchanged(call, what)) from error
        if not isinstance(came, kind):
            raise breach(f"a {kind.__name__} was expected", Exchanged(call, repr(came)))
        return came
