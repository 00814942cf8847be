"""Everything that can be reached, and everything from which something can be reached."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from heapq import heappop, heappush

from ..diagrams.diagrams import EMPTY, EVERYTHING
from .bundles import Turns, all_turns
from .model import Model


def reach(model: Model, begins: int | None = None) -> list[int]:
    """The valuations that runs get into, by location: the least fixpoint from the beginning (or from `begins` there)."""
    start = model.everywhere(EMPTY)
    start[model.system.initial] = model.begins if begins is None else begins
    return _closure(model, start, None, is_forward=True, turns=all_turns(model))


def is_taken(model: Model, edges: Collection[int]) -> bool:
    """Whether some run takes one of the edges. Only what leads to them is looked at, and no more than it needs."""
    system, diagrams = model.system, model.diagrams
    wanted: dict[int, int] = {}
    for edge in edges:
        place = system.edges[edge].source
        wanted[place] = diagrams.union(wanted.get(place, EMPTY), model.moves[edge].possible)
    onward = set(wanted)
    todo = list(wanted)
    while todo:
        for edge in model.incoming[todo.pop()]:
            source = system.edges[edge].source
            if source not in onward:
                onward.add(source)
                todo.append(source)

    def is_there(place: int, states: int) -> bool:
        return place in wanted and diagrams.meets(states, wanted[place])

    start = model.everywhere(EMPTY)
    start[system.initial] = model.begins
    known = _closure(
        model,
        start,
        lambda edge: system.edges[edge].target in onward,
        is_forward=True,
        turns=all_turns(model),
        until=is_there,
    )
    return any(is_there(place, known[place]) for place in wanted)


def reach_from(model: Model, start: Sequence[int], follows: Callable[[int], bool] | None = None) -> list[int]:
    """What edges (those that `follows` allows) reach from the sets `start`, themselves included, by location.

    One edge is worked off at a time, on everything known at its source: independent steps then need one round each,
    not one for every order.
    """
    return _closure(model, start, follows, is_forward=True)


def reaching(
    model: Model,
    goals: Sequence[int],
    follows: Callable[[int], bool] | None = None,
    within: Sequence[int] | None = None,
    added: Callable[[int, int, int], None] | None = None,
    entering: Sequence[Sequence[int]] | None = None,
) -> list[int]:
    """The states from which edges can lead into the sets `goals`, themselves included, by location.

    `within`: only states of these sets count. `added(location, states, edge)` hears of each addition in turn: from
    those states the edge leads to states that were known before. `entering`: the edges that may be taken, by the location
    they lead to, in place of `follows`.
    """
    return _closure(model, goals, follows, is_forward=False, within=within, added=added, adjacent=entering)


def _closure(  # noqa: C901 - one loop, the same in both directions
    model: Model,
    start: Sequence[int],
    follows: Callable[[int], bool] | None,
    *,
    is_forward: bool,
    within: Sequence[int] | None = None,
    added: Callable[[int, int, int], None] | None = None,
    adjacent: Sequence[Sequence[int]] | None = None,
    turns: Turns | None = None,
    until: Callable[[int, int], bool] | None = None,
) -> list[int]:
    diagrams, edges = model.diagrams, model.system.edges
    leaving: Sequence[Sequence[int]] = adjacent or (model.outgoing if is_forward else model.incoming)
    if follows is not None:
        leaving = [[edge for edge in those if follows(edge)] for those in leaving]
    leaving = _circles_first(model, leaving) if is_forward else leaving
    known = list(start)
    done: dict[int, int] = {}
    turn: dict[int, int] = {}
    order = model.order if is_forward else model.backward_order
    waiting = [(order[place], place) for place, node in enumerate(known) if node != EMPTY]
    waiting.sort()
    listed = [node != EMPTY for node in known]
    while waiting:
        _, place = heappop(waiting)
        diagrams.look_at_work()
        listed[place] = False
        if turns is not None:
            turned = turns(place, known, done)
            if turned is not None and not listed[turned]:
                listed[turned] = True
                heappush(waiting, (order[turned], turned))
        mine = leaving[place]
        count = len(mine)
        node = known[place]
        for ahead in range(count):
            at = (turn.get(place, 0) + ahead) % count
            edge = mine[at]
            if done.get(edge) == node:
                continue
            done[edge] = node
            move = model.moves[edge]
            target = edges[edge].target if is_forward else edges[edge].source
            if known[target] == (EVERYTHING if within is None else within[target]):
                continue
            result = move.forward(node) if is_forward else move.backward(node)
            if within is not None:
                result = diagrams.intersection(result, within[target])
            together = diagrams.union(known[target], result)
            if together == known[target]:
                continue
            if added is not None:
                added(target, result, edge)
            known[target] = together
            if until is not None and until(target, together):
                return known
            if not listed[target]:
                listed[target] = True
                heappush(waiting, (order[target], target))
            if order[target] < order[place] or target == place:
                turn[place] = at + 1
                if not listed[place]:
                    listed[place] = True
                    heappush(waiting, (order[place], place))
                break
    return known


def _circles_first(model: Model, leaving: Sequence[Sequence[int]]) -> list[list[int]]:
    """What goes round a location is worked off before what leaves it: then that is asked of whole sets, once."""
    edges = model.system.edges
    return [
        [edge for edge in those if edges[edge].target == place]
        + [edge for edge in those if edges[edge].target != place]
        for place, those in enumerate(leaving)
    ]
