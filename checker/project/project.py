"""The source tree around a definition, and the contracts of the flows it holds."""

# ruff: noqa: PTH118, PTH119, PTH120 (a run may look at ten thousand paths)

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ...grammar.contract import FlowContract
from .flow_index import FlowIndex, flow_name
from .reading import DEFAULT_MAX_FILE_SIZE, Unreadable, read_file
from .root import ProjectRoot, root_named_by


class Project:
    """One project as a caller in it sees it. The index of flows is made when it is first asked for."""

    def __init__(
        self, root: ProjectRoot, declared: dict[str, FlowContract], max_file_size: int, shown_from: str
    ) -> None:
        """Make a project. `declared` are configured contracts by name in lower case."""
        self.root = root
        self._declared = declared
        self._max_file_size = max_file_size
        self._shown_from = shown_from
        self._index: FlowIndex | None = None
        self._contracts: dict[tuple[str, str], FlowContract | None] = {}
        self._read_contracts: dict[str, FlowContract | None] = {}
        self._problems: set[str] = set(root.problems)
        self._contradictions: set[tuple[str, str]] = set()

    @property
    def has_flows(self) -> bool:
        """True when the project holds any flow at all, so that a flow which is not there is worth a word."""
        return len(self.index) > 0

    @property
    def index(self) -> FlowIndex:
        """API names of the flows below the package folders."""
        if self._index is None:
            self._index = FlowIndex.of(self.root.packages)
        return self._index

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be read, or is ambiguous, so far: sorted, each once."""
        return tuple(sorted(self._problems))

    @property
    def contradictions(self) -> tuple[tuple[str, str], ...]:
        """Where the configuration contradicts a flow, so far: `(configuration file, what)`, sorted."""
        return tuple(sorted(self._contradictions))

    def file_of(self, flow: str, caller: Path) -> str | None:
        """The file that holds a flow; of several, the one in the caller's package, then the nearest."""
        paths = self.index.named(flow, self.root.namespace)
        if len(paths) < 2:
            return paths[0] if paths else None
        chosen = self.index.nearest(paths, str(caller), self.root.packages)
        names = ", ".join(self._shown(path) for path in paths)
        self._problems.add(
            f"The flow {flow} lies in {len(paths)} files: {names}. {self._shown(chosen)} is taken."
        )
        return chosen

    def contract(self, flow: str, caller: Path) -> FlowContract | None:
        """What is known of a flow: read from the project with its subflows, refined by the configuration.

        None where it is neither there nor declared. A file is read once per process.
        """
        declared = self._declared.get(flow.casefold())
        path = self.file_of(flow, caller)
        if path is None:
            return declared
        key = (flow.casefold(), path)
        if key not in self._contracts:
            self._contracts[key] = self._whole(path, declared)
        return self._contracts[key]

    def _whole(self, path: str, declared: FlowContract | None) -> FlowContract | None:
        contract = self._read(path)
        if contract is None:
            return declared
        if contract.subflows:
            from ...grammar.called_flow_subflows import with_subflows

            contract = with_subflows(contract, self._subflows(contract, path))
        if declared is None:
            return contract
        from ...grammar.contract_merge import contradictions, merge

        for contradiction in contradictions(declared, contract):
            self._contradictions.add((declared.origin, contradiction.message))
        return merge(declared, contract)

    def _subflows(self, contract: FlowContract, path: str) -> list[FlowContract | None]:
        """The flows that a flow calls, directly or not, each once, the nearest first; None for one not here."""
        seen = {path}
        found: list[FlowContract | None] = []
        callers = [(contract, path)]
        for caller, place in callers:
            for name in caller.subflows:
                file = self.file_of(name, Path(place))
                key = file or name.casefold()
                if key in seen:
                    continue
                seen.add(key)
                subflow = self._read(file) if file else self._declared.get(name.casefold())
                found.append(subflow)
                if subflow is not None and file is not None:
                    callers.append((subflow, file))
        return found

    def _read(self, path: str) -> FlowContract | None:
        if path not in self._read_contracts:
            self._read_contracts[path] = self._read_file(path)
        return self._read_contracts[path]

    def _read_file(self, path: str) -> FlowContract | None:
        flow = flow_name(os.path.basename(path)) or path
        source = read_file(Path(path), self._shown(path), self._max_file_size)
        if isinstance(source, Unreadable):
            reason = source.reason[0].lower() + source.reason[1:]
            self._problems.add(f"The called flow {flow} ({self._shown(path)}) cannot be read: {reason}")
            return None
        from ...grammar.called_flow import read_contract

        contract, diagnostics = read_contract(source, flow)
        for diagnostic in diagnostics:
            place = source.position(diagnostic.span.start)
            self._problems.add(
                f"The called flow {flow} ({source.path}:{place.line}:{place.column}) cannot be read: "
                f"{diagnostic.message[0].lower()}{diagnostic.message[1:]}"
            )
        return contract

    def _shown(self, path: str) -> str:
        if path.startswith(self._shown_from + os.sep):
            path = path[len(self._shown_from) + 1 :]
        return path.replace(os.sep, "/")


