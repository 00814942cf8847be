"""What a careless user types: each mistake is told with what to do, and nothing is overwritten by accident."""

from pathlib import Path

import pytest
from command_line_support import run
from small_definitions import BROKEN_ORCH, CLEAN_ORCH, CLEAN_XML


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("chekc",), "Did you mean check?"),
        (("graph", "order.orch", "-o", "order.png"), "choose --format"),
        (("convert", "order.orch", "--to", "xml", "-o", "order.orch"), "ends in .xml"),
        (("convert", "Order.flow-meta.xml", "--to", "orch", "-o", "Order.flow-meta.xml"), "ends in .orch"),
        (("check", ".", "--output-format", "json=a.txt", "--output-format", "sarif=a.txt"), "same file"),
        (("check", ".", "--output-format", "json=none/a.json"), "cannot write"),
        (("check", "-", "order.orch"), "stands alone"),
        (("format", "order.orch", "--line-length", "0"), "at least 1"),
    ],
)
def test_a_mistake_is_told_and_exits_2(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    (tmp_path / "order.orch").write_text(CLEAN_ORCH, encoding="utf-8")
    (tmp_path / "Order.flow-meta.xml").write_text(CLEAN_XML, encoding="utf-8")
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "order.orch").read_text(encoding="utf-8") == CLEAN_ORCH
    assert (tmp_path / "Order.flow-meta.xml").read_text(encoding="utf-8") == CLEAN_XML


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_no_internal_error(tmp_path: Path) -> None:
    (tmp_path / "order.orch").write_text(CLEAN_ORCH, encoding="utf-8")
    done = run("check", "order.orch", "--output-format", "json=/dev/full", cwd=tmp_path)
    assert done.returncode == 2
    assert "cannot write /dev/full" in done.stderr


def test_standard_input_without_a_name_may_be_xml(tmp_path: Path) -> None:
    done = run("convert", "-", "--to", "orch", cwd=tmp_path, stdin=CLEAN_XML)
    assert done.returncode == 0, done.stderr
    assert "background Look calls Look_Up" in done.stdout


def test_convert_says_what_xml_has_no_place_for(tmp_path: Path) -> None:
    (tmp_path / "order.orch").write_text("# why\n" + CLEAN_ORCH, encoding="utf-8")
    done = run("convert", "order.orch", "--to", "xml", "-o", "Other.flow-meta.xml", cwd=tmp_path)
    assert done.returncode == 0
    assert "1 # comment" in done.stderr
    assert "Order.flow-meta.xml was expected" in done.stderr


def test_notes_can_be_hidden_without_changing_the_exit_code(tmp_path: Path) -> None:
    (tmp_path / "order.orch").write_text(BROKEN_ORCH, encoding="utf-8")
    shown = run("check", ".", "--output-format", "concise", cwd=tmp_path)
    hidden = run("check", ".", "--output-format", "concise", "--show-level", "warning", cwd=tmp_path)
    assert "note[" in shown.stdout
    assert "note[" not in hidden.stdout
    assert "error[dangling-target]" in hidden.stdout
    assert shown.returncode == hidden.returncode == 1
    nothing = run(
        "check",
        ".",
        "--show-level",
        "error",
        "--fail-level",
        "note",
        "--ignore",
        "dangling-target",
        cwd=tmp_path,
    )
    assert nothing.returncode == 1


def test_a_report_of_nothing_says_so_in_json_too(tmp_path: Path) -> None:
    done = run("check", ".", "--output-format", "json", cwd=tmp_path)
    assert "No orchestration was checked." in done.stdout


def test_concise_output_says_what_was_not_checked(tmp_path: Path) -> None:
    (tmp_path / "order.orch").write_text(BROKEN_ORCH, encoding="utf-8")
    done = run("check", ".", "--output-format", "concise", cwd=tmp_path)
    assert "not checked: Proofs are about" in done.stdout
    assert "not checked" not in run("check", ".", "--output-format", "concise", "-q", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    "words",
    [
        ["--obligations"],
        ["--witnesses", "w"],
        ["--certify", "export=c"],
        ["--budget", "5"],
        ["--strict"],
        ["--fault-table"],
    ],
)
def test_options_about_proofs_are_refused_where_nothing_is_proved(words: list[str], tmp_path: Path) -> None:
    done = run("check", "--no-proof", *words, cwd=tmp_path)
    assert done.returncode == 2
    assert "cannot go with --no-proof" in done.stderr


@pytest.mark.parametrize("number", ["0", "-3", "many"])
def test_a_budget_is_a_positive_number(number: str, tmp_path: Path) -> None:
    done = run("check", f"--budget={number}", cwd=tmp_path)
    assert done.returncode == 2
    assert "1 or more" in done.stderr


def test_definitions_of_one_name_keep_their_files_apart(tmp_path: Path) -> None:
    text = (
        "orchestration Same { start autolaunched -> A\n stage A { background B calls F async\n"
        " on error -> A\n then end }\n flow F { type AutoLaunchedFlow async } }\n"
    )
    for name in ("one", "two"):
        (tmp_path / f"{name}.orch").write_text(text, encoding="utf-8")
    run("check", "--witnesses", "w", "--certify", "export=c", ".", cwd=tmp_path)
    for folder in ("w", "c"):
        assert sorted(path.name for path in (tmp_path / folder).iterdir()) == ["Same", "Same-2"]
