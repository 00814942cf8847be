"""The graph of all runs: configurations and what leads from one to another, kept small.

A node costs its configuration and a few machine words: no change is stored, each can be worked out again.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ...grammar.light_dataclass import dataclass
from ..configuration import Configuration
from ..events import Event, Fail
from ..history import Change, Run
from ..interpreter.advance import advance
from ..interpreter.refusal import Refusal
from ..program.program import Program
from ..run import apply, new_run
from .policy import Policy

NOWHERE = -1


class Transition(NamedTuple):
    """An event of the world and the errors that strike while it is worked off, in the order in which they strike."""

    event: Event
    faults: tuple[Fail, ...] = ()


class Edge(NamedTuple):
    """What leads from one node to another; a node is a number in `Graph.configurations`."""

    source: int
    transition: Transition
    target: int


class Stop(NamedTuple):
    """Where an exploration ended before it had seen everything: nodes looked at and nodes still waiting."""

    explored: int
    waiting: int
    distance: int


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """What an exploration found. Node 0 is the run that has not begun; numbers grow in the order of discovery.

    Nodes are configurations; where a policy counts errors, configurations with a number of errors (`faults`).
    `distances` counts events of the world from the beginning, an error that strikes on the way being one of its own.
    `parents` and `parent_labels` make the shortest runs. Of node n the edges are `labels[k]`, `targets[k]` for k from
    `edge_starts[n]` to `edge_ends[n]` (-1: not looked at). `reached` holds what happened anywhere, each with the
    first edge on which it did. `irrelevant` counts events that changed nothing. `mistakes` are errors of the definition itself.
    """

    program: Program
    policy: Policy
    configurations: list[Configuration]
    faults: array[int]
    distances: array[int]
    parents: array[int]
    parent_labels: array[int]
    edge_starts: array[int]
    edge_ends: array[int]
    transitions: tuple[Transition, ...]
    labels: array[int]
    targets: array[int]
    reached: dict[Reached, Edge]
    mistakes: dict[str, Edge]
    irrelevant: int
    notes: tuple[str, ...]
    stop: Stop | None

    @property
    def complete(self) -> bool:
        """True where nothing was left out: every run of the program under the policy and the representative values."""
        return self.stop is None and not self.notes

    def __len__(self) -> int:
        return len(self.configurations)

    @property
    def edge_count(self) -> int:
        """How many edges there are."""
        return len(self.targets)

    def is_explored(self, node: int) -> bool:
        """Whether it is known what may follow on a node."""
        return self.edge_ends[node] != NOWHERE

    def edges(self, node: int) -> Iterator[Edge]:
        """What may follow on a node, in the order of `enabled`."""
        if self.is_explored(node):
            for place in range(self.edge_starts[node], self.edge_ends[node]):
                yield Edge(node, self.transitions[self.labels[place]], self.targets[place])

    def changes(self, edge: Edge) -> tuple[Change, ...]:
        """What happens on an edge, worked out again."""
        configuration = self.configurations[edge.source]
        result = advance(self.program, configuration, edge.transition.event, edge.transition.faults)
        return () if isinstance(result, Refusal) else result.changes

    def shortest(self, node: int) -> tuple[Transition, ...]:
        """The shortest run to a node, in events of the world; ties by the order of `enabled`."""
        found: list[Transition] = []
        while self.parents[node] != NOWHERE:
            found.append(self.transitions[self.parent_labels[node]])
            node = self.parents[node]
        return tuple(reversed(found))

    def through(self, edge: Edge) -> tuple[Transition, ...]:
        """The shortest run that ends with an edge."""
        return (*self.shortest(edge.source), edge.transition)

    def path_to(
        self, wanted: Configuration | Callable[[Configuration], bool]
    ) -> tuple[Transition, ...] | None:
        """The shortest run to a configuration, or to the first that a predicate holds of; None where none is known."""
        node = self.nearest(wanted)
        return None if node is None else self.shortest(node)

    def nearest(self, wanted: Configuration | Callable[[Configuration], bool]) -> int | None:
        """The node with the fewest events before it, of those that are wanted."""
        if isinstance(wanted, Configuration):
            matching = (node for node, found in enumerate(self.configurations) if found == wanted)
        else:
            matching = (node for node, found in enumerate(self.configurations) if wanted(found))
        return min(matching, key=lambda node: (self.distances[node], node), default=None)

    def replay(self, path: tuple[Transition, ...]) -> Run:
        """A path as a run with its past. Raises ValueError, naming the place, where it is none of this program."""
        run = new_run(self.program)
        for number, transition in enumerate(path, 1):
            for event in (transition.event, *transition.faults):
                following = apply(self.program, run, event)
                if isinstance(following, Refusal):
                    raise ValueError(f"event {number} of the path, {event}, is refused: {following.reason}")
                run = following
        return run


class Reached(NamedTuple):
    """Something that happened: `part` and `name` as in a change, `value` the status or outcome it got.

    `fault path` is a part of its own: the stage whose fault path was taken.
    """

    part: str
    name: str
    value: str
