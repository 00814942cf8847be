"""Where whole locations lead on, seen without looking at their states one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..diagrams.diagrams import EMPTY, EVERYTHING
from .model import Model


def certain(
    model: Model, reached: Sequence[int], goals: Sequence[int], goes_on: Callable[[int], bool]
) -> list[int]:
    """The goals, and all reached states of the locations where each has a way to a goal, by location.

    The edges that `goes_on` names have no circle of states among them. So it is enough that from each state of
    a location some such edge leads to a location of which the same is true: the way cannot be endless. `reached` is closed
    under edges. A location where only some states have a way is left to `reaching`, which can begin from here.
    """
    edges, diagrams = model.system.edges, model.diagrams
    whole = [goal == states for goal, states in zip(goals, reached, strict=True)]
    members: list[list[int]] = [[] for _ in range(max(model.component, default=-1) + 1)]
    for place, part in enumerate(model.component):
        members[part].append(place)
    onward = [[edge for edge in leaving if goes_on(edge)] for leaving in model.outgoing]
    for together in reversed(members):
        hoped = [place for place in together if not whole[place]]
        for place in hoped:
            whole[place] = True
        todo = list(hoped)
        while todo:
            place = todo.pop()
            if not whole[place] or goals[place] == reached[place]:
                continue
            ways = {model.moves[edge].possible for edge in onward[place] if whole[edges[edge].target]}
            if EVERYTHING in ways:
                continue
            able = diagrams.union_of(sorted(ways, key=lambda way: (-diagrams.levels[way], way)))
            if diagrams.difference(reached[place], diagrams.union(able, goals[place])) != EMPTY:
                whole[place] = False
                todo += {edges[edge].source for edge in model.incoming[place]}.intersection(hoped)
    return [states if full else goal for full, states, goal in zip(whole, reached, goals, strict=True)]
