"""Everything that runs of a definition do, edge by edge: what findings about runs are held to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeVar

from agreement_truth import SUSPENDED

from stageproof.engine.configuration import Configuration
from stageproof.engine.enabled import enabled
from stageproof.engine.events import Cancel, Complete, Evaluate, Fail, Publish, Recall, SetField
from stageproof.engine.exploration.answers import backward, cannot_complete
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.fillings import is_result
from stageproof.engine.exploration.graph import Edge, Graph
from stageproof.engine.exploration.loops import circles
from stageproof.engine.exploration.policy import Policy
from stageproof.engine.history import Change
from stageproof.engine.interpreter.advance import Advance
from stageproof.engine.program.program import Program
from stageproof.engine.statuses import RunStatus, StageStatus
from stageproof.grammar.model import Orchestration

Memory = TypeVar("Memory")

ONGOING: Final = (None, RunStatus.IN_PROGRESS, RunStatus.SUSPENDED)


class Passage(NamedTuple):
    """An edge, and what happens on it."""

    edge: Edge
    changes: tuple[Change, ...]

    @property
    def fails(self) -> bool:
        """Whether an error is part of it."""
        return bool(self.edge.transition.faults) or isinstance(self.edge.transition.event, Fail)

    @property
    def entered(self) -> frozenset[str]:
        """The stages that are entered."""
        return frozenset(
            change.subject.name
            for change in self.changes
            if change.subject.part == "stage"
            and change.attribute == "Status"
            and change.after is StageStatus.IN_PROGRESS
            and change.before is not StageStatus.SUSPENDED
        )


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """The graph of all runs in a world, with what happens on each edge, in its order."""

    orchestration: Orchestration
    program: Program
    graph: Graph
    passages: tuple[Passage, ...]

    def leaving(self, node: int) -> tuple[Passage, ...]:
        """The edges behind a node."""
        if not self.graph.is_explored(node):
            return ()
        return self.passages[self.graph.edge_starts[node] : self.graph.edge_ends[node]]

    def at(self, node: int) -> Configuration:
        """The configuration of a node."""
        return self.graph.configurations[node]

    def nodes(self) -> range:
        """All of them."""
        return range(len(self.graph))

    def stages(self, nodes: Iterable[int], *, due: bool = False) -> frozenset[str]:
        """The stages that runs In Progress rest in at these nodes; `due`: also where a synchronous result is due."""
        return frozenset(
            self.program.stages[place].name
            for node in nodes
            if (place := self.at(node).location) is not None
            and self.at(node).run is RunStatus.IN_PROGRESS
            and (due or not self.at(node).queue)
        )

    def due(self, node: int) -> tuple[str, ...]:
        """The steps, by name, that are to give a result."""
        found = (template.event for template in enabled(self.program, self.at(node)))
        return tuple(event.step for event in found if isinstance(event, Complete))

    def is_late(self, edge: Edge) -> bool:
        """Whether a flow returns for which nobody waits any more."""
        event = edge.transition.event
        return isinstance(event, Complete) and event.step not in self.due(edge.source)

    def is_help(self, edge: Edge) -> bool:
        """Whether the world changes, if only by a flow that returns late, or an event is published; no error is part of it."""
        event = edge.transition.event
        helps = isinstance(event, SetField | Evaluate | Publish) or self.is_late(edge)
        return helps and not edge.transition.faults

    def backward(self, goals: Iterable[int], follows: Callable[[Edge], bool]) -> frozenset[int]:
        """The goals, and the nodes from which such edges lead there."""
        return backward(self.graph, goals, follows)

    def circles(self, follows: Callable[[Edge], bool]) -> Iterator[tuple[int, ...]]:
        """The parts of the graph that such edges go round in."""
        return circles(self.graph, follows)

    def trapped(self) -> frozenset[int]:
        """The nodes of runs In Progress that cannot complete any more."""
        return frozenset(
            node for node in cannot_complete(self.graph) if self.at(node).run is RunStatus.IN_PROGRESS
        )

    def over(self) -> frozenset[int]:
        """The nodes in which the run has ended."""
        return frozenset(node for node in self.nodes() if self.at(node).run not in ONGOING)

    def followed(
        self,
        start: Memory | None,
        move: Callable[[Memory | None, Passage], Memory | None],
    ) -> set[tuple[int, Memory]]:
        """What may be remembered in which node: `move` says what is remembered behind an edge, None: nothing. Begins with
        `start` where no run has begun, and with nothing in every other node.
        """
        found: set[tuple[int, Memory]] = set() if start is None else {(0, start)}
        todo: list[tuple[int, Memory | None]] = [(0, start)] if start is not None else []
        todo += ((node, None) for node in self.nodes())
        while todo:
            node, memory = todo.pop()
            for passage in self.leaving(node):
                after = move(memory, passage)
                if after is not None and (passage.edge.target, after) not in found:
                    found.add((passage.edge.target, after))
                    todo.append((passage.edge.target, after))
        return found


def runs_of(
    orchestration: Orchestration, program: Program, limit: int, world: Policy = SUSPENDED
) -> Runs | None:
    """All runs; None where there are more configurations than the limit."""
    passages: list[Passage] = []

    def watch(edge: Edge, result: Advance) -> None:
        passages.append(Passage(edge, result.changes))

    graph = explore(program, limit=limit, events=world, watch=watch)
    if not graph.complete:
        return None
    return Runs(orchestration, program, graph, tuple(passages))


def is_answer(edge: Edge) -> bool:
    """Whether it is a result, and no error is part of it."""
    return is_result(edge.transition.event) and not is_error(edge)


def is_error(edge: Edge) -> bool:
    """Whether an error is part of it."""
    return bool(edge.transition.faults) or isinstance(edge.transition.event, Fail)


def is_obliged(edge: Edge) -> bool:
    """Whether it is a result or an error in its place, whatever strikes on the way."""
    return is_result(edge.transition.event)


def stops(edge: Edge) -> bool:
    """Whether somebody ends the run."""
    return isinstance(edge.transition.event, Cancel | Recall)
