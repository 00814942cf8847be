"""The fault table says of every error how the run can end: exploring everything finds the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from agreement_campaign import case
from agreement_faults import explored_errors, fault_differences
from agreement_truth import ALONE, SUSPENDED
from large_definitions import context_of

from stageproof.checker.context import Context
from stageproof.checker.encoding.encode import encode
from stageproof.checker.fault_row import Ending, FaultPath, FaultRow
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.fault_table import fault_rows, fault_table
from stageproof.engine.decisions.choices import choices
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Program
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

SPECS = Path(__file__).parents[3] / "specs"


def _table(program: Program) -> tuple[FaultRow, ...]:
    return fault_table(Analysis(encode(program, suspends=False)))


@pytest.mark.parametrize("number", range(24))
def test_the_rows_of_drawn_definitions_are_what_exploring_everything_finds(number: int) -> None:
    program = case(3, number).program
    explored = explored_errors(program, 4000, ALONE)
    assert explored is not None
    assert list(fault_differences(explored, _table(program))) == []


@pytest.mark.parametrize("number", range(12))
def test_the_rows_that_people_read_are_true_of_suspended_runs_too(number: int) -> None:
    found = case(72, number)
    explored = explored_errors(found.program, 2000, SUSPENDED)
    if explored is None:
        pytest.skip("too large to be explored with suspended runs")
    rows, missing = fault_rows(context_of(found.draft.text(), too_large=False))
    assert not missing
    assert list(fault_differences(explored, rows)) == []


@pytest.mark.parametrize("name", ["good", "seeded"])
@pytest.mark.parametrize(
    "folder", sorted(path.parent.name for path in SPECS.glob("*/good.orch")), ids=lambda folder: folder
)
def test_the_rows_of_the_examples_are_what_exploring_everything_finds(folder: str, name: str) -> None:
    text = (SPECS / folder / f"{name}.orch").read_text(encoding="utf-8")
    orchestration = parse(Source(f"{name}.orch", text)).orchestration
    assert orchestration is not None
    program = compile_orchestration(orchestration)
    explored = explored_errors(program, 2000, ALONE)
    if explored is None:
        pytest.skip("too large to be explored; its rows rest on the drawn definitions")
    assert list(fault_differences(explored, _table(program))) == []


@pytest.mark.parametrize("name", ["Run", '"run"'])
def test_the_rows_of_elements_that_are_called_as_the_run_is_are_their_own(name: str) -> None:
    text = f"""
  stage Check {{ background {name} calls Look_Up  background Look calls Look_Up  on error -> Help  then Ship }}
  stage Ship {{ background Send calls Send_It  then end }}
  stage Help {{ background Mend calls Mend_It  then end }}
"""
    program = _program(text)
    explored = explored_errors(program, 4000, ALONE)
    assert explored is not None
    assert list(fault_differences(explored, _table(program))) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"then": (Ending.FINAL,)},
        {"then_with_errors": (Ending.COMPLETED,)},
        {"resumable": True},
        {"stage": "Ship"},
        {"step": None},
        {"errors": ("called-flow",)},
        {"fault_path": FaultPath.ENDS},
        {"fault_path": FaultPath.OUTSIDE},
        {"documented": ("fault-path-ends",)},
        {"agrees": False},
    ],
    ids=lambda wrong: "-".join(f"{name} {value}" for name, value in wrong.items()),
)
def test_a_wrong_row_is_noticed(wrong: dict[str, Any]) -> None:
    program = _program(
        CHECK % "Help" + SHIP + "  stage Help { background Mend calls Mend_It  then go to Ship }"
    )
    explored = explored_errors(program, 4000, ALONE)
    assert explored is not None
    first, *others = _table(program)
    assert (first.stage, first.step, first.fault_path) == ("Check", "Look", FaultPath.JOINS)
    assert not list(fault_differences(explored, [first, *others]))
    assert list(fault_differences(explored, [replace(first, **wrong), *others]))


def _program(stages: str) -> Program:
    text = f"orchestration Order {{\n  start autolaunched -> Check\n{stages}\n}}\n"
    parsed = parse(Source("order.orch", text))
    assert parsed.orchestration is not None
    assert not parsed.diagnostics
    return compile_orchestration(parsed.orchestration, choices())


def _rows(stages: str) -> tuple[FaultRow, ...]:
    return fault_table(Analysis(encode(_program(stages))))


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
