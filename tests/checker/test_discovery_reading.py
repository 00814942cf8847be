"""A file is read as it is, or the reason is told in words."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stageproof.checker.project.reading import Unreadable, decode, read_file
from stageproof.grammar.source import Source


def reason(data: bytes) -> str:
    found = decode(data, "a.orch")
    assert isinstance(found, Unreadable)
    assert found.rule == "unreadable-file"
    return found.reason


def test_text_keeps_its_line_ends_and_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.orch"
    path.write_bytes("\ufeffä\r\nb\rc\n".encode())
    found = read_file(path, "shown/a.orch")
    assert found == Source("shown/a.orch", "\ufeffä\r\nb\rc\n")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_nothing_in_a_file_is_told(data: bytes) -> None:
    assert "empty" in reason(data) or "white space" in reason(data)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-16", "UTF-16"), ("utf-32", "UTF-32"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")],
)
def test_other_unicode_encodings_are_named(encoding: str, name: str) -> None:
    told = reason("<?xml version='1.0'?>".encode(encoding))
    assert name in told
    assert "Save the file as UTF-8" in told


def test_zero_bytes_are_binary() -> None:
    assert "binary" in reason(b"PK\x03\x04rest\0more")


def test_a_wrong_byte_is_told_with_its_place() -> None:
    told = reason("Name\nPrüfung".encode("latin-1"))
    assert "0xFC" in told
    assert "offset 7" in told
    assert "line 2" in told


def test_the_size_is_checked_before_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.orch"
    path.write_bytes(b"x" * 11)
    assert isinstance(read_file(path, "a", 11), Source)
    monkeypatch.setattr("builtins.open", lambda *_, **__: pytest.fail("it was opened"))
    found = read_file(path, "a", 10)
    assert isinstance(found, Unreadable)
    assert "11 bytes" in found.reason
    assert "max-file-size" in found.reason


def test_a_file_that_grows_while_it_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.orch"
    path.write_bytes(b"x" * 5)
    before = path.stat()
    path.write_bytes(b"x" * 50)
    monkeypatch.setattr(os, "stat", lambda *_: before)
    assert "grew" in getattr(read_file(path, "a", 10), "reason", "")


def test_folders_missing_files_and_odd_paths_are_told(tmp_path: Path) -> None:
    assert "folder" in getattr(read_file(tmp_path, "a"), "reason", "")
    assert "does not exist" in getattr(read_file(tmp_path / "none", "a"), "reason", "")
    assert "cannot be read" in getattr(read_file(Path("a\0b"), "a"), "reason", "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.orch")
    assert "regular file" in getattr(read_file(tmp_path / "a.orch", "a"), "reason", "")


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.orch"
    path.write_text("x")

    def refuse(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    assert "permission" in getattr(read_file(path, "a"), "reason", "")


@given(st.binary(max_size=200))
def test_any_bytes_give_their_text_or_a_reason(data: bytes) -> None:
    found = decode(data, "a")
    if isinstance(found, Source):
        assert found.text.encode("utf-8") == data
    else:
        assert found.reason.endswith(".")
