"""Running `stageproof check` on a folder and reading its JSON."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def checked(folder: Path, *words: str) -> tuple[dict[str, Any], int, str]:
    """The report, the exit code and standard error of `check .` in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "stageproof", "check", ".", "--output-format", "json", *words],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout), done.returncode, done.stderr


def run(*words: str, cwd: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run `stageproof` in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "stageproof", *words], cwd=cwd, input=stdin, capture_output=True, text=True
    )
