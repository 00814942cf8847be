"""How many turns are left to take: the ranks of states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ...certificates.claims import Ranked
from ...diagrams.diagrams import EMPTY
from ...fixpoint.reach import reaching
from ..analysis import Analysis

MOST_TURNS = 200
"""How many turns a rank may count."""
Ranks = tuple[tuple[Ranked, ...], ...]


def ranked(
    analysis: Analysis,
    turns: Iterable[int],
    follows: Callable[[int], bool],
    within: Sequence[int],
    covered: Sequence[int],
    goals: int = EMPTY,
) -> Ranks | None:
    """Cumulative sets by location: the goals, and the states of `covered` from which at most so many turns can be taken, by
    edges that `follows` allows and states of `within`. None where that has no bound.
    """
    diagrams = analysis.model.diagrams
    turns = sorted(turns)
    found: list[list[Ranked]] = [[] for _ in within]
    several = list(within)
    for rank in range(MOST_TURNS):
        before, several = several, _one_turn_more(analysis, turns, follows, within, several)
        for place, states in enumerate(covered):
            here = diagrams.difference(states, several[place])
            if here == EMPTY:
                continue
            both = diagrams.union(here, goals)
            if not found[place] or found[place][-1].states != both:
                found[place].append(Ranked(both, rank))
        if all(states == EMPTY for states in several):
            return tuple(map(tuple, found))
        if several == before:
            return None
    return None


def _one_turn_more(
    analysis: Analysis,
    turns: Sequence[int],
    follows: Callable[[int], bool],
    within: Sequence[int],
    states: Sequence[int],
) -> list[int]:
    """The states from which a turn can lead into a set."""
    model, diagrams, edges = analysis.model, analysis.model.diagrams, analysis.system.edges
    goals = model.everywhere(EMPTY)
    for edge in turns:
        source, target = edges[edge].source, edges[edge].target
        before = diagrams.intersection(model.moves[edge].backward(states[target]), within[source])
        goals[source] = diagrams.union(goals[source], before)
    return reaching(model, goals, follows, within)
