"""A violated obligation in the words of the system."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..encoding.guard import holds
from ..encoding.system import System
from .changes import Change, changes
from .formulas import values_of
from .obligation import Obligation
from .sets import NOTHING, Nodes
from .verdicts import Fails


def counterexample(
    system: System, nodes: Nodes, obligation: Obligation, kept_in: int, valuation: Mapping[int, int]
) -> Fails:
    """Where an obligation is violated, from the values of the variables that matter; `kept_in` as in `Owed`."""
    location = system.locations[obligation.location].name
    before = _in_words(system, valuation)
    if obligation.edge < 0:
        return Fails(location, before)
    edge = system.edges[obligation.edge]
    label = " ".join((edge.label.event, *filter(None, (edge.label.element,))))
    words = f"{label} (edge {obligation.edge}, to {system.locations[edge.target].name})"
    every = [valuation.get(variable, 0) for variable in range(len(system.variables))]
    after: dict[int, int] | None = None
    if holds(edge.guard, dict(enumerate(every))):
        for change in changes(edge.updates, [len(variable.values) for variable in system.variables]):
            after = after or _outside(nodes, kept_in, change, every)
    return Fails(location, before, words, _in_words(system, after or {}))


def _in_words(system: System, valuation: Mapping[int, int]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (system.variables[variable].name, system.variables[variable].values[value])
        for variable, value in sorted(valuation.items())
    )


def _outside(nodes: Nodes, number: int, change: Change, before: Sequence[int]) -> dict[int, int] | None:
    """The variables that change, with values that make a result of the change lie outside a set; None: no result does."""
    if any(not values >> before[variable] & 1 for variable, values in change.demands):
        return None
    came_from: dict[int, tuple[int, int, int]] = {}
    todo = [number]
    while todo and NOTHING not in came_from:
        place = todo.pop()
        if place < 2:
            continue
        variable, children = nodes[place - 2]
        term = change.terms.get(variable)
        image = 1 << before[variable] if term is None else term.images[before[term.origin]]
        for value in values_of(image):
            child = children[value]
            if child not in came_from:
                came_from[child] = (place, variable, value)
                todo.append(child)
    if number != NOTHING and NOTHING not in came_from:
        return None
    found: dict[int, int] = {}
    place = NOTHING
    while place != number:
        place, variable, value = came_from[place]
        if value != before[variable]:
            found[variable] = value
    return found
