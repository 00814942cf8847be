"""An engine in this process, with every call watched: what it raises, or answers wrongly, is told as a broken contract."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from ...engine.events import Event, Fail, Given
from ...engine.scenarios.event_words import in_words
from ...grammar.model import Orchestration
from .contract import (
    AdapterError,
    Answer,
    Capabilities,
    Engine,
    EngineSilentError,
    Exchanged,
    Observation,
    UnknownEvent,
    breach,
    silence,
)
from .limited import OverdueError, limited
from .raised_at import raised_at, told

Came = TypeVar("Came")
CLOSE: Final = "close"


class Guarded:
    """Passes every call on. Raises AdapterError, and nothing else but KeyboardInterrupt."""

    def __init__(self, engine: Engine, timeout: float | None = None) -> None:
        """Watch this engine. `timeout` is in seconds, for one call; None: it limits its calls itself."""
        self.engine = engine
        self.timeout = timeout

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
            self._called("close()", close)

    def _watched(self, call: str, kind: type[Came], ask: Callable[[], Came]) -> Came:
        came = self._called(call, ask)
        if not isinstance(came, kind):
            article = "an" if kind.__name__[0] in "AEIOU" else "a"
            raise breach(f"{article} {kind.__name__} was expected", Exchanged(call, repr(came)))
        return came

    def _called(self, call: str, ask: Callable[[], Came]) -> Came:
        try:
            return limited(self.timeout, ask)
        except EngineSilentError as silent:
            raise silent.within(call) from None
        except (AdapterError, KeyboardInterrupt):
            raise
        except OverdueError as overdue:
            place = raised_at(overdue)
            where = f"nothing; it was at {place}" if place else ""
            overrun = silence("the engine", self.timeout or 0.0, Exchanged(call, where))
            raise overrun.within(call) from None
        except BaseException as error:
            raise breach("the engine raised an error of its own", Exchanged(call, told(error))) from error
