"""What only several files together show."""

from pathlib import Path

from command_line_support import checked
from small_definitions import CLEAN_XML, SCREEN_FLOW


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
