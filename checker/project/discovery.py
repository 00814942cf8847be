"""Which files a run looks at: what the user named, and what lies in the folders among it."""

# ruff: noqa: PTH112, PTH117, PTH118, PTH206 (a run may look at ten thousand paths)

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ...grammar.light_dataclass import dataclass
from .ignore import IGNORE_FILES, Ignores, ignores_above

ENDINGS: Final = (".orch", ".flow-meta.xml", ".flow")
SKIPPED_FOLDERS: Final = frozenset({"node_modules", ".git", ".sf", ".sfdx", ".venv", "__pycache__"})
"""Folders that hold no sources of the project, whatever ignore files say."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to look at.

    `shown` is its path for people: with forward slashes, below the current folder relative to it, else as it
    was given. `real` is free of links. `ending`: `.orch`, `.flow-meta.xml`, `.flow`, or "" for another.
    `explicit`: the user named this very file. `given` is the named file or folder it was found through (free
    of links).
    """

    shown: str
    real: Path
    explicit: bool = False
    ending: str = ""
    given: Path = Path()


@dataclass(frozen=True, slots=True)
class Exclude:
    """Patterns, in the form of `.gitignore`, of files to leave out; they are relative to the folder
    `base`.
    """

    patterns: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found, sorted by `shown`, each real file once.

    `missing` are named paths that do not exist or cannot be read, in the order given. `unreadable` are
    folders below the named ones that cannot be listed.
    """

    files: tuple[FoundFile, ...]
    missing: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()


def discover(paths: Sequence[str], *, cwd: Path, exclude: Exclude | None = None) -> Discovery:
    """Find the definitions among files and folders.

    A file named explicitly is always taken. Folders are searched for `.orch`, `.flow-meta.xml` and `.flow`,
    minus what `.gitignore`, `.git/info/exclude`, `.forceignore` or `exclude` leave out. Links are followed,
    loops not.
    """
    search = _Search(exclude or Exclude())
    missing: list[str] = []
    folders: list[tuple[str, str]] = []
    top = os.path.realpath(cwd)
    for path in dict.fromkeys(paths):
        location = os.path.join(cwd, path)
        try:
            real = os.path.realpath(location, strict=True)
            is_folder = os.path.isdir(real)
        except (OSError, ValueError):
            missing.append(_printable(path))
            continue
        if is_folder:
            folders.append((real, path))
        else:
            search.take(_FileEntry(_shown(path, location, top), real), real, explicit=True)
    for real, path in folders:
        shown = _shown(path, os.path.join(cwd, path), top)
        if not search.walk(real, shown):
            missing.append(_printable(path))
    files = sorted(search.files.values(), key=lambda file: file.shown)
    return Discovery(tuple(files), tuple(missing), tuple(sorted(search.unreadable)))


@dataclass(frozen=True, slots=True)
class _FileEntry:
    shown: str
    real: str


@dataclass(frozen=True, slots=True)
class _Folder:
    shown: str
    real: str
    ignores: Ignores


class _Search:
    """One run of the search: what was found, and which folders have been seen."""

    def __init__(self, exclude: Exclude) -> None:
        self.files: dict[str, FoundFile] = {}
        self.unreadable: list[str] = []
        self._exclude = exclude
        self._seen: set[str] = set()

    def take(self, entry: _FileEntry, given: str, *, explicit: bool) -> None:
        if entry.real not in self.files:
            ending = next((ending for ending in ENDINGS if entry.real.endswith(ending)), "")
            self.files[entry.real] = FoundFile(
                _printable(entry.shown), Path(entry.real), explicit, ending, Path(given)
            )

    def walk(self, real: str, shown: str) -> bool:
        """Search a folder; False when it cannot be listed. Linked folders come last, so that real paths
        win.
        """
        pending = [_Folder(shown, real, self._with_exclude(ignores_above(real), real))]
        linked: list[_Folder] = []
        while pending or linked:
            folder = pending.pop() if pending else linked.pop(0)
            if folder.real in self._seen:
                continue
            self._seen.add(folder.real)
            entries = self._entries(folder.real)
            if entries is not None:
                self._look_into(folder, entries, real, pending, linked)
            elif folder.real == real:
                return False
            else:
                self.unreadable.append(_printable(folder.shown))
        return True

    def _look_into(
        self,
        folder: _Folder,
        entries: "list[os.DirEntry[str]]",
        given: str,
        pending: list[_Folder],
        linked: list[_Folder],
    ) -> None:
        ignores = folder.ignores
        for entry in entries:
            if entry.name in IGNORE_FILES:
                ignores = ignores.adding(entry.path, entry.name)
        below: list[_Folder] = []
        for entry in entries:
            found = self._look_at(entry, folder, ignores, given)
            if found:
                (linked if entry.is_symlink() else below).append(found)
        pending.extend(reversed(below))

    def _entries(self, folder: str) -> "list[os.DirEntry[str]] | None":
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except OSError:
            return None

    def _look_at(
        self, entry: "os.DirEntry[str]", folder: _Folder, ignores: Ignores, given: str
    ) -> _Folder | None:
        """Take the entry if it is a file for us; if it is a folder to search, give it back."""
        name = entry.name
        shown = _joined(folder.shown, name)
        try:
            if entry.is_dir():
                if name in SKIPPED_FOLDERS or ignores.ignores(name, is_folder=True):
                    return None
                real = os.path.realpath(entry.path) if entry.is_symlink() else entry.path
                return _Folder(shown, real, ignores.within(name))
        except OSError:
            return None
        if name.endswith(ENDINGS) and not ignores.ignores(name, is_folder=False):
            real = os.path.realpath(entry.path) if entry.is_symlink() else entry.path
            self.take(_FileEntry(shown, real), given, explicit=False)
        return None

    def _with_exclude(self, ignores: Ignores, folder: str) -> Ignores:
        if not self._exclude.patterns:
            return ignores
        base = os.path.realpath(self._exclude.base or os.curdir)
        below = os.path.relpath(folder, base)
        if below.split(os.sep)[0] == os.pardir:
            return ignores
        prefix = "" if below == os.curdir else below.replace(os.sep, "/") + "/"
        return ignores.adding_lines(self._exclude.patterns, "exclude", prefix)


def _shown(path: str, location: str, top: str) -> str:
    """The path for people; "" for the current folder itself."""
    if os.path.isabs(path):
        if location == top:
            return ""
        if location.startswith(top + os.sep):
            path = location[len(top) + 1 :]
    parts = path.replace(os.sep, "/").split("/")
    kept = [part for index, part in enumerate(parts) if part not in ("", ".") or (index == 0 and part == "")]
    return "/".join(kept) or ("/" if path.startswith("/") else "")


def _joined(folder: str, name: str) -> str:
    if not folder:
        return name
    return f"{folder}{name}" if folder.endswith("/") else f"{folder}/{name}"


def _printable(path: str) -> str:
    """The path without bytes that no text can hold."""
    if path.isascii():
        return path
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
