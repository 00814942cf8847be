"""A moment with everything that situations are decided from, each worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field

from ...engine.events import Event
from ...engine.tables.situation import Situation
from ...grammar.light_dataclass import dataclass
from ...grammar.model import Stage, Step
from .facts import Facts
from .met import Met, entries, stage_exits, step_exits
from .observation import ObservedMoment
from .strikes import Struck, strikes
from .subject import Subject
from .timeline import Timeline


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A moment, the errors that strike in it, and the conditions of steps and stages that were or are met.

    `known` keeps the subjects of the situations that were asked for, `tried` the scenes of events that were tried after it.
    """

    timeline: Timeline
    struck: tuple[Struck, ...]
    entries: tuple[tuple[Step, Met], ...]
    stage_exits: tuple[tuple[Stage, Met], ...]
    step_exits: tuple[tuple[Step, Met], ...]
    known: dict[Situation, tuple[Subject, ...]] = field(default_factory=dict[Situation, tuple[Subject, ...]])
    tried: dict[Event, Scene] = field(default_factory=dict[Event, "Scene"])

    @classmethod
    def of(cls, timeline: Timeline) -> Scene:
        """The scene of a moment."""
        return cls(
            timeline,
            strikes(timeline),
            tuple(entries(timeline)),
            tuple(stage_exits(timeline)),
            tuple(step_exits(timeline)),
        )

    def trying(self, event: Event) -> Scene:
        """The scene of an event that was tried after the moment and brought nothing about."""
        if event not in self.tried:
            moment = self.timeline.moment
            nothing = ObservedMoment(moment.number, event, (), (), (), moment.minutes)
            self.tried[event] = Scene.of(Timeline.of(self.facts, self.timeline.after, nothing))
        return self.tried[event]

    @property
    def facts(self) -> Facts:
        """The definition."""
        return self.timeline.facts


Finder = Callable[[Scene], Iterator[Subject]]
"""Finds the subjects that are in a situation, none where it is not the case."""
