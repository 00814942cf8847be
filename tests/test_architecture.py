"""The architecture of docs/architecture.md, held by tests."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("grammar", "engine", "checker")
FRONT = "src/stageproof"
SKIPPED = {".git", ".venv", "__pycache__", "node_modules", "dist", "build"}
HEAVY = ("lark", "z3", "hypothesis", "pathspec", "jsonschema")


def sources(*folders: str) -> list[Path]:
    """The Python modules of these folders, the links in the front door left out."""
    found: list[Path] = []
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            inside = path.relative_to(ROOT / folder).parts
            if not (folder == FRONT and inside[0] in ROOMS):
                found.append(path)
    return found


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def project_files() -> Iterator[Path]:
    """Every text file of the project: what git tracks or would; without git, what lies there."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    names = listed.stdout.splitlines() if listed.returncode == 0 else []
    paths = [ROOT / name for name in names] or [
        path for path in ROOT.rglob("*") if not SKIPPED & set(path.parts)
    ]
    for path in paths:
        if path.is_file() and not (
            shown(path).startswith(FRONT) and path.relative_to(ROOT / FRONT).parts[0] in ROOMS
        ):
            yield path


# ---------------------------------------------------------------- small modules


def test_no_module_is_longer_than_500_lines() -> None:
    lengths = {shown(path): path.read_text(encoding="utf-8").count("\n") for path in sources(*ROOMS, FRONT)}
    assert {name: lines for name, lines in lengths.items() if lines > 500} == {}


def test_the_median_module_has_at_most_120_lines() -> None:
    lengths = [path.read_text(encoding="utf-8").count("\n") for path in sources(*ROOMS, FRONT)]
    assert median(lengths) <= 120


# ---------------------------------------------------------------- imports


def test_imports_point_down() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("room", ROOMS)
def test_the_room_itself_exports_nothing(room: str) -> None:
    body = tree(ROOT / room / "__init__.py").body
    assert [type(node).__name__ for node in body if not isinstance(node, ast.Expr)] == []


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_import_each_other_relatively(room: str) -> None:
    absolute = [
        f"{shown(path)}:{line} {name}"
        for path in sources(room)
        for node in ast.walk(tree(path))
        for name, line in imported(node)
        if name.partition(".")[0] in {"stageproof", *ROOMS}
    ]
    assert absolute == []


def imported(node: ast.AST) -> list[tuple[str, int]]:
    """The absolute names that one import statement imports, with its line."""
    match node:
        case ast.Import(names=names, lineno=line):
            return [(name.name, line) for name in names]
        case ast.ImportFrom(module=str(module), level=0, lineno=line):
            return [(module, line)]
        case _:
            return []


@pytest.mark.parametrize(
    "module",
    ["stageproof", "stageproof.command_line", "stageproof.grammar.model", "stageproof.checker.finding"],
)
def test_importing_it_stays_cheap(module: str) -> None:
    assert loaded_by(f"import {module}") == []


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["check", "--help"]])
def test_the_command_line_answers_without_heavy_imports(words: list[str]) -> None:
    assert (
        loaded_by(f"from stageproof.command_line import main\ntry: main({words!r})\nexcept SystemExit: pass")
        == []
    )


def test_a_check_without_proofs_loads_no_prover() -> None:
    path = ROOT.parent / "specs" / "employee_onboarding" / "good.orch"
    words = ["check", str(path), "--no-proof", "--quiet"]
    program = f"from stageproof.command_line import main\nmain({words!r})"
    prover = [
        "z3",
        *(f"stageproof.checker.{room}" for room in ("encoding", "diagrams", "fixpoint", "certificates")),
    ]
    assert [name for name in modules_loaded_by(program) if name.startswith(tuple(prover))] == []


UNASKED = (
    *HEAVY,
    "json",
    "pickle",
    "tempfile",
    "tomllib",
    "stageproof.checker.certificates.exchange",
    "stageproof.checker.certificates.export",
    "stageproof.checker.encoding.data.solving.cells",
    "stageproof.checker.reports.sarif",
    "stageproof.checker.stepping",
    "stageproof.checker.traces",
    "stageproof.engine.exploration",
    "stageproof.engine.scenarios",
    "stageproof.grammar.language",
)
"""What a file of Salesforce XML without declarations, in which no values are compared with each other, is proved without."""


def test_a_proof_loads_only_what_its_definition_asks_for(tmp_path: Path) -> None:
    name = "Employee_Onboarding.flow-meta.xml"
    alone = tmp_path / name
    text = (ROOT / "specs" / "employee_onboarding" / name).read_text(encoding="utf-8")
    alone.write_text(re.sub("<!--.*?-->", "", text, flags=re.DOTALL), encoding="utf-8")
    words = ["check", str(alone), "--isolated", "--quiet"]
    loaded = modules_loaded_by(f"from stageproof.command_line import main\nmain({words!r})")
    assert "stageproof.checker.certificates.solver_library" in loaded, "nothing was certified"
    assert [one for one in UNASKED if one in loaded] == []


