"""Ways past an approval: exploring everything finds the same."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

import pytest
from agreement_truth import ALONE
from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.approving import Approving, run_of_way
from stageproof.engine.events import Cancel, Complete, Fail, Recall, SetField
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.graph import Edge, Graph
from stageproof.engine.history import Change
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Program
from stageproof.engine.statuses import RunStatus, StageStatus, StepStatus
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

ASK = "approval A{0} calls standard_approvals__EvaluateApproval assigned to group Team"
DO = "background A{0} calls Do_It async"
NAMES = range(1, 5)


def _drawn(number: int) -> Program:
    """A small approval process: stages that ask or do something, each with a decision behind it."""
    chance = Random(number)
    asks = [chance.random() < 0.6 for _ in NAMES]
    parts = ['  setting runInMode "SystemModeWithoutSharing"', "  start approval -> S1"]
    for name, is_asking in zip(NAMES, asks, strict=True):
        step = (ASK if is_asking else DO).format(name)
        error = f"  on error -> go to {_target(chance)}" if chance.random() < 0.3 else ""
        following = f"D{name}" if chance.random() < 0.7 else f"go to {_target(chance)}"
        parts.append(f"  stage S{name} {{ {step}\n{error}\n  then {following} }}")
        asked = [other for other, is_one in zip(NAMES, asks, strict=True) if is_one]
        outcomes = "".join(
            f'\n    when A{chance.choice(asked)}.Outputs.approvalDecision = "{chance.choice(("Approve", "Reject"))}"'
            f" -> go to {_target(chance)}"
            for _ in range(chance.randint(1, 2))
            if asked
        )
        parts.append(
            f"  decision D{name} {{{outcomes}\n    otherwise -> {chance.choice(('end', 'go to S2'))} }}"
        )
    text = "approval Drawn {\n" + "\n".join(parts) + "\n  flow Do_It { type AutoLaunchedFlow  async }\n}\n"
    orchestration = parse(Source("drawn.orch", text)).orchestration
    assert orchestration is not None
    return compile_orchestration(orchestration)


def _target(chance: Random) -> str:
    return chance.choice(("S1", "S2", "S3", "S4", "D1", "D2", "D3"))


def _is_asked(change: Change, asking: set[str]) -> bool:
    return (
        change.subject.part == "step"
        and change.after is StepStatus.IN_PROGRESS
        and change.subject.name in asking
    )


def _is_quiet(edge: Edge) -> bool:
    event, faults = edge.transition
    return not faults and not isinstance(event, Cancel | Recall | SetField | Fail)


def _unasked(graph: Graph, asking: set[str]) -> bool:
    """Whether some run completes in which no approval step has started."""
    seen = {0}
    todo = [0]
    while todo:
        node = todo.pop()
        if graph.configurations[node].run is RunStatus.COMPLETED:
            return True
        for edge in graph.edges(node):
            is_way = _is_quiet(edge)
            asked = any(_is_asked(change, asking) for change in graph.changes(edge))
            if edge.target not in seen and is_way and not asked:
                seen.add(edge.target)
                todo.append(edge.target)
    return False


def _entered(
    graph: Graph, asking: set[str], stages: set[str], is_rejected: Callable[[Edge], bool]
) -> set[str]:
    """The stages that are entered after such an edge before anybody is asked anew."""
    found: set[str] = set()
    starts = [edge for node in range(len(graph)) for edge in graph.edges(node) if is_rejected(edge)]
    seen: set[int] = set()
    while starts:
        edge = starts.pop()
        if not _is_quiet(edge):
            continue
        for change in graph.changes(edge):
            if _is_asked(change, asking):
                break
            if change.subject.part == "stage" and change.after is StageStatus.IN_PROGRESS:
                found |= {change.subject.name} & stages
        else:
            if edge.target not in seen:
                seen.add(edge.target)
                starts += graph.edges(edge.target)
    return found


def _asking(program: Program) -> set[str]:
    return {
        step.subject.name
        for stage, made in zip(program.orchestration.stages, program.stages, strict=True)
        for written, step in zip(stage.steps, made.steps, strict=True)
        if written.is_approval
    }


@pytest.mark.parametrize("number", range(150))
def test_what_passes_an_approval_is_what_exploring_everything_finds(number: int) -> None:
    program = _drawn(number)
    graph = explore(program, limit=4000, events=ALONE)
    assert graph.complete
    asking = _asking(program)
    analysis = Analysis(encode(program, suspends=False))
    approving = Approving(analysis)
    assert (approving.unasked is not None) == _unasked(graph, asking)
    if approving.unasked is not None:
        assert run_of_way(analysis, approving.unasked)
    for gate in approving.gates:
        passed = approving.rejected(gate)
        name = gate.step.name

        def is_rejected(edge: Edge, name: str = name) -> bool:
            event = edge.transition.event
            return (
                isinstance(event, Complete)
                and event.step.rpartition("/")[2] == name
                and ("approvalDecision", "Reject") in event.outputs
            )

        stages = {program.stages[stage].name for stage in gate.stages}
        entered = _entered(graph, asking, stages, is_rejected)
        if passed is None or passed.fails:
            assert not entered
        else:
            assert entered
            assert run_of_way(analysis, passed.way)


REJECTED: Final = """approval Drawn {
  setting runInMode "SystemModeWithoutSharing"
  start approval -> Ask
  stage Ask { approval A calls standard_approvals__EvaluateApproval assigned to group Team  then Approved }
  decision Approved { when A.Outputs.approvalDecision = "Approve" -> Large  otherwise -> Prepare }
  decision Large { when $Record.Amount__c > 100 -> Sign  otherwise -> go to Prepare }
  stage Prepare { background P calls Do_It async  then go to Sign }
  stage Sign { background S calls Do_It async  then end }
  flow Do_It { type AutoLaunchedFlow  async }
}
"""


def test_what_a_decision_keeps_for_approvals_may_stand_behind_another_decision() -> None:
    approving = Approving(Analysis(encode(program_of(REJECTED), suspends=False)))
    program = approving.analysis.program
    assert [
        (gate.decision.name, sorted(program.stages[stage].name for stage in gate.stages))
        for gate in approving.gates
    ] == [("Approved", ["Sign"])]


def test_the_run_that_is_shown_rejects_although_an_approval_gets_there_sooner() -> None:
    text = REJECTED.replace("-> Large", "-> go to Sign")
    approving = Approving(Analysis(encode(program_of(text), suspends=False)))
    (gate,) = approving.gates
    passed = approving.rejected(gate)
    assert passed is not None
    assert [step.event for step in run_of_way(approving.analysis, passed.way)] == [
        "begin with $Record.Amount__c = 100",
        'complete A with approvalDecision = "Reject"',
        "complete P",
    ]


FAILED: Final = """approval Drawn {
  setting runInMode "SystemModeWithoutSharing"
  start approval -> Ask
  stage Ask {
    approval A calls standard_approvals__EvaluateApproval assigned to group Team
    background B calls Do_It async
    on error -> Left
    then Approved
  }
  decision Approved { when A.Outputs.approvalDecision = "Approve" -> Sign  otherwise -> end }
  decision Left { when A is Discontinued -> go to Sign  otherwise -> end }
  stage Sign { background S calls Do_It async  then end }
  flow Do_It { type AutoLaunchedFlow  async }
}
"""


def test_an_error_passes_an_approval_though_the_fault_path_looks_at_how_the_step_was_left() -> None:
    """The step waits before the error, and is discontinued by it."""
    approving = Approving(Analysis(encode(program_of(FAILED), suspends=False)))
    (gate,) = approving.gates
    passed = approving.unanswered(gate)
    assert passed is not None
    assert [step.event for step in run_of_way(approving.analysis, passed.way)] == [
        "begin and fail B with prepare-request"
    ]


def test_an_error_behind_the_answer_passes_no_approval() -> None:
    text = FAILED.replace("A is Discontinued", "A is Completed")
    approving = Approving(Analysis(encode(program_of(text), suspends=False)))
    (gate,) = approving.gates
    assert approving.unanswered(gate) is None
