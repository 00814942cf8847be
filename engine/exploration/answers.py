"""What a graph of all runs answers: where runs end, what never happens, where they wait for ever or turn in circles.

Pure functions over `Graph`. These are the interpreter's answers, which those of proofs are compared with. On a graph
that is not complete they speak of what was explored: `never_reached` may still be reached, and only a node all of
whose futures are known is said to be unable to complete.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import NamedTuple

from ..configuration import Configuration
from ..error_kinds import ErrorKind
from ..events import Complete, Evaluate, Publish, SetField
from ..interpreter.refusal import is_over
from ..program.program import Program
from ..statuses import RunStatus, StepStatus, SubmissionStatus
from .fillings import is_result
from .graph import Edge, Graph, Reached
from .policy import Happening

DEFAULT_OUTCOME = "default outcome"


class Cause(NamedTuple):
    """The kind of error that runs failed with: `nodes` in number, the nearest of which is `node`."""

    kind: ErrorKind
    nodes: int
    node: int


class End(NamedTuple):
    """A way in which runs end: `nodes` in number, the nearest of which is `node`.

    `resumable`: in Error, and somebody could still resume it. `submission` is that of an approval. `causes`: the kinds
    of error that ended it, nearest first; none where no error did.
    """

    run: RunStatus
    resumable: bool
    submission: SubmissionStatus | None
    nodes: int
    node: int
    causes: tuple[Cause, ...] = ()


class Trap(NamedTuple):
    """A run In Progress that rests although nobody is obliged to do anything.

    `helped`: something optional may get it going again: a record change, also by a flow that nobody waits for any more,
    an answer of an evaluation flow, a published event. Without help it waits for ever.
    """

    node: int
    helped: bool


def ends(graph: Graph) -> tuple[End, ...]:
    """How runs end, Completed first, then Canceled, then Error; each with its nearest node."""
    found: dict[tuple[RunStatus, bool, SubmissionStatus | None], list[int]] = {}
    for node, configuration in enumerate(graph.configurations):
        key = _way_to_end(configuration)
        if key is not None:
            found.setdefault(key, []).append(node)
    order = [RunStatus.COMPLETED, RunStatus.CANCELED, RunStatus.ERROR]
    listed = [
        End(*key, len(nodes), _nearest(graph, nodes), _causes(graph, nodes)) for key, nodes in found.items()
    ]
    return tuple(sorted(listed, key=lambda end: (order.index(end.run), end.resumable, str(end.submission))))


def is_end(configuration: Configuration, end: End) -> bool:
    """Whether a run in this configuration has ended in this way."""
    return _way_to_end(configuration) == (end.run, end.resumable, end.submission)


def reached_elements(graph: Graph) -> dict[Reached, Edge]:
    """Everything that happened somewhere (a status, an outcome, a fault path), with the first edge it happened on."""
    return dict(graph.reached)


def elements(program: Program) -> tuple[Reached, ...]:
    """What a reader expects to happen in some run: each stage and step starts, each outcome and fault path is taken."""
    found: list[Reached] = []
    for stage in program.stages:
        found.append(Reached("stage", stage.name, "InProgress"))
        found += (Reached("step", step.subject.name, StepStatus.IN_PROGRESS.value) for step in stage.steps)
    for stage in program.stages:
        if stage.fault is not None:
            found.append(Reached("fault path", stage.name, "taken"))
    for decision in program.decisions:
        names = (*(outcome.name for outcome in decision.outcomes), DEFAULT_OUTCOME)
        found += (Reached("decision", decision.name, name) for name in names)
    return tuple(found)


def never_reached(graph: Graph) -> tuple[Reached, ...]:
    """Stages and steps that never start, outcomes and fault paths that are never taken, in the order of the definition.

    Under a policy without errors no fault path is taken: leave them out of what you say.
    """
    return tuple(element for element in elements(graph.program) if element not in graph.reached)


def traps(graph: Graph) -> tuple[Trap, ...]:
    """Runs In Progress that rest although nobody is obliged to do anything, nearest first."""
    waiting = [
        node
        for node, configuration in enumerate(graph.configurations)
        if graph.is_explored(node) and _waits_for_nobody(graph.program, configuration)
    ]
    if not waiting:
        return ()
    stuck = set(waiting)
    moving = (node for node in range(len(graph)) if node not in stuck)
    helped = backward(
        graph,
        moving,
        lambda edge: isinstance(edge.transition.event, SetField | Evaluate | Publish | Complete),
    )
    waiting.sort(key=lambda node: (graph.distances[node], node))
    return tuple(Trap(node, node in helped) for node in waiting)


def can_complete(graph: Graph) -> frozenset[int]:
    """The nodes from which Completed can be reached, or may be for all that was explored.

    A run in Error is not counted on: nobody has to resume it (design ruling `end`).
    """
    goals = (
        node
        for node, configuration in enumerate(graph.configurations)
        if configuration.run is RunStatus.COMPLETED or not graph.is_explored(node)
    )
    configurations = graph.configurations
    return backward(graph, goals, lambda edge: configurations[edge.source].run is not RunStatus.ERROR)


def cannot_complete(graph: Graph) -> tuple[int, ...]:
    """Nodes of runs that are In Progress or Suspended from which no future leads to Completed, nearest first.

    Left out: a suspended run that will fail because a stored result is an error, and one whose submission was
    recalled; both are on their way to an end already. Suspended runs too where the policy lets nobody resume them.
    """
    able = can_complete(graph)
    going = [RunStatus.IN_PROGRESS]
    if Happening.RESUME not in graph.policy.without:
        going.append(RunStatus.SUSPENDED)
    found = [
        node
        for node, configuration in enumerate(graph.configurations)
        if node not in able
        and configuration.run in going
        and not configuration.recalling
        and not any(result.error for result in configuration.stored)
    ]
    return tuple(sorted(found, key=lambda node: (graph.distances[node], node)))


def backward(graph: Graph, goals: Iterable[int], follows: Callable[[Edge], bool]) -> frozenset[int]:
    """The goals, and every node from which edges of a kind lead to one."""
    sources: dict[int, list[int]] = {}
    for node in range(len(graph)):
        for edge in graph.edges(node):
            if follows(edge):
                sources.setdefault(edge.target, []).append(node)
    found = set(goals)
    todo = deque(found)
    while todo:
        for source in sources.get(todo.popleft(), ()):
            if source not in found:
                found.add(source)
                todo.append(source)
    return frozenset(found)


def _way_to_end(configuration: Configuration) -> tuple[RunStatus, bool, SubmissionStatus | None] | None:
    run = configuration.run
    if run is None or not (is_over(configuration) or run is RunStatus.ERROR):
        return None
    return run, not is_over(configuration), configuration.submission


def _nearest(graph: Graph, nodes: Iterable[int]) -> int:
    return min(nodes, key=lambda node: (graph.distances[node], node))


def _causes(graph: Graph, nodes: Iterable[int]) -> tuple[Cause, ...]:
    """What made the runs of these nodes fail, kind by kind."""
    found: dict[ErrorKind, list[int]] = {}
    for node in nodes:
        configuration = graph.configurations[node]
        if configuration.failure is not None and configuration.run is RunStatus.ERROR:
            found.setdefault(configuration.failure.kind, []).append(node)
    causes = [Cause(kind, len(failed), _nearest(graph, failed)) for kind, failed in found.items()]
    return tuple(sorted(causes, key=lambda cause: (graph.distances[cause.node], cause.node)))


def _waits_for_nobody(program: Program, configuration: Configuration) -> bool:
    from ..enabled import enabled

    return configuration.run is RunStatus.IN_PROGRESS and not any(
        is_result(template.event) for template in enabled(program, configuration)
    )
