"""Discovery takes what it should, leaves what is ignored, and always says what is not there."""

import os
from pathlib import Path

import pytest

from stageproof.checker.project.discovery import Discovery, Exclude, discover

FLOW = "<Flow/>"


def make(root: Path, *paths: str, text: str = FLOW) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def repository(root: Path) -> None:
    (root / ".git" / "info").mkdir(parents=True)


def shown(discovery: Discovery) -> list[str]:
    return [file.shown for file in discovery.files]


def found(root: Path, *paths: str, exclude: Exclude | None = None) -> list[str]:
    return shown(discover(paths or (".",), cwd=root, exclude=exclude))


def test_folders_are_searched_for_the_three_endings(tmp_path: Path) -> None:
    make(
        tmp_path,
        "a/B.flow-meta.xml",
        "a/C.flow",
        "a/D.orch",
        "a/E.xml",
        "a/F.flow.txt",
        "orch",
        "a/README.md",
    )
    discovery = discover(["."], cwd=tmp_path)
    assert [(file.shown, file.ending) for file in discovery.files] == [
        ("a/B.flow-meta.xml", ".flow-meta.xml"),
        ("a/C.flow", ".flow"),
        ("a/D.orch", ".orch"),
    ]
    assert discovery.missing == ()
    assert {file.given for file in discovery.files} == {tmp_path}
    assert not any(file.explicit for file in discovery.files)


def test_a_tree_without_definitions_is_empty_and_nothing_is_missing(tmp_path: Path) -> None:
    make(tmp_path, "README.md")
    assert discover(["."], cwd=tmp_path) == Discovery(())


def test_a_named_file_is_taken_whatever_its_ending_and_whatever_ignores_it(tmp_path: Path) -> None:
    repository(tmp_path)
    make(tmp_path, "node_modules/a.orch", "b.xml", "ignored.orch")
    make(tmp_path, ".gitignore", text="*.orch\n")
    discovery = discover(["node_modules/a.orch", "b.xml", "ignored.orch"], cwd=tmp_path)
    assert shown(discovery) == ["b.xml", "ignored.orch", "node_modules/a.orch"]
    assert all(file.explicit for file in discovery.files)
    assert discovery.files[0].ending == ""


def test_what_does_not_exist_is_missing_and_the_rest_is_found(tmp_path: Path) -> None:
    make(tmp_path, "a.orch")
    (tmp_path / "broken.orch").symlink_to(tmp_path / "nowhere")
    discovery = discover(["a.orch", "b.orch", "no\0name", "broken.orch", "none"], cwd=tmp_path)
    assert shown(discovery) == ["a.orch"]
    assert discovery.missing == ("b.orch", "no\0name", "broken.orch", "none")


def test_a_broken_link_in_a_folder_is_found_so_that_reading_can_tell(tmp_path: Path) -> None:
    (tmp_path / "broken.orch").symlink_to(tmp_path / "nowhere")
    assert found(tmp_path) == ["broken.orch"]


def test_paths_are_shown_from_the_current_folder(tmp_path: Path) -> None:
    make(tmp_path, "here/x/a.orch", "there/b.orch")
    here = tmp_path / "here"
    assert found(here, "./x/") == ["x/a.orch"]
    assert found(here, str(here)) == ["x/a.orch"]
    assert found(here, str(here / "x")) == ["x/a.orch"]
    assert found(here, str(here / "x" / "a.orch")) == ["x/a.orch"]
    assert found(here, "../there") == ["../there/b.orch"]
    assert found(here, str(tmp_path / "there")) == [f"{tmp_path.as_posix()}/there/b.orch"]


def test_files_are_sorted_and_each_is_there_once(tmp_path: Path) -> None:
    make(tmp_path, "b/z.orch", "a/y.orch", "c.orch")
    assert found(tmp_path, ".", "a", "c.orch", "a/y.orch", "./c.orch") == ["a/y.orch", "b/z.orch", "c.orch"]
    discovery = discover([".", "c.orch"], cwd=tmp_path)
    assert [file.explicit for file in discovery.files] == [False, False, True]


def test_a_link_to_a_folder_is_followed_once_and_the_real_path_wins(tmp_path: Path) -> None:
    make(tmp_path, "tree/z/a.orch", "outside/b.orch")
    (tmp_path / "tree" / "a_link").symlink_to(tmp_path / "tree" / "z")
    (tmp_path / "tree" / "loop").symlink_to(tmp_path / "tree")
    (tmp_path / "tree" / "out").symlink_to(tmp_path / "outside")
    (tmp_path / "tree" / "again.orch").symlink_to(tmp_path / "outside" / "b.orch")
    discovery = discover(["tree"], cwd=tmp_path)
    assert shown(discovery) == ["tree/again.orch", "tree/z/a.orch"]
    assert discovery.files[0].real == tmp_path / "outside" / "b.orch"


def test_folders_of_tools_are_skipped(tmp_path: Path) -> None:
    tools = ("node_modules", ".git", ".sf", ".sfdx", ".venv", "__pycache__")
    make(tmp_path, *(f"sub/{tool}/a.orch" for tool in tools), "sub/b.orch", ".hidden/c.orch")
    assert found(tmp_path) == [".hidden/c.orch", "sub/b.orch"]


