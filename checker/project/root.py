"""Where a definition's project begins, and in which of its folders flows lie."""

# ruff: noqa: PTH112, PTH113, PTH118, PTH123, PTH202 (a run may look at ten thousand paths)

import os
from typing import Any, Final, cast

from ...grammar.light_dataclass import dataclass

SFDX_PROJECT: Final = "sfdx-project.json"
MAX_PROJECT_FILE_SIZE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class ProjectRoot:
    """The folder a project begins in (real path), its package folders (real paths) and its namespace.

    `problems` say what is wrong with its sfdx-project.json.
    """

    folder: str
    packages: tuple[str, ...]
    namespace: str | None = None
    problems: tuple[str, ...] = ()

    def of_caller(self, folder: str) -> "ProjectRoot":
        """The same, seen from a folder of it: outside the packages, everything below the root counts."""
        if any(_holds(package, folder) for package in self.packages):
            return self
        return ProjectRoot(self.folder, (self.folder,), self.namespace, self.problems)


def root_named_by(folder: str) -> ProjectRoot | None:
    """The project that this very folder begins, if it does: by sfdx-project.json, else by `.git`."""
    path = os.path.join(folder, SFDX_PROJECT)
    if os.path.isfile(path):
        return _read(folder, path)
    return None


def _read(folder: str, path: str) -> ProjectRoot:
    content = _content(path)
    if isinstance(content, str):
        return ProjectRoot(folder, (folder,), None, (f"{path}: {content}",))
    problems: list[str] = []
    packages: list[str] = []
    for place in _package_paths(content, problems):
        package = os.path.realpath(os.path.join(folder, place))
        if os.path.isdir(package):
            packages.append(package)
        else:
            problems.append(f'the package directory "{place}" does not exist.')
    namespace = content.get("namespace")
    return ProjectRoot(
        folder,
        tuple(dict.fromkeys(packages)) or (folder,),
        namespace if isinstance(namespace, str) and namespace else None,
        tuple(f"{path}: {problem}" for problem in problems),
    )


def _content(path: str) -> dict[str, Any] | str:
    """The object in the file, or what is wrong with it."""
    import json

    try:
        if os.path.getsize(path) > MAX_PROJECT_FILE_SIZE:
            return f"it has more than {MAX_PROJECT_FILE_SIZE:,} bytes and is not read."
        with open(path, encoding="utf-8-sig") as file:
            content = json.load(file)
    except OSError as error:
        return f"it cannot be read: {error.strerror}."
    except UnicodeDecodeError:
        return "it is not valid UTF-8."
    except json.JSONDecodeError as error:
        return f"it is not valid JSON, line {error.lineno}, column {error.colno}: {error.msg}."
    except (ValueError, RecursionError):
        return "it is not JSON that can be read."
    if not isinstance(content, dict):
        return "an object with packageDirectories was expected."
    return cast("dict[str, Any]", content)


def _package_paths(content: dict[str, Any], problems: list[str]) -> list[str]:
    directories: Any = content.get("packageDirectories")
    if not isinstance(directories, list):
        problems.append("it names no packageDirectories (a list of objects with a path).")
        return []
    entries = cast("list[object]", directories)
    paths: list[str] = []
    for entry in entries:
        path = cast("dict[str, object]", entry).get("path") if isinstance(entry, dict) else None
        if isinstance(path, str) and path and "\0" not in path:
            paths.append(path)
        else:
            problems.append("a package directory has no path.")
    return paths


def _holds(folder: str, path: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
