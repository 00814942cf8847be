"""The checker of certificates stands on its own: what it may import, and when it loads a solver."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ALLOWED = {"encoding.guard", "encoding.system"}


def modules() -> list[Path]:
    return sorted((Path(__file__).parents[3] / "checker" / "certificates").glob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.stem)
def test_it_imports_itself_the_system_and_the_standard_library(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert all(name.name in sys.stdlib_module_names for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            name = node.module or ""
            assert node.level == 1 or (
                name in ALLOWED if node.level else name.split(".")[0] in sys.stdlib_module_names
            ), f"{path.name} imports {name}"


def test_no_solver_is_loaded_before_a_question_is_asked() -> None:
    program = (
        "import sys\n"
        "import stageproof.checker.certificates.check, stageproof.checker.certificates.export\n"
        "print(sorted({'z3', 'cvc5'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_question_loads_the_library_and_not_the_classes_of_the_package() -> None:
    program = (
        "import sys\n"
        "from stageproof.checker.certificates.solver import ask\n"
        "said = ask('(declare-const a Bool)(assert a)', 1000, 1000)\n"
        "print(said.outcome, 'z3' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "sat False\n"
