"""What can go on for ever: the greatest fixpoint, worked out from turn to turn of each loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..diagrams.diagrams import EMPTY
from .components import components, linked
from .model import Model
from .reach import reaching


def endless(
    model: Model,
    reached: Sequence[int],
    follows: Callable[[int], bool],
    is_turn: Callable[[int], bool],
) -> list[int]:
    """The states, by location, that a turn leads to and from which the allowed edges lead to turns for ever.

    `reached` bounds the states. `is_turn` are edges one of which every circle of states has: without them no run
    goes on for ever. In a run, only entering a stage or a decision begins a new turn; within a stage statuses only
    rise.
    """
    turns = turns_in_circles(model, reached, follows, is_turn)
    if not turns:
        return model.everywhere(EMPTY)
    entering = [[edge for edge in those if follows(edge) and not is_turn(edge)] for those in model.incoming]
    return circling(model, reached, entering, turns)


def circling(
    model: Model, reached: Sequence[int], entering: Sequence[Sequence[int]], turns: Sequence[int]
) -> list[int]:
    """The states, by location, that one of the turns leads to and from which other edges lead to turns for ever: those
    that are `entering` each location. Parts of the system that no such edge links are worked off apart: those of which no
    turn leads to less than before stay as they are.
    """
    edges, diagrams = model.system.edges, model.diagrams
    alive = model.everywhere(EMPTY)
    if not turns:
        return alive
    for edge in turns:
        alive[edges[edge].target] = reached[edges[edge].target]
    parts = linked(
        len(alive), ((edges[edge].source, place) for place, those in enumerate(entering) for edge in those)
    )
    fresh = set(parts)
    while True:
        goals = model.everywhere(EMPTY)
        for edge in turns:
            source = edges[edge].source
            if parts[source] not in fresh:
                continue
            states = diagrams.intersection(
                model.moves[edge].backward(alive[edges[edge].target]), reached[source]
            )
            goals[source] = diagrams.union(goals[source], states)
        able = reaching(model, goals, within=reached, entering=entering)
        still = [
            diagrams.intersection(before, after) if part in fresh else before
            for before, after, part in zip(alive, able, parts, strict=True)
        ]
        fresh = {
            parts[edges[edge].source]
            for edge in turns
            if still[edges[edge].target] != alive[edges[edge].target]
        }
        if not fresh:
            return still
        alive = still


def turns_in_circles(
    model: Model, reached: Sequence[int], follows: Callable[[int], bool], is_turn: Callable[[int], bool]
) -> list[int]:
    """The turns that lie on a circle of locations, by edges that can be taken."""
    edges, diagrams, whole = model.system.edges, model.diagrams, model.component
    if not any(
        is_turn(number) and whole[edge.source] == whole[edge.target] for number, edge in enumerate(edges)
    ):
        return []
    taken = [
        edge
        for edge in range(len(edges))
        if follows(edge)
        and diagrams.intersection(reached[edges[edge].source], model.moves[edge].guard) != EMPTY
    ]
    following: list[list[int]] = [[] for _ in reached]
    for edge in taken:
        following[edges[edge].source].append(edges[edge].target)
    part = components(following)
    return [edge for edge in taken if is_turn(edge) and part[edges[edge].source] == part[edges[edge].target]]