def test_a_gitignore_leaves_out_files_and_folders(tmp_path: Path) -> None:
    make(
        tmp_path, "build/a.orch", "x/build/b.orch", "keep.orch", "old_a.orch", "only/c.orch", "x/only/d.orch"
    )
    make(tmp_path, ".gitignore", text="# comment\nbuild/\nold_*.orch\n/only\n")
    assert found(tmp_path) == ["keep.orch", "x/only/d.orch"]


def test_a_deeper_gitignore_overrules_and_negation_takes_back(tmp_path: Path) -> None:
    make(tmp_path, "a.orch", "keep.orch", "sub/a.orch", "sub/deep/b.orch", "gone/c.orch")
    make(tmp_path, ".gitignore", text="*.orch\n!keep.orch\ngone/\n")
    make(tmp_path, "sub/.gitignore", text="!*.orch\n/deep/b.orch\n")
    make(tmp_path, "gone/.gitignore", text="!*.orch\n")
    assert found(tmp_path) == ["keep.orch", "sub/a.orch"]


def test_ignore_files_above_the_named_folder_count_up_to_the_repository(tmp_path: Path) -> None:
    make(tmp_path, ".gitignore", text="c.orch\n")
    repository(tmp_path / "repo")
    make(tmp_path / "repo", "src/sub/a.orch", "src/sub/b.orch", "src/sub/c.orch", "src/sub/d.orch")
    make(tmp_path / "repo", ".gitignore", text="src/sub/a.orch\n")
    make(tmp_path / "repo", ".git/info/exclude", text="d.orch\n")
    make(tmp_path / "repo", "src/.gitignore", text="b.orch\n")
    assert found(tmp_path / "repo", "src/sub") == ["src/sub/c.orch"]


def test_a_named_folder_that_is_itself_ignored_is_searched(tmp_path: Path) -> None:
    repository(tmp_path)
    make(tmp_path, ".gitignore", text="build/\n")
    make(tmp_path, "build/a.orch", "build/sub/b.orch")
    assert found(tmp_path) == []
    assert found(tmp_path, "build") == ["build/a.orch", "build/sub/b.orch"]
    assert found(tmp_path, "build/sub") == ["build/sub/b.orch"]


def test_a_forceignore_leaves_out_what_is_not_deployed(tmp_path: Path) -> None:
    make(tmp_path, "sfdx-project.json", text="{}")
    make(tmp_path, ".forceignore", text="**/legacy/**\nOld.flow-meta.xml\n")
    make(tmp_path, "app/legacy/A.flow-meta.xml", "app/Old.flow-meta.xml", "app/New.flow-meta.xml")
    assert found(tmp_path) == ["app/New.flow-meta.xml"]
    assert found(tmp_path, "app") == ["app/New.flow-meta.xml"]


def test_git_and_salesforce_ignore_independently(tmp_path: Path) -> None:
    make(tmp_path, "a.orch", "b.orch")
    make(tmp_path, ".gitignore", text="a.orch\n!b.orch\n")
    make(tmp_path, ".forceignore", text="b.orch\n!a.orch\n")
    assert found(tmp_path) == []


def test_lines_that_are_no_pattern_and_other_encodings_are_passed_over(tmp_path: Path) -> None:
    make(tmp_path, "a.orch", "b.orch")
    (tmp_path / ".gitignore").write_bytes(b"\xef\xbb\xbfa.orch\r\n!\r\n\xff\xfe\r\n***x[\r\n")
    assert found(tmp_path) == ["b.orch"]


def test_excluded_patterns_are_relative_to_the_configuration(tmp_path: Path) -> None:
    make(tmp_path, "p/legacy/a.orch", "p/new/b.orch", "q/legacy/c.orch", "p/new/gen_x.orch")
    exclude = Exclude(("/p/legacy/", "gen_*.orch"), str(tmp_path))
    assert found(tmp_path, exclude=exclude) == ["p/new/b.orch", "q/legacy/c.orch"]
    assert found(tmp_path / "p", exclude=exclude) == ["new/b.orch"]
    assert found(tmp_path, "p/legacy/a.orch", exclude=exclude) == ["p/legacy/a.orch"]


def test_names_in_any_script_are_found(tmp_path: Path) -> None:
    make(tmp_path, "Prüfung/承認.orch", "a b/c'd.orch")
    assert found(tmp_path) == ["Prüfung/承認.orch", "a b/c'd.orch"]


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text_is_shown_with_a_mark(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.orch")).write_text(FLOW)
    except OSError:
        pytest.skip("this file system refuses such names")
    assert found(tmp_path) == ["\ufffd.orch"]


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "open/a.orch", "closed/b.orch")
    scandir = os.scandir

    def refusing(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    discovery = discover(["."], cwd=tmp_path)
    assert (shown(discovery), discovery.unreadable, discovery.missing) == (["open/a.orch"], ("closed",), ())
    assert discover(["closed"], cwd=tmp_path).missing == ("closed",)


def test_ignore_patterns_are_not_loaded_without_an_ignore_file(tmp_path: Path, fresh_python: object) -> None:
    make(tmp_path, "a.orch")
    program = (
        "import sys; from pathlib import Path; from stageproof.checker.project.discovery import discover; "
        f"assert len(discover(['.'], cwd=Path({str(tmp_path)!r})).files) == 1; "
        "assert 'pathspec' not in sys.modules"
    )
    assert callable(fresh_python)
    fresh_python(program)


@pytest.fixture
def fresh_python() -> object:
    import subprocess
    import sys

    return lambda program: subprocess.run([sys.executable, "-c", program], check=True)
