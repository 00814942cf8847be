"""`stageproof run` on bad input: said with its place, never a traceback, and what can be run is run."""

from pathlib import Path

import pytest
from command_line_support import run
from small_definitions import CLEAN_ORCH, SCREEN_FLOW

HEAD = "orchestration Order {\n  api 67\n  start autolaunched -> Work\n  flow Load { async out size: integer 0..3 }\n"
WORK = "  stage Work { background A calls Load then end }\n"


def written(tmp_path: Path, *parts: str) -> Path:
    path = tmp_path / "order.orch"
    path.write_text(HEAD + "".join(parts) + "}\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ("complete Aa", "not playable: there is no step Aa. Did you mean A?"),
        ("complete A complete A", "refused: complete A: A is Completed; it has no result to give"),
        ('complete A with size = "3"', 'is of type integer, and "3" is of type text'),
        ("complete A with size = 9", "is declared to lie in 0..3, and 9 does not"),
        ("fail A with called-flows", "is no kind of error. Did you mean called-flow?"),
        ("fail Work with platform", "write fail run with platform"),
        ("begin with limt = 1", "the definition has no input limt"),
        ("resume", "only a suspended or failed run can be resumed; this one is In Progress"),
        ("recall", "only a flow approval process can be recalled"),
        ("evaluate Ready = true", "no condition calls an evaluation flow Ready"),
    ],
)
def test_an_event_that_cannot_be_is_told(tmp_path: Path, events: str, said: str) -> None:
    folder = written(tmp_path, WORK, f'  scenario "s" {{ {events} }}\n')
    done = run("run", "order.orch", cwd=folder)
    assert done.returncode == 1
    assert said in " ".join(done.stdout.split())
    assert "--> order.orch:6:" in done.stdout
    assert done.stderr == ""


def test_conditions_that_wait_for_each_other_are_shown_as_a_run_that_waits(tmp_path: Path) -> None:
    stage = (
        "  stage Work {\n    background A calls Load starts when B is Completed\n"
        "    background B calls Load starts when A is Completed\n    then end\n  }\n"
    )
    done = run("run", "order.orch", cwd=written(tmp_path, stage))
    assert done.returncode == 1
    words = " ".join(done.stdout.split())
    assert (
        "Here nothing new can come of any result: the run waits. No run completes unless something" in words
    )
    assert "Work/A is Not Started" in done.stdout


def test_formulas_that_need_each_other_end_the_run_in_an_error_that_says_so(tmp_path: Path) -> None:
    formulas = '  formula One: boolean = "{!Two}"\n  formula Two: boolean = "{!One}"\n'
    stage = "  stage Work { background A calls Load starts when One = true then end }\n"
    done = run("run", "order.orch", cwd=written(tmp_path, formulas, stage))
    assert done.returncode == 1
    assert done.stderr == ""
    words = " ".join(done.stdout.split())
    assert "nothing is made to fail in it" in words
    assert "The run ends in Error all the same. No run completes unless something fails" in words
    assert "error: the formula One needs its own value" in done.stdout


def test_a_go_to_cycle_that_never_waits_ends_in_an_error_that_says_so(tmp_path: Path) -> None:
    circle = (
        "  stage Work { background A calls Load then Choose }\n"
        "  decision Choose { outcome Yes when A is Completed -> Again otherwise -> end }\n"
        "  decision Again { outcome No when A is Error -> end otherwise -> Choose }\n"
        '  scenario "round" { complete A expect run is Error }\n'
    )
    done = run("run", "order.orch", cwd=written(tmp_path, circle))
    assert done.returncode == 0, done.stdout
    assert "error: the run goes round and never waits: Again → Choose → Again" in done.stdout


def test_what_cannot_be_read_is_said_and_the_rest_is_run(tmp_path: Path) -> None:
    folder = written(
        tmp_path, WORK, "  stge Other { }\n", '  scenario "s" { complete A expect run is Completed }\n'
    )
    done = run("run", "order.orch", cwd=folder)
    assert done.returncode == 1
    assert "error[syntax-error]" in done.stderr
    assert "--> order.orch:6:3" in done.stderr
    assert 'scenario "s": met' in done.stdout


def test_a_connector_to_nowhere_is_a_note_and_the_run_fails_there(tmp_path: Path) -> None:
    folder = written(tmp_path, WORK.replace("then end", "\n    then Nowhere"))
    done = run("run", "order.orch", cwd=folder)
    assert done.returncode == 1
    assert "note: a connector leads to Nowhere, which does not exist" in done.stdout
    assert "error: the connector leads to Nowhere, which does not exist" in done.stdout


def test_a_definition_without_a_start_runs_nothing_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "order.orch"
    path.write_text(
        "orchestration Order {\n  stage A { background X calls F then end }\n}\n", encoding="utf-8"
    )
    done = run("run", "order.orch", cwd=tmp_path)
    assert done.returncode == 1
    assert "add one that leads to its first stage: `start autolaunched -> A`" in done.stdout


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.orch", None, "none.orch does not exist"),
        ("binary.orch", b"\x00\x01\xff", "binary file"),
        ("empty.orch", b"", "This file is empty"),
        ("screen.flow-meta.xml", SCREEN_FLOW.encode(), "a flow of process type Flow, not an orchestration"),
        ("broken.flow-meta.xml", b"<Flow", "nothing can be run"),
        ("page.xml", b"<html/>", "it is no Salesforce flow"),
    ],
)
def test_a_file_without_anything_to_run_exits_2(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("run", name, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    done = run("run", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "folder" in done.stderr


def test_standard_input_has_the_name_it_is_given(tmp_path: Path) -> None:
    scenario = '  scenario "s" { complete Look expect run is Completed }\n}\n'
    text = CLEAN_ORCH.removesuffix("}\n") + scenario
    done = run("run", "-", "--stdin-filename", "here.orch", "-q", cwd=tmp_path, stdin=text)
    assert (done.returncode, done.stdout) == (0, 'here.orch:8:3: scenario "s": met\n')
    unnamed = run("run", "-", "-q", cwd=tmp_path, stdin=text)
    assert unnamed.stdout == 'standard_input.orch:8:3: scenario "s": met\n'


def test_other_ways_to_run_go_alone(tmp_path: Path) -> None:
    folder = written(tmp_path, WORK)
    done = run("run", "order.orch", "--exhaustive", "--log", "csv", cwd=folder)
    assert done.returncode == 2
    assert "--log does not go with it" in done.stderr


def test_a_scenario_with_a_line_that_cannot_be_read_is_not_played_and_the_others_are(tmp_path: Path) -> None:
    damaged = '  scenario "damaged" { complete A expct run is Error }\n'
    whole = '  scenario "whole" { complete A expect run is Completed }\n'
    done = run("run", "order.orch", "--quiet", cwd=written(tmp_path, WORK, damaged, whole))
    assert done.returncode == 1
    assert 'scenario "damaged": not playable' in done.stdout
    assert 'scenario "whole": met' in done.stdout
    assert "syntax-error" in done.stderr


@pytest.mark.parametrize(
    "option", [("--limit", "3"), ("--faults", "none"), ("--without", "set"), ("--output", "json")]
)
def test_an_option_of_exhaustive_runs_goes_with_them_only(tmp_path: Path, option: tuple[str, str]) -> None:
    done = run("run", "order.orch", *option, cwd=written(tmp_path, WORK))
    assert done.returncode == 2
    assert f"{option[0]} goes with --exhaustive only" in done.stderr
