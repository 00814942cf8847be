"""Runs of a transition system walked at random, state by state: what they come by is certain, whatever else there is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from ...grammar.light_dataclass import dataclass
from ..encoding.guard import AllOf, Guard, In, holds
from ..encoding.system import RESULTS, Copy, Duty, System, Update
from ..stable_draw import Draw, one_of, seeded

WALKS: Final = 2_000
LONGEST: Final = 1_000
"""Edges of one walk."""
MOST: Final = 60_000
"""Edges of all walks together."""
CALM: Final = 0.4
"""How many of the walks take no event but results where there are any: they go as far as a run gets without an error."""
DISTURBED: Final = 0.2
"""How often the others take any event, an error as well as a result."""
CURIOUS: Final = 0.8
"""How often an edge is taken that few walks took before, rather than any."""

State = Sequence[int]
"""The value of every variable."""


class Way(NamedTuple):
    """A run: the states before each of its edges, and the one behind the last."""

    edges: tuple[int, ...]
    states: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Walked:
    """The shortest way that was found to each edge, that edge included, and to each mark."""

    taken: Mapping[int, Way]
    marked: Mapping[str, Way]


def walk(
    system: System,
    marks: Mapping[int, Sequence[tuple[str, Guard]]],
    walks: int = WALKS,
    most: int = MOST,
    seed: int = 0,
) -> Walked:
    """Walk from the beginning, `walks` times but no more than `most` edges. `marks` are conditions to look out for, by
    location, each with a name.
    """
    return _Walks(system, marks, seeded(f"walks {seed}")).walked(walks, most)


def is_walked(system: System, edges: Collection[int], walks: int, most: int = MOST, seed: int = 0) -> bool:
    """Whether one of so many walks takes one of the edges."""
    return _Walks(system, {}, seeded(f"walks {seed}")).takes(edges, walks, most)


class _Walks:
    def __init__(self, system: System, marks: Mapping[int, Sequence[tuple[str, Guard]]], draw: Draw) -> None:
        self.system = system
        self.marks = marks
        self.draw = draw
        self.outgoing: list[list[int]] = [[] for _ in system.locations]
        for number, edge in enumerate(system.edges):
            self.outgoing[edge.source].append(number)
        self.counts = [0] * len(system.edges)
        self.left = 0
        self.taken: dict[int, Way] = {}
        self.marked: dict[str, Way] = {}

    def walked(self, walks: int, most: int) -> Walked:
        self.left = most
        for _ in range(walks):
            if self.left > 0:
                self._one()
        return Walked(self.taken, self.marked)

    def takes(self, edges: Collection[int], walks: int, most: int) -> bool:
        self.left = most
        for _ in range(walks):
            if self.left > 0:
                self._one()
            if any(edge in self.taken for edge in edges):
                return True
        return False

    def _one(self) -> None:
        calm = self.draw() < CALM
        begun = self._beginning()
        if begun is None:
            return
        states: list[dict[int, int]] = [begun]
        edges: list[int] = []
        location = self.system.initial
        for _ in range(min(LONGEST, self.left)):
            here = states[-1]
            for name, guard in self.marks.get(location, ()):
                known = self.marked.get(name)
                if (known is None or len(known.edges) > len(edges)) and holds(guard, here):
                    self.marked[name] = _way(edges, states)
            edge = self._chosen(location, here, calm=calm)
            if edge is None:
                return
            after = self._after(self.system.edges[edge].updates, here)
            if after is None:
                return
            self.counts[edge] += 1
            self.left -= 1
            edges.append(edge)
            states.append(after)
            best = self.taken.get(edge)
            if best is None or len(best.edges) > len(edges):
                self.taken[edge] = _way(edges, states)
            location = self.system.edges[edge].target

    def _beginning(self) -> dict[int, int] | None:
        """Values in which the system may begin; drawn anew where they are none."""
        variables = self.system.variables
        for _ in range(LONGEST):
            drawn = {
                number: one_of(self.draw, range(len(variable.values)))
                for number, variable in enumerate(variables)
            }
            settled = _settled(self.system.begins, drawn)
            if holds(self.system.begins, settled):
                return settled
        return None

    def ends(self, edge: int) -> bool:
        """Whether an edge that is no result leads out of the stage: a cancel, a recall, an error of the platform."""
        locations, found = self.system.locations, self.system.edges[edge]
        return found.duty is Duty.OPTIONAL and locations[found.source].stage != locations[found.target].stage

    def _chosen(self, location: int, here: dict[int, int], *, calm: bool) -> int | None:
        edges = self.system.edges
        open_edges = [edge for edge in self.outgoing[location] if holds(edges[edge].guard, here)]
        if calm or self.draw() >= DISTURBED:
            for duties in (RESULTS, {Duty.OPTIONAL}):
                if wanted := [edge for edge in open_edges if edges[edge].duty in duties]:
                    open_edges = [edge for edge in wanted if not self.ends(edge)] or wanted
                    break
        if not open_edges:
            return None
        if self.draw() < CURIOUS:
            least = min(self.counts[edge] for edge in open_edges)
            open_edges = [edge for edge in open_edges if self.counts[edge] == least]
        return one_of(self.draw, open_edges)

    def _after(self, updates: Sequence[Update], before: dict[int, int]) -> dict[int, int] | None:
        state = dict(before)
        for update in updates:
            image = update.images[state[update.source if isinstance(update, Copy) else update.variable]]
            if not image:
                return None
            if image >> state[update.variable] & 1 and image.bit_count() > 1 and self.draw() < CURIOUS / 2:
                continue
            values = [value for value in range(image.bit_length()) if image >> value & 1]
            state[update.variable] = one_of(self.draw, values)
        return state


def _settled(begins: Guard, drawn: dict[int, int]) -> dict[int, int]:
    """The drawn values, those that the beginning demands in place of others."""
    settled = dict(drawn)
    for part in begins.parts if isinstance(begins, AllOf) else (begins,):
        if isinstance(part, In) and not part.values >> settled[part.variable] & 1:
            values = [value for value in range(part.values.bit_length()) if part.values >> value & 1]
            if values:
                settled[part.variable] = values[drawn[part.variable] % len(values)]
    return settled


def _way(edges: Sequence[int], states: Sequence[dict[int, int]]) -> Way:
    return Way(tuple(edges), tuple(tuple(state.values()) for state in states))