class Projects:
    """The projects of one run, each made once per process. Picklable: a copy starts with empty caches."""

    def __init__(
        self,
        contracts: Iterable[FlowContract] = (),
        *,
        given: Iterable[Path] = (),
        max_file_size: int = DEFAULT_MAX_FILE_SIZE,
        cwd: Path | None = None,
    ) -> None:
        """Make the projects of a run.

        `contracts` are declared in the configuration. `given` are the files and folders that the user named:
        the tree of a definition that lies in neither a Salesforce project nor a repository. `cwd` shortens
        paths.
        """
        self._settings = (
            {contract.name.casefold(): contract for contract in contracts},
            tuple(sorted({os.path.realpath(path) for path in given})),
            max_file_size,
            os.path.realpath(cwd or os.curdir),
        )
        self._of_folder: dict[str, Project] = {}
        self._of_root: dict[tuple[str, tuple[str, ...]], Project] = {}
        self._begun: dict[str, ProjectRoot | None] = {}

    def __getstate__(self) -> tuple[Any, ...]:
        """Only the settings travel to another process."""
        return self._settings

    def __setstate__(self, settings: tuple[Any, ...]) -> None:
        """Start with empty caches."""
        self._settings = (settings[0], settings[1], settings[2], settings[3])
        self._of_folder, self._of_root, self._begun = {}, {}, {}

    def of(self, path: Path) -> Project:
        """The project of a definition, by its real path.

        The nearest sfdx-project.json upward, else the nearest repository, else the named folder it lies in,
        else its own folder.
        """
        folder = os.path.dirname(path)
        if folder not in self._of_folder:
            root = self._root(folder).of_caller(folder)
            key = (root.folder, root.packages)
            if key not in self._of_root:
                declared, _, max_file_size, cwd = self._settings
                self._of_root[key] = Project(root, declared, max_file_size, cwd)
            self._of_folder[folder] = self._of_root[key]
        return self._of_folder[folder]

    @property
    def problems(self) -> tuple[str, ...]:
        """What the projects have to say so far: sorted, each once."""
        return tuple(sorted({problem for project in self._of_root.values() for problem in project.problems}))

    def _root(self, folder: str) -> ProjectRoot:
        repository = None
        for above in _upward(folder):
            if above not in self._begun:
                self._begun[above] = root_named_by(above)
            begun = self._begun[above]
            if begun is not None:
                return begun
            if repository is None and os.path.lexists(os.path.join(above, ".git")):
                repository = above
        if repository is None:
            given = [
                place for place in self._settings[1] if folder == place or folder.startswith(place + os.sep)
            ]
            repository = min(given, key=len, default=folder)
        return ProjectRoot(repository, (repository,))


def _upward(folder: str) -> Iterable[str]:
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        folder = parent
