"""Runs of a transition system, taken from the record of how its states were found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ..diagrams.diagrams import EMPTY
from ..encoding.guard import holds
from ..encoding.system import Map, Update
from .model import Model


class Addition(NamedTuple):
    """States found at a location: `edge` leads to them from states found before, -1: they were there at first."""

    location: int
    states: int
    edge: int


class Path(NamedTuple):
    """A run: `states[n]` is a set of states (a cube) before edge `edges[n]`, the last one behind the last edge.

    From each state of one set the edge leads to some state of the next.
    """

    edges: tuple[int, ...]
    states: tuple[int, ...]


class Trail:
    """The additions in the order in which they were made."""

    def __init__(self, model: Model) -> None:
        """Begin with none."""
        self.model = model
        self.additions: list[Addition] = []
        self._at: list[list[int]] = [[] for _ in model.system.locations]

    def add(self, location: int, states: int, edge: int) -> None:
        """Note an addition."""
        self._at[location].append(len(self.additions))
        self.additions.append(Addition(location, states, edge))

    def find(self, location: int, wanted: int) -> int | None:
        """The first addition at a location that holds one of the wanted states."""
        diagrams = self.model.diagrams
        for number in self._at[location]:
            if diagrams.intersection(self.additions[number].states, wanted) != EMPTY:
                return number
        return None

    def path_to(self, location: int, wanted: int) -> Path | None:
        """A path from the beginning to one of the wanted states; None where none was found."""
        number = self.find(location, wanted)
        if number is None:
            return None
        model, diagrams = self.model, self.model.diagrams
        here = cube(model, diagrams.intersection(self.additions[number].states, wanted))
        edges: list[int] = []
        states = [here]
        while (edge := self.additions[number].edge) >= 0:
            source = model.system.edges[edge].source
            before = model.moves[edge].backward(here)
            number = self._earlier(source, before, number)
            here = cube(model, diagrams.intersection(self.additions[number].states, before))
            edges.append(edge)
            states.append(here)
        return Path(tuple(reversed(edges)), tuple(reversed(states)))

    def _earlier(self, location: int, wanted: int, than: int) -> int:
        diagrams = self.model.diagrams
        for number in self._at[location]:
            if number < than and diagrams.intersection(self.additions[number].states, wanted) != EMPTY:
                return number
        raise LookupError("a state was found without anything that leads to it")


def cube(model: Model, states: int) -> int:
    """One path through a diagram: states that agree wherever it matters."""
    return model.diagrams.valuation(model.diagrams.pick(states))


def valuations(model: Model, path: Path) -> list[dict[int, int]]:
    """A path state by state: the value of every variable. What may be kept is kept as it was."""
    diagrams = model.diagrams
    sizes = diagrams.sizes
    first = diagrams.pick(path.states[0])
    current = {level: first.get(level, 0) for level in range(len(sizes))}
    found = [current]
    for edge, after in zip(path.edges, path.states[1:], strict=True):
        current = _step(model.system.edges[edge].updates, current, diagrams.pick(after), sizes)
        found.append(current)
    return found


def _step(
    updates: Sequence[Update], before: Mapping[int, int], wanted: Mapping[int, int], sizes: Sequence[int]
) -> dict[int, int]:
    """The state behind the updates that lies in the cube `wanted`."""
    allowed = [dict(before)]
    for place, update in enumerate(updates):
        later = any(other.variable == update.variable for other in updates[place + 1 :])
        copied = any(
            not isinstance(other, Map) and other.source == update.variable for other in updates[place + 1 :]
        )
        following: list[dict[int, int]] = []
        for state in allowed:
            value = state[update.variable] if isinstance(update, Map) else state[update.source]
            image = update.images[value]
            choices = [number for number in range(sizes[update.variable]) if image >> number & 1]
            aim = wanted.get(update.variable)
            if not later and not copied:
                best = aim if aim is not None else (value if value in choices else choices[0])
                choices = [best] if best in choices else []
            following += [{**state, update.variable: choice} for choice in choices]
        allowed = following
    for state in allowed:
        if all(state[variable] == value for variable, value in wanted.items()):
            return state
    raise LookupError("no result of the updates lies in the wanted states")


def is_path(model: Model, path: Path, states: Sequence[Mapping[int, int]]) -> bool:
    """Whether the states are a run along the edges: every guard holds, every change is one the updates allow."""
    for edge, before in zip(path.edges, states, strict=False):
        if not holds(model.system.edges[edge].guard, dict(before)):
            return False
    return True


Follows = Callable[[int], bool]
