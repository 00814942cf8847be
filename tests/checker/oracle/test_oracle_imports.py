"""The judge stands apart: importing it loads nothing of the interpreter it judges."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

FOREIGN: Final = (
    "stageproof.engine.interpreter",
    "stageproof.engine.program",
    "stageproof.engine.run",
    "stageproof.engine.effects",
    "stageproof.engine.exploration",
    "stageproof.checker.encoding",
)
LOAD: Final = "import sys, stageproof.checker.oracle.judge, stageproof.checker.oracle.citation\nprint(*sorted(sys.modules))"


def test_the_judge_loads_no_module_of_the_interpreter_or_the_prover() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", LOAD], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "stageproof.checker.oracle.rulebook" in loaded
    foreign = [name for name in loaded if any(f"{name}.".startswith(f"{room}.") for room in FOREIGN)]
    assert foreign == []
