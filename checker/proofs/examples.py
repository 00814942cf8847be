"""Values of a state, as people read them."""

from __future__ import annotations

from collections.abc import Iterable

from ...engine.values import shown
from ...grammar.condition import Condition
from ..encoding.data.key import Key
from .analysis import Analysis


def keys_of(analysis: Analysis, conditions: Iterable[Condition]) -> tuple[Key, ...]:
    """The values of the world that conditions look at, each once."""
    space = analysis.encoding.space
    return tuple(dict.fromkeys(key for one in conditions for key in space.keys(one)))


def values_in(analysis: Analysis, states: int, keys: Iterable[Key]) -> tuple[str, ...]:
    """These values in one of the states: `$Record.Level__c = 3`. Those that nothing tells apart are left out."""
    space, diagrams = analysis.encoding.space, analysis.model.diagrams
    picked = diagrams.pick(states)
    valuation = {level: picked.get(level, 0) for level in range(len(diagrams.sizes))}
    concrete = space.concrete(valuation, {}, space.domains)
    return tuple(f"{space.spelled(key)} = {shown(concrete[key])}" for key in keys if key in concrete)
