"""Prose and code that name a decision name one that exists."""

import re
from pathlib import Path

import pytest

from stageproof.engine.decisions.catalogue import decision_named

ROOT = Path(__file__).parents[3]
NAMED = re.compile(
    r"\b(?:decision|ruling)s?\s+((?:`[a-z0-9-]+`|[CU]\d+)(?:(?:,\s*|\s+and\s+)(?:`[a-z0-9-]+`|[CU]\d+))*)"
)
NAME = re.compile(r"`([a-z0-9-]+)`|\b([CU]\d+)")
MODULES = sorted(path for room in ("grammar", "engine", "checker") for path in (ROOT / room).rglob("*.py"))


def mentions(text: str) -> list[str]:
    """The decisions that a text names: decision `late-result`, decisions C1, C4."""
    return [quoted or alias for found in NAMED.findall(text) for quoted, alias in NAME.findall(found)]


def test_every_decision_that_a_module_names_exists() -> None:
    unknown = [
        f"{path.relative_to(ROOT).as_posix()} {name}"
        for path in MODULES
        for name in mentions(path.read_text(encoding="utf-8"))
        if decision_named(name) is None
    ]
    assert unknown == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("(decision `late-result`)", ["late-result"]),
        ("decisions C1, C4,\nC8 and C19.", ["C1", "C4", "C8", "C19"]),
        ("decisions `a-b`,\n`c-d` and U5", ["a-b", "c-d", "U5"]),
        ("a decision that `x` takes", []),
    ],
)
def test_a_mention_is_seen(text: str, names: list[str]) -> None:
    assert mentions(text) == names
