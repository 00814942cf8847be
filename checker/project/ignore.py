"""Ignore files: `.gitignore` and `.git/info/exclude` as git reads them, `.forceignore` as Salesforce does."""

# ruff: noqa: PTH118, PTH120, PTH123, PTH206 (a run may look at ten thousand paths)

import os
from collections.abc import Iterable
from dataclasses import field
from typing import TYPE_CHECKING, Final

from ...grammar.light_dataclass import dataclass

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

GITIGNORE: Final = ".gitignore"
FORCEIGNORE: Final = ".forceignore"
IGNORE_FILES: Final = (GITIGNORE, FORCEIGNORE)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The patterns of one ignore file; `prefix` leads from its folder to the folder that is looked at."""

    kind: str
    spec: "GitIgnoreSpec"
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Ignores:
    """The ignore files that bear on one folder, the nearest last. A deeper file overrules those above it."""

    patterns: tuple[_Patterns, ...] = field(default=())

    def within(self, folder: str) -> "Ignores":
        """The same, seen from a folder in this one."""
        if not self.patterns:
            return self
        return Ignores(tuple(_Patterns(p.kind, p.spec, f"{p.prefix}{folder}/") for p in self.patterns))

    def adding(self, path: str, kind: str) -> "Ignores":
        """The same with an ignore file that stands in this folder; a file that cannot be read adds
        nothing.
        """
        lines = _lines(path)
        return Ignores((*self.patterns, _Patterns(kind, compiled(lines)))) if lines else self

    def adding_lines(self, lines: Iterable[str], kind: str, prefix: str = "") -> "Ignores":
        """The same with patterns whose folder lies `prefix` above this one."""
        return Ignores((*self.patterns, _Patterns(kind, compiled(lines), prefix)))

    def ignores(self, name: str, *, is_folder: bool) -> bool:
        """Whether a file or folder directly in this folder is to be passed over, by any kind of ignore
        file.
        """
        decided: set[str] = set()
        for patterns in reversed(self.patterns):
            if patterns.kind in decided:
                continue
            include = patterns.spec.check_file(f"{patterns.prefix}{name}{'/' if is_folder else ''}").include
            if include:
                return True
            if include is not None:
                decided.add(patterns.kind)
        return False


def compiled(lines: Iterable[str]) -> "GitIgnoreSpec":
    """The patterns in these lines; a line that is no pattern is passed over, as git does."""
    from pathspec import GitIgnoreSpec

    lines = tuple(lines)
    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        return GitIgnoreSpec.from_lines([line for line in lines if _is_pattern(line)])


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _lines(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            lines = file.read().splitlines()
    except OSError:
        return []
    return [line for line in lines if line.strip() and not line.startswith("#")]


def ignores_above(folder: str) -> Ignores:
    """The ignore files in the folders above one (a real path), as far up as its repository or project
    reaches.

    `.gitignore` counts up to the folder that holds `.git`, `.forceignore` up to the one that holds
    sfdx-project.json (else `.git`). Where they ignore the folder itself, which the user named, they say
    nothing.
    """
    repository, project = _nearest(folder, ".git"), _nearest(folder, "sfdx-project.json")
    ignores = Ignores()
    for kind, top in ((GITIGNORE, repository), (FORCEIGNORE, project or repository)):
        if top is not None:
            ignores = Ignores((*ignores.patterns, *_chain(folder, top, kind).patterns))
    return ignores


def _chain(folder: str, top: str, kind: str) -> Ignores:
    ignores = Ignores()
    if kind == GITIGNORE:
        ignores = ignores.adding(os.path.join(top, ".git", "info", "exclude"), kind)
    current = top
    below = os.path.relpath(folder, top)
    for name in () if below == os.curdir else below.split(os.sep):
        ignores = ignores.adding(os.path.join(current, kind), kind)
        if ignores.ignores(name, is_folder=True):
            return Ignores()
        ignores = ignores.within(name)
        current = os.path.join(current, name)
    return ignores


def _nearest(folder: str, name: str) -> str | None:
    while True:
        if os.path.lexists(os.path.join(folder, name)):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
