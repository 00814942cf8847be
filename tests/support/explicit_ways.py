"""Runs of systems small enough to look at every state."""

from __future__ import annotations

from explicit_states import Explicit, State

from stageproof.checker.encoding.guard import holds
from stageproof.checker.encoding.system import Duty, System
from stageproof.checker.fixpoint.walks import Way


def is_run(explicit: Explicit, way: Way) -> bool:
    """Whether a way begins as the system does, and each edge leads from one of its states to the next."""
    system = explicit.system
    location = system.initial
    if not holds(system.begins, dict(enumerate(way.states[0]))):
        return False
    for edge, before, after in zip(way.edges, way.states, way.states[1:], strict=False):
        if system.edges[edge].source != location:
            return False
        location = system.edges[edge].target
        if State(location, tuple(after)) not in explicit.after(edge, tuple(before)):
            return False
    return len(way.states) == len(way.edges) + 1


def events_of(system: System, way: Way) -> int:
    """How many of its moves are events of the world."""
    return sum(system.edges[edge].duty is not Duty.ENGINE for edge in way.edges)
