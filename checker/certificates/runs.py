"""Whether what is shown as a run is one."""

from __future__ import annotations

from ..encoding.guard import holds
from ..encoding.system import System
from .changes import changes
from .claims import Run
from .sets import Nodes, Place, contains


def end_of(system: System, run: Run) -> int:
    """The location that its last edge leads to."""
    return system.edges[run.moves[-1].edge].target if run.moves else system.initial


def leads_to(system: System, nodes: Nodes, run: Run, state: Place) -> bool:
    """Whether it is a run of the system and ends in the state."""
    last = last_of(system, run)
    return last is not None and end_of(system, run) == state.location and contains(nodes, state.states, last)


def last_of(system: System, run: Run) -> tuple[int, ...] | None:
    """The values at its end; None where it is no run: it does not begin as runs do, or an edge is not possible so."""
    sizes = [len(variable.values) for variable in system.variables]
    current = list(run.begins)
    if not holds(system.begins, dict(enumerate(current))):
        return None
    location = system.initial
    for number, changed in run.moves:
        edge = system.edges[number]
        if edge.source != location or not holds(edge.guard, dict(enumerate(current))):
            return None
        new = dict(changed)
        if not any(change.allows(current, new) for change in changes(edge.updates, sizes)):
            return None
        for variable, value in changed:
            current[variable] = value
        location = edge.target
    return tuple(current)
