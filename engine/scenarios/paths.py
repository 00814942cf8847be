"""Paths of elements and what they have, as scenario files write them: `Prepare/Badge.Status` (design ruling, section 3)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ...grammar.model import Step
from ...grammar.names import Names

_OLD: Final = re.compile(r"(?:stage|step)\.(.+)\.status", re.DOTALL)
_VISIT: Final = re.compile(r"([^/#.]*)#(\d+)")


class Path(NamedTuple):
    """A path that was read: the reference as a definition writes it, and the visit it speaks of, if it says one."""

    reference: str
    visit: int | None


def path_of(names: Names, reference: str, visit: int = 1) -> str:
    """The path of a reference: a step gets its stage in front, and from the second visit on the stage its number."""
    root, dot, rest = reference.partition(".")
    if root.startswith("$"):
        return reference
    node = names.get(root)
    number = "" if visit == 1 else f"#{visit}"
    if isinstance(node, Step):
        stage = names.stage_of_step(root)
        if stage is not None:
            return f"{stage.name}{number}/{root}{dot}{rest}"
    return f"{root}{number}{dot}{rest}"


def read_path(text: str) -> Path:
    """A path as a reference. The older notation (`stage.Review.status`, `run.status`) is read too."""
    old = _OLD.fullmatch(text)
    if old is not None:
        text = f"{old.group(1)}.Status"
    if text.startswith("$"):
        return Path(text, None)
    visit = None
    found = _VISIT.match(text)
    if found is not None:
        visit = int(found.group(2))
        text = found.group(1) + text[found.end() :]
    stage, slash, step = text.partition("/")
    if slash and "." not in stage:
        text = step
    if text.endswith(".status") and text.count(".") == 1:
        text = f"{text.removesuffix('.status')}.Status"
    return Path(text, visit)
