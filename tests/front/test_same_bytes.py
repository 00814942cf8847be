"""The same files give the same bytes, whatever order hashes come in: findings, claims, certificates, scenarios."""

import os
import subprocess
import sys
from pathlib import Path

SPECS = Path(__file__).parents[2] / "specs"
NAMES = ("employee_onboarding", "loan_origination", "order_fallout")


def _everything(folder: Path, seed: str) -> dict[str, bytes]:
    words = [
        "check",
        *(str(SPECS / name) for name in NAMES),
        "--output-format",
        "json=report.json",
        "--obligations",
    ]
    words += [
        "--fault-table",
        "--certify",
        "export=certificates",
        "--witnesses",
        "witnesses",
        "--fail-level",
        "never",
    ]
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "stageproof", *words],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_order_of_hashes_does_not_show(tmp_path: Path) -> None:
    first, second = _everything(tmp_path / "a", "1"), _everything(tmp_path / "b", "2")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert {name.partition("/")[0] for name in first} == {"report.json", "certificates", "witnesses"}
