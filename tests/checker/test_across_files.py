"""What only several files together show."""

from pathlib import Path

import pytest
from command_line_support import checked
from small_definitions import CLEAN_XML, SCREEN_FLOW

from stageproof.checker import check_file
from stageproof.command_line import main
from stageproof.grammar.source import Source


def _write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_two_definitions_of_one_name_in_one_project_are_both_reported(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    _write(tmp_path / "a", "Order.flow-meta.xml", CLEAN_XML)
    _write(tmp_path / "b", "Order.flow-meta.xml", CLEAN_XML)
    _write(tmp_path / "b", "Other.flow-meta.xml", CLEAN_XML)
    report, code, _ = checked(tmp_path)
    found = {f["path"]: f["message"] for f in report["findings"] if f["rule"] == "definition-twice"}
    assert found == {
        "a/Order.flow-meta.xml": "Order is defined in b/Order.flow-meta.xml too; a deploy takes one of them.",
        "b/Order.flow-meta.xml": "Order is defined in a/Order.flow-meta.xml too; a deploy takes one of them.",
    }
    assert code == 0


def test_the_same_name_in_two_projects_is_no_defect(tmp_path: Path) -> None:
    for name in ("a", "b"):
        _write(tmp_path / name, "sfdx-project.json", '{"packageDirectories": [{"path": "."}]}')
        _write(tmp_path / name, "Order.flow-meta.xml", CLEAN_XML)
    report, _, _ = checked(tmp_path)
    assert [f for f in report["findings"] if f["rule"] == "definition-twice"] == []


def test_a_configured_contract_that_contradicts_a_flow_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    _write(tmp_path, "Order.flow-meta.xml", CLEAN_XML)
    _write(tmp_path, "Look_Up.flow-meta.xml", SCREEN_FLOW.replace(">Flow<", ">AutoLaunchedFlow<"))
    _write(
        tmp_path,
        "stageproof.toml",
        '[flows.Look_Up]\ntype = "AutoLaunchedFlow"\ninputs = { nosuch = "text" }\n',
    )
    report, _, _ = checked(tmp_path)
    (finding,) = [f for f in report["findings"] if f["rule"] == "declaration-contradicts-flow"]
    assert finding["path"] == "stageproof.toml"
    assert "nosuch" in finding["message"]
    _write(tmp_path, "stageproof.toml", '[flows.Look_Up]\ntype = "AutoLaunchedFlow"\n')
    report, _, _ = checked(tmp_path)
    assert [f for f in report["findings"] if f["rule"] == "declaration-contradicts-flow"] == []


def test_a_reader_that_fails_on_one_file_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _write(tmp_path, "Good.flow-meta.xml", CLEAN_XML)
    _write(tmp_path, "Odd.flow-meta.xml", CLEAN_XML)
    read = check_file.read_definition

    def stumble(source: Source, *, forms: bool = False) -> check_file.Reading:
        if source.path.endswith("Odd.flow-meta.xml"):
            raise RuntimeError("boom")
        return read(source, forms=forms)

    monkeypatch.setattr(check_file, "read_definition", stumble)
    monkeypatch.chdir(tmp_path)
    assert main(["check", ".", "--output-format", "concise", "--jobs", "1"]) == 3
    shown = capsys.readouterr().out
    assert (
        "Odd.flow-meta.xml:1:1: error[rule-crashed] Stageproof failed on this file: RuntimeError: boom."
        in shown
    )
    assert "Good.flow-meta.xml:" in shown
