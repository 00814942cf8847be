"""Which file holds the flow with a given API name."""

# ruff: noqa: PTH206 (a run may look at ten thousand paths)

import os
from collections.abc import Iterable, Iterator
from typing import Final

from ...grammar.light_dataclass import dataclass
from .discovery import SKIPPED_FOLDERS

FLOW_ENDINGS: Final = (".flow-meta.xml", ".flow")


@dataclass(frozen=True, slots=True)
class FlowIndex:
    """API name in lower case to the real paths of the files of that name, sorted."""

    files: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, folders: Iterable[str]) -> "FlowIndex":
        """Look through folders, by file names only. Links to folders are followed, loops are not."""
        found: dict[str, set[str]] = {}
        for name, path in _flows(folders):
            found.setdefault(name.casefold(), set()).add(path)
        return cls({name: tuple(sorted(paths)) for name, paths in found.items()})

    def __len__(self) -> int:
        return len(self.files)

    def named(self, name: str, namespace: str | None) -> tuple[str, ...]:
        """The files of a flow. In the project's own namespace `ns__Flow` is the file `Flow`."""
        folded = name.casefold()
        found = self.files.get(folded, ())
        if not found and namespace and folded.startswith(namespace.casefold() + "__"):
            return self.files.get(folded[len(namespace) + 2 :], ())
        return found

    def nearest(self, paths: tuple[str, ...], caller: str, packages: tuple[str, ...]) -> str:
        """Of several files of one name, the one in the caller's package that lies nearest to the caller."""

        def distance(path: str) -> tuple[bool, int, str]:
            package = next((p for p in packages if _below(p, caller)), None)
            return (package is not None and not _below(package, path), -_common(path, caller), path)

        return min(paths, key=distance)


def flow_name(file_name: str) -> str | None:
    """The API name that a file name gives; None for other files."""
    for ending in FLOW_ENDINGS:
        if file_name.endswith(ending):
            return file_name[: -len(ending)]
    return None


def _flows(folders: Iterable[str]) -> Iterator[tuple[str, str]]:
    pending = list(folders)
    seen: set[str] = set()
    while pending:
        folder = pending.pop()
        if folder in seen:
            continue
        seen.add(folder)
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name in SKIPPED_FOLDERS:
                        continue
                    name = flow_name(entry.name)
                    if name is not None:
                        yield name, os.path.realpath(entry.path) if entry.is_symlink() else entry.path
                    elif entry.is_dir():
                        pending.append(os.path.realpath(entry.path) if entry.is_symlink() else entry.path)
        except OSError:
            continue


def _below(folder: str, path: str) -> bool:
    return path.startswith(folder.rstrip(os.sep) + os.sep)


def _common(path: str, other: str) -> int:
    count = 0
    for ours, theirs in zip(path.split(os.sep), other.split(os.sep), strict=False):
        if ours != theirs:
            break
        count += 1
    return count
