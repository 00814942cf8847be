"""How the fault path of each stage ends, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from ...engine.program.program import StageProgram
from ...grammar.contract import FlowContract, Sum
from ...grammar.flow_graph import FlowGraph
from ...grammar.model import Orchestration
from ...grammar.sites import uses
from ..budget import BudgetSpentError
from ..diagrams.diagrams import EMPTY
from ..fault_row import FaultPath
from ..prose import listed
from .analysis import Analysis
from .counters import Ending, ending_of
from .fault_paths import fault_path_of
from .laps import fault_edges
from .parameters import good_values

MOST_SHOWN: Final = 8
UNCOUNTED: Final = "nothing counts the attempts"
UNSEEN: Final = "no decision on the way sees the attempts counted"
IN_VAIN: Final = "a decision reads the count, but no count that it sees ends this"
_COUNT: Final = "Count the attempts in a flow, and leave the loop by a decision on the count."
ADVICE: Final = {
    UNCOUNTED: _COUNT,
    UNSEEN: _COUNT,
    IN_VAIN: "Look in the run at what the count is on each lap: it may begin as null (null + 1 is null), be set back, be seen "
    "only after a rest, or pass the limit without being equal to it.",
}
"""What to do, by why laps go on."""


class FaultEnding(NamedTuple):
    """`verdict`: proved, refuted, assumed or vacuous; `reason` is a clause for people. `counts`: something is counted."""

    stage: StageProgram
    verdict: str
    reason: str
    assumptions: tuple[str, ...] = ()
    counts: bool = False


def fault_endings(
    analysis: Analysis, contracts: Mapping[str, FlowContract] | None = None
) -> Iterator[FaultEnding]:
    """One for each stage with a fault path, in the order of the definition. `contracts` by name in lower case."""
    graph = FlowGraph.of(analysis.program.orchestration)
    for stage in analysis.program.stages:
        if stage.fault is not None:
            yield _ending(analysis, graph, stage, contracts or {})


def _ending(
    analysis: Analysis, graph: FlowGraph, stage: StageProgram, contracts: Mapping[str, FlowContract]
) -> FaultEnding:
    if not any(analysis.is_taken(edge) for edge in fault_edges(analysis, stage.index)):
        return FaultEnding(stage, "vacuous", "no error leads into it")
    inside = graph.fault_path(stage.name)
    own = [stage.name, *(name for name in analysis.laps if name in inside and name != stage.name)]
    for name in own:
        laps = analysis.laps.get(name)
        if laps is not None and laps.forced:
            lead = "" if name == stage.name else f"it leads to {name}; "
            good = good_values(analysis, laps.forced.items())
            only = f"; it ends for {good}" if good else ""
            why = uncounted(analysis.program.orchestration, contracts.values(), name)
            return FaultEnding(stage, "refuted", f"{lead}{name}'s fault path returns to {name}; {why}{only}")
    for name in own:
        if name in analysis.laps:
            return FaultEnding(stage, "assumed", _if_finite(analysis, graph, name))
    if any(states != EMPTY for states in analysis.endless_by_results) and _leads_back(graph, stage):
        reason = "it ends if people and flows leave every rework loop in the end"
        return FaultEnding(stage, "assumed", reason)
    return _proved(analysis, graph, stage, contracts)


def uncounted(orchestration: Orchestration, contracts: Iterable[FlowContract], stage: str) -> str:
    """Why laps of a stage go on, as a clause: whether some flow on the way back to it counts at all, and whether a decision
    there reads the count.
    """
    way = _way_back(FlowGraph.of(orchestration), stage)
    called = {
        (step.calls or "").casefold()
        for behind, step in orchestration.steps()
        if behind.name in way or behind.name == stage
    }
    counted = {
        write.field.casefold()
        for contract in contracts
        if contract.name.casefold() in called
        for write in contract.writes
        if isinstance(write.value, Sum)
    }
    if not counted:
        return UNCOUNTED
    read = {
        use.reference.text.casefold()
        for use in uses(orchestration)
        if use.role == "formula" or (use.role == "outcome" and use.element.split("/")[1] in way)
    }
    if counted & read:
        return IN_VAIN
    return UNSEEN


def _way_back(graph: FlowGraph, stage: str) -> frozenset[str]:
    """The elements between an error of a stage and its next start, however that is reached."""
    behind = _walk(
        stage, lambda name: (edge.target for edge in graph.out(name) if name != stage or edge.kind == "fault")
    )
    before = _walk(stage, lambda name: (edge.source for edge in graph.into(name)))
    return behind & before


def _walk(start: str, following: Callable[[str], Iterable[str | None]]) -> frozenset[str]:
    """What is reached from an element, without going on from it a second time and without it."""
    found: set[str] = set()
    todo = [start]
    while todo:
        for name in following(todo.pop()):
            if name is not None and name != start and name not in found:
                found.add(name)
                todo.append(name)
    return frozenset(found)


def _if_finite(analysis: Analysis, graph: FlowGraph, stage: str) -> str:
    """The condition under which the laps of a stage end."""
    behind = graph.reachable_from(stage, fault=True)
    choosing = [
        decision.name
        for decision in analysis.program.decisions
        if decision.name in behind and stage in graph.reachable_from(decision.name, fault=True)
    ]
    leaving = f" or {listed(choosing)} leads elsewhere in the end" if choosing else ""
    return f"it leads back to {stage}, and ends if errors are finitely many{leaving}"


def _leads_back(graph: FlowGraph, stage: StageProgram) -> bool:
    return any(
        edge.target == stage.name
        or (edge.target is not None and stage.name in graph.reachable_from(edge.target, fault=True))
        for edge in graph.out(stage.name)
        if edge.kind == "fault"
    )


def _proved(
    analysis: Analysis, graph: FlowGraph, stage: StageProgram, contracts: Mapping[str, FlowContract]
) -> FaultEnding:
    if fault_path_of(stage, graph) is FaultPath.EMPTY_ENDS:
        return FaultEnding(stage, "proved", "it is empty: the run ends")
    if not _leads_back(graph, stage):
        return FaultEnding(stage, "proved", "no way leads back")
    try:
        found = ending_of(analysis, stage)
    except BudgetSpentError:
        found = None
    if found is None:
        return FaultEnding(stage, "proved", "a rank falls with every lap", counts=True)
    if found.laps == 0:
        return FaultEnding(stage, "proved", "a way leads back, but no run takes it")
    return FaultEnding(stage, "proved", _counted(found), _assumed(found, contracts), counts=True)


def _counted(found: Ending) -> str:
    most = f"it leads back at most {'once' if found.laps == 1 else f'{found.laps} times'}"
    if found.variable is None:
        return f"{most}: a rank falls with every lap, although no single value counts them"
    return f"{most}: every lap moves {found.variable} on ({_range(found.values)})"


def _range(values: tuple[str, ...]) -> str:
    """Each value by its first member: `0, 1, 2, 3` where the last one stands for 3 and more."""
    first = [value.partition(" … ")[0] for value in values]
    return ", ".join(first) if len(first) <= MOST_SHOWN else f"{', '.join(first[:3])} … {first[-1]}"


def _assumed(found: Ending, contracts: Mapping[str, FlowContract]) -> tuple[str, ...]:
    """The contracts that count."""
    wanted = (found.variable or "").casefold()
    return tuple(
        f"{contract.name} sets {write.field} to {write.value.reference} + {write.value.amount}, as its contract says"
        for contract in contracts.values()
        for write in contract.writes
        if write.field.casefold() == wanted and isinstance(write.value, Sum)
    )
