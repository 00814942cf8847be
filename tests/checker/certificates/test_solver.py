"""z3 answers the same through its library as through its package."""

import sys
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from stageproof.checker.certificates import solver
from stageproof.checker.certificates.solver import ask, version
from stageproof.checker.certificates.solver_library import Library, library

STEPS = 1_000_000
MILLISECONDS = 60_000


def pigeons(count: int) -> str:
    """So many pigeons in one hole less: holds nowhere, and is hard."""
    holes = range(count - 1)
    lines = [f"(declare-const p{pigeon}_{hole} Bool)" for pigeon in range(count) for hole in holes]
    lines += [f"(assert (or {' '.join(f'p{pigeon}_{hole}' for hole in holes)}))" for pigeon in range(count)]
    lines += [
        f"(assert (not (and p{one}_{hole} p{other}_{hole})))"
        for one, other in combinations(range(count), 2)
        for hole in holes
    ]
    return "\n".join(lines)


NAMES = "(declare-const v0_0 Bool)\n(declare-const v0_1 Bool)\n"
TEXTS = {
    "one state": f"{NAMES}(assert v0_1)\n(assert (not v0_0))",
    "a state of several": f"{NAMES}(assert (or v0_0 v0_1))",
    "a name that nothing bounds": f"{NAMES}(assert v0_0)",
    "by a definition": f"{NAMES}(define-fun f3 () Bool (and v0_0 v0_1))\n(assert (or false f3))",
    "no state": f"{NAMES}(assert (and v0_1 (not v0_1)))",
    "no state, hard": pigeons(5),
    "many states": pigeons(8).partition("(assert (not")[0],
}


@pytest.fixture
def only_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "library", lambda: None)


def test_the_library_of_the_installed_package_is_found() -> None:
    assert library() is not None


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_answers_the_states_and_the_steps_are_the_same(text: str, request: pytest.FixtureRequest) -> None:
    by_library = ask(text, STEPS, MILLISECONDS)
    request.getfixturevalue("only_package")
    assert ask(text, STEPS, MILLISECONDS) == by_library
    assert by_library.steps > 0


def test_it_gives_up_after_the_same_steps_with_the_same_words(request: pytest.FixtureRequest) -> None:
    by_library = ask(pigeons(9), 20_000, MILLISECONDS)
    assert (by_library.outcome, by_library.reason != "") == ("unknown", True)
    request.getfixturevalue("only_package")
    assert ask(pigeons(9), 20_000, MILLISECONDS) == by_library


def test_a_question_costs_the_same_after_others() -> None:
    first = ask(pigeons(5), STEPS, MILLISECONDS)
    ask(pigeons(4), STEPS, MILLISECONDS)
    assert ask(pigeons(5), STEPS, MILLISECONDS) == first


@pytest.mark.parametrize("way", ["library", "package"])
@pytest.mark.parametrize("text", ["(assert nothing)", "(assert", f"{NAMES}(assert (and v0_0 3))"])
def test_a_text_that_is_not_understood_is_refused(
    way: str, text: str, request: pytest.FixtureRequest
) -> None:
    if way == "package":
        request.getfixturevalue("only_package")
    with pytest.raises(ValueError, match="error"):
        ask(text, STEPS, MILLISECONDS)


def test_the_version_is_that_of_the_package(request: pytest.FixtureRequest) -> None:
    z3: Any = import_module("z3")
    by_library = version()
    request.getfixturevalue("only_package")
    assert by_library == version() == f"z3 {z3.get_version_string()}"


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path, with a package z3 that has no library yet."""
    (tmp_path / "z3" / "lib").mkdir(parents=True)
    (tmp_path / "z3" / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    return tmp_path / "z3" / "lib"


@pytest.mark.parametrize("name", [None, "libz3.so", "libz3.dylib", "libz3.dll"])
def test_without_a_library_that_loads_the_package_is_asked(elsewhere: Path, name: str | None) -> None:
    if name is not None:
        (elsewhere / name).write_bytes(b"no library")
    assert library.__wrapped__() is None


def test_a_library_without_the_functions_of_z3_is_none() -> None:
    other = next(path for path in Path(import_module("_ctypes").__file__ or "").parent.glob("_ctypes*"))
    with pytest.raises((AttributeError, OSError)):
        Library(other)
