"""What can be reached: every stage, step, outcome, fault path and end, with the edges that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from ...engine.program.program import StepProgram
from ..diagrams.diagrams import EMPTY
from ..encoding.places import End
from ..finding import TraceStep
from ..fixpoint.paths import Path, cube
from .analysis import Analysis
from .evidence import MOST_EVENTS, trace_steps
from .laps import fault_edges

STARTS: Final = "reachable"
COMPLETES: Final = "completes"
FAULT_PATH: Final = "fault-path-reachable"
INACTION: Final = "waits-if-nobody-acts"
NULL: Final = "null-decides"


def is_existential(property: str) -> bool:
    """Whether one run is enough to prove a claim."""
    return property in (STARTS, COMPLETES, FAULT_PATH, INACTION, NULL) or property.startswith("ends-")


class Reaching(NamedTuple):
    """A claim that something is reached: the property, the path of the element below the definition, and the edges one of
    which some run has to take.
    """

    property: str
    element: str
    edges: tuple[int, ...]


def reachings(analysis: Analysis) -> Iterator[Reaching]:
    """Every such claim, in the order of the definition."""
    program = analysis.program
    for stage in program.stages:
        name = stage.name
        yield Reaching(STARTS, name, tuple(analysis.edges_of("enter", name)))
        yield Reaching(COMPLETES, name, tuple(analysis.edges_of("complete stage", name)))
        for step in stage.steps:
            path = f"{name}/{step.name}"
            yield Reaching(STARTS, path, tuple(analysis.edges_of("start", step.name)))
            yield Reaching(COMPLETES, path, _completing(analysis, step))
        if stage.fault is not None:
            yield Reaching(FAULT_PATH, name, tuple(fault_edges(analysis, stage.index)))
    for decision in program.decisions:
        for outcome in (*(outcome.name for outcome in decision.outcomes), "default outcome"):
            path = f"{decision.name}/{outcome}"
            yield Reaching(STARTS, path, tuple(analysis.edges_of("take", path)))
    for number, place in analysis.locations():
        if isinstance(place, End):
            kind = f"ends-{place.status.casefold()}" + ("-resumable" if place.resumable else "")
            yield Reaching(kind, "", tuple(analysis.model.incoming[number]))


def run_to(analysis: Analysis, reaching: Reaching) -> tuple[TraceStep, ...]:
    """The shortest run that takes one of the edges; nothing where there is none, or it is too long to be shown."""
    return trace_steps(analysis, path_to(analysis, reaching.edges))


def path_to(analysis: Analysis, edges: Iterable[int]) -> Path | None:
    """The shortest path that ends with one of the edges; None where there is none, or it is too long to be shown."""
    shortest = analysis.shortest
    found: list[Path] = []
    for edge in edges:
        states = analysis.states_taking(edge)
        source = analysis.system.edges[edge].source
        way = shortest.path_to(source, states, MOST_EVENTS) if states != EMPTY else None
        if way is not None:
            behind = cube(analysis.model, analysis.model.moves[edge].forward(way.states[-1]))
            found.append(Path((*way.edges, edge), (*way.states, behind)))
    return min(found, key=shortest.cost, default=None)


def _completing(analysis: Analysis, step: StepProgram) -> tuple[int, ...]:
    """A person's step with an exit condition of its own completes by that, any other with its result."""
    exits = step.asks and (step.exit is not None or step.exit_flow is not None)
    return tuple(analysis.edges_of("exit" if exits else "complete", step.name))
