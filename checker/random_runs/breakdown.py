"""What is said where the interpreter or the judge raises instead of answering: our bug, with the run that shows it."""

from __future__ import annotations

import traceback
from collections.abc import Generator
from contextlib import contextmanager

from ...engine.events import Event


class BreakdownError(Exception):
    """Working off an event, or judging it, ended with an error. `events` lead there, as far as they are known; `cause` is
    that error, with its place. It can be sent from process to process.
    """

    def __init__(self, cause: str, events: tuple[Event, ...], path: str = "") -> None:
        """What went wrong, after which events, in which file."""
        super().__init__(cause, events, path)
        self.cause = cause
        self.events = events
        self.path = path

    def after(self, events: tuple[Event, ...]) -> BreakdownError:
        """The same, with the events that came before."""
        return BreakdownError(self.cause, (*events, *self.events), self.path)

    def within(self, path: str) -> BreakdownError:
        """The same, of the definition in this file."""
        return BreakdownError(self.cause, self.events, path)

    def __str__(self) -> str:
        from ..traces.event_words import event_words

        place = f"{self.path}: " if self.path else ""
        lines = [f"  {event_words(event)}" for event in self.events]
        return "\n".join([f"{place}{self.cause}, in this run:", *lines, ""])


@contextmanager
def breakdowns(*events: Event) -> Generator[None, None, None]:
    """Whatever is raised within, told as a breakdown at these events."""
    try:
        yield
    except BreakdownError:
        raise
    except Exception as error:
        raise BreakdownError(_said(error), events) from error


def _said(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {place.name}, line {place.lineno}: {error}"
