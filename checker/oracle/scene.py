"""A moment with everything that situations are decided from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .facts import Facts
from .strikes import Struck, strikes
from .subject import Subject
from .timeline import Timeline


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A moment and the errors that strike in it."""

    timeline: Timeline
    struck: tuple[Struck, ...]

    @classmethod
    def of(cls, timeline: Timeline) -> Scene:
        """The scene of a moment."""
        return cls(timeline, strikes(timeline))

    @property
    def facts(self) -> Facts:
        """The definition."""
        return self.timeline.facts


Finder = Callable[[Scene], Iterator[Subject]]
"""Finds the subjects that are in a situation, none where it is not the case."""
