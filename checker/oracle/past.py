"""Where a run stood before each of its moments, and how the judge comes from one to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from .aftermath import aftermath
from .facts import Facts
from .observation import STATUS, ObservedMoment
from .scene import Scene
from .standing import Standing
from .timeline import Timeline


def scene_of(facts: Facts, standing: Standing, moment: ObservedMoment) -> Scene | None:
    """The moment laid open, its aftermath noted; None where the run's first burst was rolled back, as it may be."""
    if facts.choices.chosen("start-burst") == "rolled-back" and any(
        change.part == "run" and change.attribute == STATUS and change.after is None
        for change in moment.changes
    ):
        return None
    scene = Scene.of(Timeline.of(facts, standing, moment))
    aftermath(scene)
    return scene


@dataclass(slots=True)
class Past:
    """Where a run stood before each of its moments, under other readings, as far as somebody asked."""

    facts: Facts
    moments: tuple[ObservedMoment, ...]
    standings: list[Standing] = field(default_factory=lambda: [Standing()])

    def before(self, place: int) -> Standing:
        """Where the run stood before the moment at this place."""
        while len(self.standings) <= place:
            moment = self.moments[len(self.standings) - 1]
            scene = scene_of(self.facts, self.standings[-1], moment)
            self.standings.append(Standing(minutes=moment.minutes) if scene is None else scene.timeline.after)
        return self.standings[place]
