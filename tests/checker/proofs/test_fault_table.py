"""The fault table says of every error how the run can end: exploring everything finds the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from agreement_campaign import case, program_of_draft
from agreement_truth import ALONE
from agreement_watch import Watch

from stageproof.checker.context import Context
from stageproof.checker.encoding.encode import encode
from stageproof.checker.fault_row import Ending, FaultPath, FaultRow
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.fault_table import fault_rows, fault_table
from stageproof.engine.configuration import Configuration
from stageproof.engine.decisions.choices import choices
from stageproof.engine.error_kinds import STRIKES, ErrorKind
from stageproof.engine.events import Cancel, Fail, Recall
from stageproof.engine.exploration.answers import backward
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.fillings import is_result as is_obliged
from stageproof.engine.exploration.graph import Edge, Graph
from stageproof.engine.exploration.loops import circles
from stageproof.engine.interpreter.advance import Advance
from stageproof.engine.interpreter.refusal import is_over
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Program
from stageproof.engine.statuses import RunStatus
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

SPECS = Path(__file__).parents[3] / "specs"
Told = dict[tuple[str, str], tuple[frozenset[Ending], frozenset[Ending]]]


class Errors:
    """The errors that struck last on each edge, by the node behind it, and all errors that could be told."""

    def __init__(self, program: Program) -> None:
        self.watch = Watch(program)
        self.last: dict[int, set[tuple[str, str]]] = {}
        self.is_all = True

    def __call__(self, edge: Edge, result: Advance) -> None:
        self.watch(edge, result)
        event, faults = edge.transition
        told = [each for each in (event, *faults) if isinstance(each, Fail)]
        if len(told) > 1 and any(fault.kind is ErrorKind.EVALUATION_FLOW for fault in told):
            self.is_all = False  # these are not told in the order in which they strike
            return
        if told:
            element = self.watch._element(told[-1])
            if element is not None:
                self.last.setdefault(edge.target, set()).add((element, told[-1].kind.value))


def _ending(configuration: Configuration) -> Ending | None:
    match configuration.run:
        case RunStatus.COMPLETED:
            return Ending.COMPLETED
        case RunStatus.ERROR:
            return Ending.FINAL if is_over(configuration) else Ending.RESUMABLE
        case _:
            return None


def _explored(program: Program, limit: int) -> tuple[Told, bool] | None:
    """Of every element and kind of error: how runs can end if nothing else fails, and at all; and whether that is all."""
    errors = Errors(program)
    graph = explore(program, limit=limit, events=ALONE, watch=errors)
    if not graph.complete:
        return None

    def is_anything(edge: Edge) -> bool:
        return not isinstance(edge.transition.event, Cancel | Recall)

    def is_result(edge: Edge) -> bool:
        return (
            is_anything(edge) and not edge.transition.faults and not isinstance(edge.transition.event, Fail)
        )

    ends = [_ending(configuration) for configuration in graph.configurations]
    over = [node for node, found in enumerate(graph.configurations) if is_ended(found)]
    never = set(range(len(graph))) - backward(graph, over, is_result)

    def goals(ending: Ending, follows: Callable[[Edge], bool]) -> Iterable[int]:
        if ending is Ending.FOREVER:
            return never
        if ending is Ending.ROUND:
            return _on_circles(graph, lambda edge: follows(edge) and edge.target not in never)
        return [n for n, end in enumerate(ends) if end is ending]

    by_results, with_errors = (
        {ending: backward(graph, goals(ending, follows), follows) for ending in Ending}
        for follows in (is_result, is_anything)
    )
    told: dict[tuple[str, str], tuple[set[Ending], set[Ending]]] = {}
    for node, found in errors.last.items():
        for error in found:
            told.setdefault(error, (set(), set()))[0].update(_of(node, by_results))
    for node, found in errors.watch.errors.items():
        for error in found:
            told.setdefault(error, (set(), set()))[1].update(_of(node, with_errors))
    alike = _alike({error: (frozenset(then), frozenset(more)) for error, (then, more) in told.items()})
    return alike, errors.is_all


def _on_circles(graph: Graph, follows: Callable[[Edge], bool]) -> set[int]:
    """The nodes that results, and errors where `follows` allows them, lead from one to another and back."""
    return {
        node
        for nodes in circles(graph, lambda edge: follows(edge) and is_obliged(edge.transition.event))
        for node in nodes
    }


def _alike(told: Told) -> Told:
    """Of errors that come to the same, an exploration follows further errors after one alone."""
    more: dict[object, frozenset[Ending]] = {}

    def key(error: tuple[str, str]) -> object:
        return error[0], STRIKES[ErrorKind(error[1])], told[error][0]

    for error, (_, found) in told.items():
        more[key(error)] = more.get(key(error), frozenset()) | found
    return {error: (then, more[key(error)]) for error, (then, _) in told.items()}


def _of(node: int, nodes: dict[Ending, frozenset[int]]) -> set[Ending]:
    return {ending for ending, found in nodes.items() if node in found}


def is_ended(configuration: Configuration) -> bool:
    return configuration.run not in (None, RunStatus.IN_PROGRESS, RunStatus.SUSPENDED)


def _tabled(program: Program) -> Told:
    told: Told = {}
    for row in fault_table(Analysis(encode(program, suspends=False))):
        for kind in row.errors:
            element = _element(row, kind)
            then, more = told.get((element, kind), (frozenset[Ending](), frozenset[Ending]()))
            told[element, kind] = then | set(row.then), more | set(row.then_with_errors)
    return told


def _element(row: FaultRow, kind: str) -> str:
    if kind == "platform":
        return "run"
    if row.stage is None:
        return row.decision or ""
    return row.stage if row.step is None or kind == "evaluation-flow" else f"{row.stage}/{row.step}"


@pytest.mark.parametrize("number", range(40))
def test_the_rows_of_drawn_definitions_are_what_exploring_everything_finds(number: int) -> None:
    found = case(3, number)
    program = program_of_draft(found.draft)
    assert program is not None
    explored = _explored(program, 4000)
    assert explored is not None
    _agree(explored, _tabled(program))


def _agree(explored: tuple[Told, bool], tabled: Told) -> None:
    told, is_all = explored
    assert told.keys() <= tabled.keys()
    for error, (then, more) in told.items():
        assert then <= tabled[error][0], error
        assert more <= tabled[error][1], error
    if is_all:
        told |= {
            error: ends
            for error, ends in tabled.items()
            if error[1] == "process-result" or (error[1] == "platform" and error not in told)
        }
        assert tabled == told


@pytest.mark.parametrize("name", ["good", "seeded"])
@pytest.mark.parametrize(
    "folder", sorted(path.parent.name for path in SPECS.glob("*/good.orch")), ids=lambda folder: folder
)
def test_the_rows_of_the_examples_are_what_exploring_everything_finds(folder: str, name: str) -> None:
    text = (SPECS / folder / f"{name}.orch").read_text(encoding="utf-8")
    orchestration = parse(Source(f"{name}.orch", text)).orchestration
    assert orchestration is not None
    program = compile_orchestration(orchestration)
    explored = _explored(program, 2000)
    if explored is None:
        pytest.skip("too large to be explored; its rows rest on the drawn definitions")
    _agree(explored, _tabled(program))


def _rows(stages: str, *, approval: bool = False) -> tuple[FaultRow, ...]:
    kind, start = ("approval", "approval") if approval else ("orchestration", "autolaunched")
    text = f"{kind} Order {{\n  start {start} -> Check\n{stages}\n}}\n"
    parsed = parse(Source("order.orch", text))
    assert parsed.orchestration is not None
    assert not parsed.diagnostics
    return fault_table(Analysis(encode(compile_orchestration(parsed.orchestration, choices()))))


def _row(rows: tuple[FaultRow, ...], place: str, kind: str = "called-flow") -> FaultRow:
    return next(row for row in rows if place in (row.stage, row.step, row.decision) and kind in row.errors)


CHECK = "  stage Check { background Look calls Look_Up  on error -> %s  then Ship }\n"
SHIP = "  stage Ship { background Send calls Send_It  then end }\n"


@pytest.mark.parametrize(
    ("fault", "more", "path", "documented"),
    [
        (
            "Help",
            "  stage Help { background Mend calls Mend_It  then end }",
            FaultPath.ENDS,
            ("fault-path-ends",),
        ),
        (
            "Help",
            "  stage Help { background Mend calls Mend_It  then go to Ship }",
            FaultPath.JOINS,
            ("fault-path-rejoins",),
        ),
        ("end", "", FaultPath.EMPTY_ENDS, ("fault-path-ends",)),
        ("go to Ship", "", FaultPath.EMPTY_JOINS, ("fault-path-empty", "fault-path-rejoins")),
        (
            "Which",
            """
  decision Which { when Look is Error -> Help  otherwise -> go to Ship }
  stage Help { background Mend calls Mend_It  then end }
