"""Shown runs are shortest: exploring everything in the interpreter finds none with fewer events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pytest
from agreement_campaign import program_of_draft
from agreement_generator import draw
from agreement_truth import ALONE

from stageproof.checker.encoding.encode import encode
from stageproof.checker.finding import TraceStep
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.evidence import nearest, shortest_run
from stageproof.checker.proofs.own.judge import judge_all
from stageproof.checker.proofs.own.verdicts import own_trace
from stageproof.checker.proofs.reachability import COMPLETES, STARTS, reachings, run_to
from stageproof.engine.exploration.answers import cannot_complete, traps
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.graph import Edge, Graph
from stageproof.engine.interpreter.advance import Advance
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Program
from stageproof.grammar.property import Happens, Property

Happened = tuple[str, str]
"""The path of an element, and the status or outcome that it gets."""
EVENTS = {"starts": "InProgress", "completes": "Completed", "fails": "Error"}


def _length(trace: Iterable[TraceStep]) -> int:
    """In events of the world, an error that strikes on the way is one of its own."""
    return sum(len(step.lines) for step in trace)


class Seen:
    """What happens on each edge of an exploration."""

    def __init__(self) -> None:
        self.happened: dict[Edge, set[Happened]] = {}

    def __call__(self, edge: Edge, result: Advance) -> None:
        found = self.happened.setdefault(edge, set())
        for change in result.changes:
            if (
                change.attribute == "Status" and change.subject.part in ("stage", "step")
            ) or change.attribute == "Outcome":
                found.add((change.subject.name, str(change.after)))

    def first(self, graph: Graph) -> dict[Happened, int]:
        """The fewest events after which each happens."""
        found: dict[Happened, int] = {}
        for edge, happened in self.happened.items():
            length = graph.distances[edge.source] + 1 + len(edge.transition.faults)
            for one in happened:
                found[one] = min(length, found.get(one, length))
        return found


def _drawn(number: int) -> Program | None:
    """A definition without evaluation flows: what they answer at first is chosen together with the beginning."""
    program = program_of_draft(draw(29, number))
    assert program is not None
    return None if program.flows else program


def _explored(program: Program) -> tuple[Graph, Seen] | None:
    seen = Seen()
    graph = explore(program, limit=1500, events=ALONE, watch=seen)
    return (graph, seen) if graph.complete else None


@pytest.mark.parametrize("start", range(0, 80, 10))
def test_shown_runs_have_as_few_events_as_the_interpreter_needs(start: int) -> None:
    shown = {"reachable": 0, "violation": 0, "wait": 0, "trap": 0}
    for number in range(start, start + 10):
        program = _drawn(number)
        explored = None if program is None else _explored(program)
        if program is None or explored is None:
            continue
        graph, seen = explored
        first = seen.first(graph)
        analysis = Analysis(encode(program, suspends=False))
        for told in reachings(analysis):
            if told.property in (STARTS, COMPLETES) and "/default" not in told.element:
                status = "InProgress" if told.property == STARTS else "Completed"
                name, _, outcome = told.element.partition("/")
                is_outcome = name.casefold() in program.decision_index
                key = (name, outcome) if is_outcome else (told.element, status)
                length = _length(run_to(analysis, told))
                assert length == first.get(key, 0), (number, told.property, told.element)
                shown["reachable"] += length > 0
        for stage, step in program.orchestration.steps():
            for event, status in EVENTS.items():
                claim = Property(kind="never", title="it", statement=Happens(element=step.name, event=event))
                (verdict,) = judge_all(_with(program, claim))
                length = _length(own_trace(verdict))
                assert length == first.get((f"{stage.name}/{step.name}", status), 0), (
                    number,
                    step.name,
                    event,
                )
                shown["violation"] += length > 0
        waits = [trap.node for trap in traps(graph) if not trap.helped]
        shown["wait"] += _as_near(analysis, graph, analysis.stuck, waits)
        shown["trap"] += _as_near(analysis, graph, analysis.trapped, cannot_complete(graph))
    assert all(shown.values()), shown


def _as_near(analysis: Analysis, graph: Graph, goals: Mapping[int, int], nodes: Sequence[int]) -> bool:
    """Whether there is a run to such states. The shown one has as few events as the nearest of the nodes needs."""
    assert bool(goals) is bool(nodes)
    if not goals:
        return False
    location = nearest(analysis, goals)
    trace = shortest_run(analysis, location, goals[location])
    assert _length(trace) == min(graph.distances[node] for node in nodes)
    return True


def _with(program: Program, claim: Property) -> Program:
    return compile_orchestration(replace(program.orchestration, properties=(claim,)), program.choices)
