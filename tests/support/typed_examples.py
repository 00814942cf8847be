"""Examples of a page, held to the types that they use."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]


def mypy_says(blocks: Iterable[str], folder: Path) -> str:
    """What mypy objects to in these blocks, one after the other in a file of the folder; empty where to nothing."""
    example = folder / "example.py"
    example.write_text("\n\n".join(blocks), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file", "pyproject.toml", str(example)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr if done.returncode else ""