""",
            FaultPath.ENDS_OR_JOINS,
            ("fault-path-ends", "fault-path-rejoins"),
        ),
        (
            "Help",
            "  stage Help { background Mend calls Mend_It  then go to Help }",
            FaultPath.CIRCLES,
            (),
        ),
    ],
)
def test_a_caught_error_is_told_by_where_the_fault_path_leads(
    fault: str, more: str, path: FaultPath, documented: tuple[str, ...]
) -> None:
    row = _row(_rows(CHECK % fault + SHIP + more), "Look")
    assert (row.fault_path, row.documented, row.resumable, row.agrees) == (path, documented, None, True)
    assert row.then == ((Ending.FOREVER,) if path is FaultPath.CIRCLES else (Ending.COMPLETED,))


def test_a_loop_that_answers_may_repeat_is_told_beside_the_end_that_they_may_lead_to() -> None:
    text = """
  decision Again { when Mend.Outputs.again = true -> go to Check  otherwise -> end, intended }
  stage Help { background Mend calls Mend_It  then Again }
  flow Mend_It { out again: boolean }
"""
    row = _row(_rows(CHECK % "Help" + SHIP + text), "Look")
    assert row.then == (Ending.COMPLETED,)
    text = text.replace("go to Check", "go to Help")
    row = _row(_rows(CHECK % "Help" + SHIP + text), "Look")
    assert row.then == (Ending.COMPLETED, Ending.ROUND)
    assert row.agrees


def test_a_loop_that_only_further_errors_repeat_is_told_beside_those_errors() -> None:
    row = _row(_rows(CHECK % "go to Check" + SHIP), "Look")
    assert row.then == (Ending.COMPLETED,)
    assert Ending.ROUND in row.then_with_errors
    assert Ending.FOREVER not in row.then_with_errors
    ended = _row(_rows(CHECK % "go to Ship" + SHIP), "Look")
    assert Ending.ROUND not in ended.then_with_errors


def test_an_error_that_nothing_catches_ends_the_run_and_its_kind_says_whether_it_can_be_resumed() -> None:
    rows = _rows(CHECK % "Help" + SHIP + "  stage Help { background Mend calls Mend_It  then end }")
    sent, mended = _row(rows, "Send"), _row(rows, "Mend")
    assert (sent.fault_path, sent.then, sent.resumable) == (FaultPath.NONE, (Ending.RESUMABLE,), True)
    assert sent.agrees
    assert _row(rows, "Send", "process-result").agrees
    assert sent.documented == ("fault-path-none",)
    assert mended.documented == ("fault-path-fails",)
    assert _row(rows, "Send", "process-result").then == (Ending.FINAL,)
    assert _row(rows, "Send", "process-result").resumable is False
    assert _row(rows, "Look").then_with_errors == (Ending.COMPLETED, Ending.RESUMABLE, Ending.FINAL)


def test_errors_outside_of_stages_are_caught_by_no_fault_path() -> None:
    rows = _rows(
        "  stage Check { interactive Ask calls Form assigned to queue Desk  on error -> end  then Which }\n"
        "  decision Which { when Ask is Completed -> end, intended  otherwise -> end, intended }"
    )
    platform, decision = _row(rows, "Check", "platform"), _row(rows, "Which", "decision")
    assert (platform.fault_path, platform.documented) == (FaultPath.OUTSIDE, ("error-kind-outside-stages",))
    assert (decision.stage, decision.documented) == (None, ("error-kind-decision",))
    assert platform.then == decision.then == (Ending.FINAL,)
    assert _row(rows, "Ask").fault_path is FaultPath.EMPTY_ENDS


def test_rows_come_in_the_order_in_which_runs_come_by_and_only_where_an_error_can_strike() -> None:
    rows = _rows(
        "  stage Check { background Look calls Look_Up  then Also }\n"
        "  stage Also {\n    background Never calls Look_Up starts when Never is Completed\n    completes when Look is Completed  then end }"
    )
    assert [row.step for row in rows] == ["Look", "Look", None]
    assert {row.orchestration for row in rows} == {"Order"}


def test_a_loop_through_a_stage_that_never_ends_unless_it_fails_is_told_beside_errors() -> None:
    """An error as Trap starts leads back before the run has come to rest where nothing but an error leads on."""
    text = """
  stage Check { background Look calls Look_Up  then Again }
  decision Again { when Look.Outputs.again = true -> Trap  otherwise -> end, intended }
  stage Trap {
    background Wait calls Look_Up
    completes when Wait is Error
    on error -> go to Check
    then end
  }
  flow Look_Up { async  out again: boolean }
"""
    rows = _rows(text)
    caught = _row(rows, "Wait")
    assert caught.then == (Ending.COMPLETED, Ending.FOREVER)
    assert Ending.ROUND in caught.then_with_errors


def test_there_is_a_table_where_there_is_an_analysis_and_none_and_no_excuse_where_there_is_none() -> None:
    text = f"orchestration Order {{\n  start autolaunched -> Check\n{CHECK % 'end'}{SHIP}\n}}\n"
    source = Source("order.orch", text)
    orchestration = parse(source).orchestration
    assert orchestration is not None
    context = Context(orchestration, source, lambda _: None)
    table, missing = fault_rows(context)
    assert ({row.path for row in table}, missing) == ({"order.orch"}, ())
    vars(context)["proofs"] = replace(context.proofs, analysis=None)
    assert fault_rows(context) == ((), ())
