"""The answers of an exploration, put together: what is said of it in text and in JSON."""

from __future__ import annotations

from enum import StrEnum

from ...engine.exploration.answers import End, cannot_complete, ends, never_reached, traps
from ...engine.exploration.graph import Graph, Reached
from ...engine.exploration.loops import loops
from ...engine.statuses import RunStatus
from ...grammar.light_dataclass import dataclass


class Completion(StrEnum):
    """Whether runs come to Completed. `ALWAYS`: while a run goes on it can still be completed, and some run is.

    `NOT_ALWAYS`: some run goes on although it cannot complete any more. `NEVER`: no run completes. `NO_RUN`: none
    begins. `UNKNOWN`: the exploration ended early, or not every combination of values was tried.
    """

    ALWAYS = "always"
    NOT_ALWAYS = "not-always"
    NEVER = "never"
    NO_RUN = "no-run"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """Something that can go wrong: in so many configurations (`count`), the nearest of which is `node`.

    `stages` are those where it does, in the order of the definition.
    """

    count: int
    node: int
    stages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a graph of all runs shows, of what took part in it (`graph.policy`).

    `waits_forever`: nobody is obliged to act and nothing that may happen helps; `waits_for_the_world`: only a record
    change, an answer of an evaluation flow or a published event helps. `stuck`: Completed is out of reach. `endless`:
    results lead round and round and never to an end. `rework`: the stages of each loop that can be left.
    """

    graph: Graph
    completion: Completion
    ends: tuple[End, ...]
    never: tuple[Reached, ...]
    waits_forever: Place | None
    waits_for_the_world: Place | None
    stuck: Place | None
    endless: Place | None
    rework: tuple[tuple[str, ...], ...]

    @property
    def is_sound(self) -> bool:
        """False where some run waits for ever, turns for ever, cannot complete, or fails by the definition's own fault.

        Also where it is certain that no run completes, or that none begins.
        """
        is_vain = self.completion in (Completion.NEVER, Completion.NO_RUN)
        return not (is_vain or self.waits_forever or self.stuck or self.endless or self.graph.mistakes)

    @property
    def completes(self) -> bool:
        """Whether some run was found that completes."""
        return any(end.run is RunStatus.COMPLETED for end in self.ends)


def summarize(graph: Graph) -> Summary:
    """Ask a graph everything. Elements that only an error reaches are not missed where errors are left out."""
    found = traps(graph)
    circles = loops(graph)
    never = never_reached(graph)
    if not graph.policy.has_strikes:
        in_fault_paths = {stage.name for stage in graph.program.stages if stage.in_fault_path}
        never = tuple(
            element
            for element in never
            if element.part != "fault path" and element.name.partition("/")[0] not in in_fault_paths
        )
    stuck = cannot_complete(graph)
    ended = ends(graph)
    return Summary(
        graph,
        _completion(graph, ended, stuck),
        ended,
        never,
        _place(graph, [trap.node for trap in found if not trap.helped]),
        _place(graph, [trap.node for trap in found if trap.helped]),
        _place(graph, list(stuck)),
        _place(graph, [loop.nearest for loop in circles if not loop.can_end]),
        tuple(dict.fromkeys(loop.stages for loop in circles if loop.can_end)),
    )


def _completion(graph: Graph, ended: tuple[End, ...], stuck: tuple[int, ...]) -> Completion:
    if graph.stop is None and len(graph) == 1:
        return Completion.NO_RUN if graph.complete else Completion.UNKNOWN
    if not any(end.run is RunStatus.COMPLETED for end in ended):
        return Completion.NEVER if graph.complete else Completion.UNKNOWN
    if stuck and not graph.notes:
        return Completion.NOT_ALWAYS
    return Completion.ALWAYS if graph.complete else Completion.UNKNOWN


def _place(graph: Graph, nodes: list[int]) -> Place | None:
    if not nodes:
        return None
    locations = {graph.configurations[node].location for node in nodes}
    stages = tuple(stage.name for stage in graph.program.stages if stage.index in locations)
    return Place(len(nodes), nodes[0], stages)
