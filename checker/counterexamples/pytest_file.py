"""Counterexamples as a file of pytest: each asserts what should hold, and is expected to fail until it does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ..random_runs.tally import Failure

_NO_NAME: Final = re.compile(r"\W+")
HEAD: Final = '''"""Runs that showed a mistake. Written by stageproof test.

Each test asserts that the kept run breaks nothing any more. It is expected to fail; once it passes, pytest says so
(strict), and the mark can go.
"""

import pytest

from stageproof.kept_runs import assert_fixed
'''
TEST: Final = """

@pytest.mark.xfail(strict=True, reason={reason!r})
def test_{name}() -> None:
    assert_fixed({path!r}, {file!r})
"""


def pytest_file(kept: Iterable[tuple[str, Failure, Path]]) -> str:
    """The text of a test file. Each failure comes with the path of its definition and the file that keeps its run."""
    parts = [HEAD]
    for path, failure, file in kept:
        flaw = failure.flaw
        words = _NO_NAME.sub("_", f"{flaw.id}_{flaw.element}").strip("_").lower()
        parts.append(
            TEST.format(
                name=f"{words}_{flaw.fingerprint}",
                reason=f"{flaw.id}: expected {flaw.expected}; seen: {flaw.observed}",
                path=path,
                file=file.as_posix(),
            )
        )
    return "".join(parts)
