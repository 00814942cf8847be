"""Every situation and how it is decided."""

from __future__ import annotations

from ...engine.tables.situation import Situation
from .run_situations import RUN_SITUATIONS
from .scene import Finder, Scene
from .stage_situations import STAGE_SITUATIONS
from .step_situations import STEP_SITUATIONS
from .subject import Subject

FINDERS: dict[Situation, Finder] = RUN_SITUATIONS | STAGE_SITUATIONS | STEP_SITUATIONS
"""By situation the function that finds its subjects."""


def subjects(scene: Scene, situation: Situation) -> tuple[Subject, ...]:
    """The subjects in a situation, each once."""
    if situation not in scene.known:
        found = tuple(FINDERS[situation](scene))
        scene.known[situation] = tuple(dict.fromkeys(found)) if len(found) > 1 else found
    return scene.known[situation]
