"""An order of the steps of a stage in which those that look at each other lie close together.

How large decision diagrams become depends on the order of their levels: a set is as wide between two levels as there is
to be remembered from above them for below. A definition may list its steps in any order, so that is worked out here:
each connected part by itself, from one of its ends on (the idea is that of Cuthill and McKee, 1969), then with each step
drawn to the middle of those that it looks at (FORCE, of Aloul, Markov and Sakallah, 2003).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ...grammar.model import Orchestration, Stage, Step
from ...grammar.names import Names
from ...grammar.sites import uses

NARROW: Final = 3
"""A width up to which the order of the definition is good enough."""
ROUNDS: Final = 20
"""How often steps are drawn to the middle of those that they look at."""

Group = frozenset[int]
"""Steps, by their place in the stage, that one condition looks at, with the step it belongs to."""


def groups_of(orchestration: Orchestration, names: Names) -> dict[str, tuple[Group, ...]]:
    """What conditions of steps look at in their own stage, by the name of the stage."""
    places = {
        step.name.casefold(): (stage.name, place)
        for stage in orchestration.stages
        for place, step in enumerate(stage.steps)
    }
    found: dict[str, dict[int, set[int]]] = {}
    for use in uses(orchestration):
        if use.role not in ("entry", "exit") or use.stage is None or not isinstance(use.owner, Step):
            continue
        here = places.get(use.owner.name.casefold())
        there = places.get(use.reference.root.casefold())
        if here is None or there is None or not here[0] == there[0] == use.stage.name:
            continue
        if isinstance(names.get(use.reference.root), Step):
            found.setdefault(here[0], {}).setdefault(here[1], {here[1]}).add(there[1])
    return {name: tuple(frozenset(group) for group in groups.values()) for name, groups in found.items()}


def order_of(stage: Stage, groups: Sequence[Group]) -> tuple[int, ...]:
    """The steps of a stage by their place in the definition, in the order that is best for diagrams.

    The order of the definition, unless another one is narrower.
    """
    written = tuple(range(len(stage.steps)))
    if _width(written, groups)[0] <= NARROW:
        return written
    first = tuple(step for part in _parts(len(written), groups) for step in _from_an_end(part, groups))
    tried = [written, first]
    for _ in range(ROUNDS):
        drawn = _drawn_together(tried[-1], groups)
        if drawn in tried:
            break
        tried.append(drawn)
    return min(tried, key=lambda order: _width(order, groups))


def _width(order: Sequence[int], groups: Iterable[Group]) -> tuple[int, int]:
    """The most groups that any place between two neighbours lies within, and of how many places that all groups span."""
    place = {step: at for at, step in enumerate(order)}
    begins, ends = [0] * (len(order) + 1), [0] * (len(order) + 1)
    spans = 0
    for group in groups:
        places = [place[step] for step in group]
        begins[min(places)] += 1
        ends[max(places)] += 1
        spans += max(places) - min(places)
    widest, open_groups = 0, 0
    for at in range(len(order)):
        open_groups += begins[at] - ends[at]
        widest = max(widest, open_groups)
    return widest, spans


def _neighbours(groups: Iterable[Group]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for group in groups:
        for step in group:
            found.setdefault(step, set()).update(group - {step})
    return found


def _parts(count: int, groups: Iterable[Group]) -> list[list[int]]:
    """The steps that are connected with each other, in the order of their first ones."""
    near = _neighbours(groups)
    parts: list[list[int]] = []
    seen: set[int] = set()
    for step in range(count):
        if step in seen:
            continue
        part = _outward(step, near)
        seen.update(part)
        parts.append(part)
    return parts


def _outward(start: int, near: dict[int, set[int]]) -> list[int]:
    """What is connected with a step, nearest first; of those at the same distance, the one with the fewest neighbours."""
    found, seen = [start], {start}
    for step in found:
        for other in sorted(near.get(step, set()) - seen, key=lambda one: (len(near[one]), one)):
            seen.add(other)
            found.append(other)
    return found


def _from_an_end(part: Sequence[int], groups: Iterable[Group]) -> list[int]:
    near = _neighbours(groups)
    end = part[0]
    for _ in range(2):
        end = _outward(end, near)[-1]
    return _outward(end, near)


def _drawn_together(order: Sequence[int], groups: Sequence[Group]) -> tuple[int, ...]:
    """Each step moved to the middle of the middles of its groups."""
    place = {step: at for at, step in enumerate(order)}
    pulls: dict[int, list[float]] = {}
    for group in groups:
        middle = sum(place[step] for step in group) / len(group)
        for step in group:
            pulls.setdefault(step, []).append(middle)
    middles = {step: sum(found) / len(found) for step, found in pulls.items()}
    return tuple(sorted(order, key=lambda step: (middles.get(step, float(place[step])), place[step])))