def test_frozen_dataclasses_generate_their_methods_when_they_are_called() -> None:
    """The certificates stand apart, and a few classes are ordered or can change."""
    made = re.compile(
        r"^@dataclass\(frozen=True, slots=True(?:, kw_only=True)?(?:, eq=False)?\)$", re.MULTILINE
    )
    standard = re.compile(r"^from dataclasses import .*\bdataclass\b(?! as)", re.MULTILINE)
    mutable = re.compile(r"^@dataclass\(slots=True\)$", re.MULTILINE)
    heavy = [
        shown(path)
        for path in sources(*ROOMS)
        if path.parent.name != "certificates"
        for text in [path.read_text(encoding="utf-8")]
        if made.search(text) and standard.search(text) and not mutable.search(text)
    ]
    assert heavy == []


def loaded_by(program: str) -> list[str]:
    """Which heavy packages a program loads, in a process of its own."""
    loaded = modules_loaded_by(program)
    return [name for name in HEAVY if name in loaded]


def modules_loaded_by(program: str) -> set[str]:
    """Which modules a program loads, in a process of its own."""
    program += "\nimport sys\nprint()\nprint(*sys.modules)"
    words = [sys.executable, "-c", program]
    done = subprocess.run(words, cwd=ROOT.parent, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


# ---------------------------------------------------------------- text


def test_no_file_names_the_machine_it_was_written_on() -> None:
    machine = re.compile(r"(?<![\w.~}])/(?:work|root|home/\w+|Users/\w+)\b|\.librar[y]\b")
    assert matches(machine, set()) == []


def test_only_tests_know_the_corpus() -> None:
    assert matches(re.compile(r"\bshared[/]"), {"tests"}) == []


def matches(pattern: re.Pattern[str], exempt: set[str]) -> list[str]:
    """Where a pattern occurs in the project's text files, this file and the exempt folders left out."""
    found: list[str] = []
    for path in project_files():
        if path == Path(__file__) or path.relative_to(ROOT).parts[0] in exempt:
            continue
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [
            f"{shown(path)}:{number} {line.strip()}"
            for number, line in enumerate(lines, 1)
            if pattern.search(line)
        ]
    return found


def test_everything_public_has_a_docstring() -> None:
    bare = [
        f"{shown(path)}:{line} {name}"
        for path in sources(*ROOMS, FRONT)
        for name, line in undocumented(tree(path))
    ]
    assert bare == []


def undocumented(node: ast.Module | ast.ClassDef, name: str = "the module") -> Iterator[tuple[str, int]]:
    """The public classes, functions and methods of a module that say nothing of themselves."""
    if node.body and not ast.get_docstring(node):
        yield name, getattr(node, "lineno", 1)
    for child in node.body:
        match child:
            case ast.ClassDef() if not child.name.startswith("_"):
                yield from undocumented(child, child.name)
            case ast.FunctionDef() | ast.AsyncFunctionDef() if not child.name.startswith("_"):
                overload = {"overload", "override"} & {ast.unparse(word) for word in child.decorator_list}
                if not overload and not ast.get_docstring(child):
                    yield child.name, child.lineno
            case _:
                pass


def test_every_silenced_check_says_why() -> None:
    silenced = re.compile(r"#\s*(?:type:\s*ignore|pyright:\s*ignore|noqa)")
    reasoned = re.compile(
        r"#\s*(?:(?:type|pyright):\s*ignore\[[\w, -]+\]|noqa:\s*[A-Z0-9, ]*[0-9])(?:\s+[-#])?\s+\w+"
    )
    bare = [
        f"{shown(path)}:{number} {line.strip()}"
        for path in sources(*ROOMS, FRONT, "tests", "benchmarks")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if path != Path(__file__) and silenced.search(line) and not reasoned.search(line)
    ]
    assert bare == []


PAGES = [path for path in project_files() if path.suffix == ".md"]


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    inside = [target for target in targets if "://" not in target]
    assert [target for target in inside if not (page.parent / target).exists()] == []


def test_every_make_target_that_a_page_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {
        name for page in PAGES for name in re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8"))
    }
    assert {"test", "bench"} <= named
    assert {name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)} == set()


# ---------------------------------------------------------------- these tests can fail


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('"""Said."""\ndef shown(): ...', ["shown"]),
        (
            '"""Said."""\nclass Shown:\n    """Said."""\n    def bare(self): ...\n    def _own(self): ...',
            ["bare"],
        ),
        ("x = 1", ["the module"]),
        ('"""Said."""\ndef outer():\n    """Said."""\n    def inner(): ...', []),
    ],
)
def test_a_missing_docstring_is_seen(text: str, names: list[str]) -> None:
    assert [name for name, _ in undocumented(ast.parse(text))] == names


def test_a_heavy_import_is_seen() -> None:
    assert loaded_by("import lark") == ["lark"]
