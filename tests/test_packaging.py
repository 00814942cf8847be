"""The wheel holds what the three folders and the front door hold, in one package, and nothing else."""

import subprocess
import sys
import sysconfig
import tarfile
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from stageproof import __version__

ROOT = Path(__file__).parents[1]
ROOMS = ("grammar", "engine", "checker")
PACKAGE = {"src/stageproof": "stageproof", **{room: f"stageproof/{room}" for room in ROOMS}}

pytestmark = pytest.mark.xdist_group("packaging")


def run(*words: str | Path, cwd: Path = ROOT, path: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program with an environment that knows nothing of this one."""
    environment = {"PATH": "", "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(words, cwd=cwd, env=environment, capture_output=True, check=False, text=True)


def build(source: Path, output: Path, *targets: str) -> Path:
    """Build with the tools of this environment, offline; returns the wheel."""
    chosen = [word for target in targets for word in ("-t", target)]
    done = run(sys.executable, "-m", "hatchling", "build", *chosen, "-d", output, cwd=source)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = output.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("dist"), "sdist", "wheel")


@pytest.fixture(scope="module")
def sdist(wheel: Path) -> Path:
    (archive,) = wheel.parent.glob("*.tar.gz")
    return archive


@pytest.fixture(scope="module")
def empty_environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel and nothing else; returns its folder of programs."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--isolated", "--python", programs / "python"]
    done = run(*pip, "install", "--quiet", "--no-index", "--no-deps", "--no-compile", wheel)
    assert done.returncode == 0, done.stdout + done.stderr
    return programs


def packaged(wheel: Path) -> set[str]:
    """The files of the package in a wheel."""
    return {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}


def tracked() -> set[str]:
    """What git tracks, or would, in the folders that are packaged; without git, what lies there."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *PACKAGE],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    if listed.returncode == 0 and listed.stdout:
        names = listed.stdout.splitlines()
    else:
        paths = (path for folder in PACKAGE for path in (ROOT / folder).rglob("*"))
        names = [path.relative_to(ROOT).as_posix() for path in paths if "__pycache__" not in path.parts]
    links = tuple(f"src/stageproof/{room}" for room in ROOMS)
    return {name for name in names if not name.startswith(links) and (ROOT / name).is_file()}


def place(name: str) -> str:
    """Where a source file lies in the package."""
    folder = next(folder for folder in PACKAGE if name.startswith(folder + "/"))
    return PACKAGE[folder] + name.removeprefix(folder)


def test_the_wheel_holds_every_source_file_and_nothing_else(wheel: Path) -> None:
    expected = {place(name) for name in tracked()}
    assert packaged(wheel) == expected
    assert {f"stageproof/{room}/py.typed" for room in ROOMS} | {"stageproof/py.typed"} <= expected
    assert "stageproof/grammar/language/orch.lark" in expected
    assert not any(Path(name).parts[1].startswith("test") for name in expected)
    assert {
        "stageproof/pytest_plugin.py",
        "stageproof/hypothesis_entry.py",
        "stageproof/strategies.py",
    } <= expected


def test_the_wheel_carries_licence_and_entry_point(wheel: Path) -> None:
    information = {
        name.partition(".dist-info/")[2] for name in ZipFile(wheel).namelist() if ".dist-info/" in name
    }
    assert information == {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}


def test_a_wheel_from_the_sdist_is_the_same(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    again = build(source, tmp_path / "dist", "wheel")
    contents = {path: {name: ZipFile(path).read(name) for name in packaged(path)} for path in (wheel, again)}
    assert contents[again] == contents[wheel]


def test_the_sdist_holds_tests_specs_and_this_file(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"tests/test_packaging.py", "specs/README.md", "pyproject.toml", "LICENSE", "Makefile"} <= names


@pytest.mark.parametrize("room", ROOMS)
def test_the_wheel_adds_no_generic_name(empty_environment: Path, room: str, tmp_path: Path) -> None:
    done = run(empty_environment / "python", "-c", f"import {room}", cwd=tmp_path)
    assert f"No module named '{room}'" in done.stderr


def test_the_model_needs_no_other_package(empty_environment: Path, tmp_path: Path) -> None:
    program = "import stageproof.grammar.model as model; print(model.__file__)"
    done = run(empty_environment / "python", "-c", program, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert str(empty_environment.parent.resolve()) in str(Path(done.stdout.strip()).resolve())


def test_the_installed_program_says_its_version(empty_environment: Path, tmp_path: Path) -> None:
    done = run(empty_environment / "stageproof", "--version", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"stageproof {__version__}\n")


def test_the_wheel_names_its_plugins_and_frameworks(wheel: Path) -> None:
    archive = ZipFile(wheel)
    told = {
        Path(name).name: archive.read(name).decode() for name in archive.namelist() if ".dist-info/" in name
    }
    assert "[hypothesis]\nstageproof = stageproof.hypothesis_entry:setup\n" in told["entry_points.txt"]
    assert "[pytest11]\nstageproof = stageproof.pytest_plugin\n" in told["entry_points.txt"]
    assert {"Classifier: Framework :: Hypothesis", "Classifier: Framework :: Pytest"} <= set(
        told["METADATA"].splitlines()
    )


def test_the_installed_plugin_collects_definitions(empty_environment: Path, tmp_path: Path) -> None:
    """Pytest loads the plugin because the wheel says so, Hypothesis the profiles. Third-party packages come last on the
    path, after the wheel: another stageproof may be installed among them.
    """
    (tmp_path / "good.orch").write_bytes((ROOT / "specs" / "employee_onboarding" / "good.orch").read_bytes())
    (tmp_path / "test_profile.py").write_text(
        "from hypothesis import settings\n"
        "def test_profile(): assert settings.get_profile('stageproof-nightly').max_examples == 10_000\n"
    )
    words = ["-p", "no:cacheprovider", "-q", "-k", "happy or test_profile"]
    program = (
        "import sys\n"
        f"sys.path.append({sysconfig.get_path('purelib')!r})\n"
        f"import pytest; sys.exit(pytest.main({words!r}))"
    )
    done = run(empty_environment / "python", "-c", program, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout


def test_the_version_is_stated_once_in_effect(wheel: Path) -> None:
    assert wheel.name.split("-")[1] == __version__


def test_the_installed_program_checks_a_definition(empty_environment: Path, tmp_path: Path) -> None:
    """Third-party packages come from this environment; stageproof itself from the wheel."""
    definition = tmp_path / "good.orch"
    definition.write_bytes((ROOT / "specs" / "employee_onboarding" / "good.orch").read_bytes())
    third_party = sysconfig.get_path("purelib")
    program = empty_environment / "stageproof"
    done = run(program, "check", definition.name, "--no-proof", cwd=tmp_path, path=third_party)
    assert done.returncode == 0, done.stdout + done.stderr
