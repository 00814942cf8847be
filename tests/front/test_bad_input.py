"""Bad input gives a message with its place and the right exit code; never a traceback, a hang or a lost file."""

import json
import os
from pathlib import Path

import pytest
from command_line_support import checked
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_definitions import BROKEN_XML, CLEAN_ORCH, CLEAN_XML

from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.project.reading import Unreadable, decode
from stageproof.checker.registry import all_rules
from stageproof.grammar.source import Source

RULES = Settings(tuple(rule.id for rule in all_rules()))


def _survives(source: Source) -> None:
    outcome = check_source(source, RULES, lambda name: None, explicit=True)
    assert not outcome.crashed, [f.message for f in outcome.findings if f.rule == "rule-crashed"]
    assert outcome.result is not None
    for finding in outcome.findings:
        assert finding.message
        assert finding.region.line >= 1
        assert finding.region.column >= 1
        assert (finding.region.end_line, finding.region.end_column) >= (
            finding.region.line,
            finding.region.column,
        )


BAD = {
    "empty.orch": (b"", "empty"),
    "blank.flow-meta.xml": (b"  \n\n", "white space"),
    "binary.flow-meta.xml": (b"\x89PNG\r\n\x1a\n\x00\x00\x01", "binary"),
    "latin.orch": (CLEAN_ORCH.replace("Order", "Bestellung \xe4").encode("latin-1"), "UTF-8"),
    "utf16.flow-meta.xml": (CLEAN_XML.encode("utf-16"), "UTF-16"),
    "declared.flow-meta.xml": (CLEAN_XML.replace('"UTF-8"', '"ISO-8859-1"').encode(), "ISO-8859-1"),
    "truncated.flow-meta.xml": (CLEAN_XML[: len(CLEAN_XML) // 2].encode(), "ends"),
    "bomb.flow-meta.xml": (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Flow>&b;</Flow>',
        "DOCTYPE",
    ),
    "external.flow-meta.xml": (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><Flow>&x;</Flow>',
        "DOCTYPE",
    ),
    "deep.flow-meta.xml": (b"<a>" * 1000 + b"</a>" * 1000, "deep"),
    "deep.orch": (b"orchestration X { stage S { completes when " + b"(" * 1000 + b"a = 1", "200"),
    "mismatched.flow-meta.xml": (CLEAN_XML.replace("</start>", "</strat>").encode(), "start"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_named_with_its_reason_and_the_others_are_still_checked(
    tmp_path: Path, name: str
) -> None:
    content, said = BAD[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "Broken.flow-meta.xml").write_text(BROKEN_XML, encoding="utf-8")
    report, code, errors = checked(tmp_path)
    assert code == 1
    assert "Traceback" not in errors
    about = [finding for finding in report["findings"] if finding["path"] == name]
    assert about, report["files"]
    assert any(said.lower() in finding["message"].lower() for finding in about), about
    assert "Broken.flow-meta.xml" in {f["path"] for f in report["findings"] if f["rule"] == "dangling-target"}


def test_a_file_over_the_size_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "Huge.flow-meta.xml").open("wb") as file:
        file.truncate(100_000_000)
    report, code, _ = checked(tmp_path)
    assert code == 1
    assert "100,000,000 bytes" in report["findings"][0]["message"]


@pytest.mark.skipif(
    os.geteuid() == 0, reason="root may read every file, so permissions cannot be tested as root"
)
def test_a_file_without_permission_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "Secret.flow-meta.xml"
    path.write_text(CLEAN_XML, encoding="utf-8")
    path.chmod(0)
    report, code, _ = checked(tmp_path)
    assert code == 1
    assert "permission" in report["findings"][0]["message"]


def test_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    (tmp_path / "Bom.flow-meta.xml").write_bytes(b"\xef\xbb\xbf" + BROKEN_XML.replace("\n", "\r\n").encode())
    (tmp_path / "bom.orch").write_bytes(b"\xef\xbb\xbf" + CLEAN_ORCH.replace("\n", "\r\n").encode())
    report, _, _ = checked(tmp_path)
    assert {file["status"] for file in report["files"]} == {"checked"}
    (place,) = [(f["line"], f["column"]) for f in report["findings"] if f["rule"] == "dangling-target"]
    assert place == (25, 30)


def test_names_in_any_script_are_read_and_reported(tmp_path: Path) -> None:
    (tmp_path / "order.orch").write_text(CLEAN_ORCH.replace("Check", "Prüfung"), encoding="utf-8")
    report, code, _ = checked(tmp_path)
    assert code == 1
    assert {f["rule"] for f in report["findings"] if f["severity"] == "error"} == {"invalid-api-name"}


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from([".orch", ".flow-meta.xml", ".flow"]))
def test_any_bytes_are_survived(data: bytes, ending: str) -> None:
    source = decode(data, f"any{ending}")
    if isinstance(source, Unreadable):
        assert source.reason.endswith(".")
    else:
        _survives(source)


def _damage(text: str, draw: st.DrawFn) -> str:
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(text)))
        end = min(len(text), begin + draw(st.integers(0, 40)))
        kind = draw(st.sampled_from(["delete", "repeat", "insert", "move"]))
        piece = text[begin:end]
        match kind:
            case "delete":
                text = text[:begin] + text[end:]
            case "repeat":
                text = text[:end] + piece + text[end:]
            case "move":
                rest = text[:begin] + text[end:]
                to = draw(st.integers(0, len(rest)))
                text = rest[:to] + piece + rest[to:]
            case _:
                word = draw(st.sampled_from([
                    "<", ">", "&", "</x>", "<!--", "-->", "<name>A</name>", "]]>", "{", "}", '"', "#", "when", "->",
                    "(", ")", "\x00", "\u2028", "😀", "\ud7ff", "{!", '"""', "1e999", "9" * 400, "$Record.",
                ]))  # fmt: skip
                text = text[:begin] + word + text[begin:]
    return text


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_xml_is_survived(data: st.DataObject) -> None:
    _survives(
        Source("Damaged.flow-meta.xml", data.draw(st.composite(lambda draw: _damage(BROKEN_XML, draw))()))
    )


SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*/*.orch"))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_orch_is_survived(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SPECS)).read_text(encoding="utf-8")
    _survives(Source("damaged.orch", data.draw(st.composite(lambda draw: _damage(text, draw))())))


def test_json_of_a_run_with_bad_files_is_valid_and_sorted(tmp_path: Path) -> None:
    for name, (content, _) in BAD.items():
        (tmp_path / name).write_bytes(content)
    report, _, _ = checked(tmp_path)
    places = [(f["path"], f["line"], f["column"]) for f in report["findings"]]
    assert places == sorted(places)
    assert json.loads(json.dumps(report)) == report
