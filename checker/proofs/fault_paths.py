"""Where the fault path of a stage leads, in the words of the documented table ("Orchestration Stages", Fault Path)."""

from __future__ import annotations

from ...engine.program.program import StageProgram
from ...grammar.flow_graph import FlowGraph
from ..fault_row import FaultPath


def fault_path_of(stage: StageProgram, graph: FlowGraph) -> FaultPath:
    """How the fault path of a stage is drawn. A path joins back where it leads to the main flow, or to the recall path
    for stages of that path.
    """
    edge = next((edge for edge in graph.out(stage.name) if edge.kind == "fault"), None)
    if edge is None or stage.fault is None:
        return FaultPath.NONE
    if graph.fault_path_is_empty(stage.name):
        return FaultPath.EMPTY_ENDS if edge.target is None else FaultPath.EMPTY_JOINS
    ends = joins = False
    inside = graph.fault_path(stage.name)
    seen: set[str] = set()
    todo = [edge.target]
    while todo:
        name = todo.pop()
        if name is None:
            ends = True
        elif name not in inside:
            joins = joins or name in graph.elements
        elif name not in seen:
            seen.add(name)
            todo += (way.target for way in graph.out(name) if way.kind != "fault")
    if ends:
        return FaultPath.ENDS_OR_JOINS if joins else FaultPath.ENDS
    return FaultPath.JOINS if joins else FaultPath.CIRCLES


def documented_rows(path: FaultPath, *, in_fault_path: bool, is_decision: bool = False) -> tuple[str, ...]:
    """The rows of the documented tables that say what becomes of a run after such a failure.

    `in_fault_path`: the stage that fails lies in a fault path itself. `is_decision`: a decision fails, no stage.
    """
    match path:
        case FaultPath.NONE:
            return ("fault-path-fails",) if in_fault_path else ("fault-path-none",)
        case FaultPath.ENDS | FaultPath.EMPTY_ENDS:
            return ("fault-path-ends",)
        case FaultPath.JOINS:
            return ("fault-path-rejoins",)
        case FaultPath.ENDS_OR_JOINS:
            return ("fault-path-ends", "fault-path-rejoins")
        case FaultPath.EMPTY_JOINS:
            return ("fault-path-empty", "fault-path-rejoins")
        case FaultPath.OUTSIDE:
            return ("error-kind-decision",) if is_decision else ("error-kind-outside-stages",)
        case FaultPath.CIRCLES | FaultPath.RECALL:
            return ()
