"""A definition in a file, read whole, with what its project knows of the flows it calls."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from ..engine.decisions.choices import Choices, choices
from ..engine.program.compile import compile_orchestration
from ..engine.program.program import Program
from ..engine.scenarios.kept_for import Given
from ..engine.scenarios.player import including
from ..grammar.model import Orchestration
from ..grammar.scenario import Scenario
from ..grammar.source import Source
from .check_file import BLOCKING, nothing_in, read_definition
from .configuration import Configuration, load
from .configuration_problem import ConfigurationError
from .context import Context
from .damage import damage_text
from .project.project import Project, Projects
from .project.reading import Unreadable, read_file


class DefinitionFileError(ValueError):
    """There is no definition in a file, or a part of it cannot be read. The message tells every place, as `check` does."""


class DefinitionFile:
    """A definition without damage, and what is known around it. Everything is worked out once, when first asked for."""

    def __init__(
        self,
        source: Source,
        orchestration: Orchestration,
        configuration: Configuration,
        project: Project,
        real: Path,
    ) -> None:
        """`real` is the path of the file, free of links; flows that are called are looked for from there."""
        self.source = source
        self.orchestration = orchestration
        self.configuration = configuration
        self.project = project
        self.real = real

    @cached_property
    def context(self) -> Context:
        """What rules and proofs may ask."""
        return Context(
            self.orchestration,
            self.source,
            lambda flow: self.project.contract(flow, self.real),
            has_project=self.project.has_flows,
            known={kind: frozenset(names) for kind, names in self.configuration.known.items()},
            profile=self.configuration.profile,
        )

    def program(self, chosen: Choices | None = None, orchestration: Orchestration | None = None) -> Program:
        """The program under these readings (default: those of the configured profile), of this definition or of the same
        with more scenarios in it.
        """
        return compile_orchestration(
            orchestration or self.orchestration,
            chosen or choices(self.configuration.profile),
            self.context.contract,
        )

    def program_with(self, scenario: Scenario) -> Program:
        """The program under the configured profile, of the definition with a scenario from elsewhere in it."""
        return self.program(orchestration=including(self.orchestration, scenario))

    @property
    def given(self) -> Given:
        """How kept runs know the definition."""
        return Given.of(self.orchestration.name, self.source.path, self.source.text)


class Surroundings:
    """Where definitions are read: the configuration above a folder, and the projects that are met below it, each read once.
    Paths below the folder are shown without it.
    """

    def __init__(self, folder: Path) -> None:
        """Read the configuration. Raises DefinitionFileError where there is something wrong in it."""
        self.folder = folder.resolve()
        try:
            self.configuration = load(None, self.folder)
        except ConfigurationError as error:
            raise DefinitionFileError(str(error)) from error
        self.projects = Projects(
            self.configuration.contracts,
            given=[self.folder],
            max_file_size=self.configuration.max_file_size,
            cwd=self.folder,
        )

    def shown(self, path: Path) -> str:
        """A path for people."""
        real = path.resolve()
        return real.relative_to(self.folder).as_posix() if real.is_relative_to(self.folder) else str(path)


def definition_file(path: Path, around: Surroundings | None = None) -> DefinitionFile:
    """Read a definition. `around`: by default the current folder. Raises DefinitionFileError."""
    around = around or Surroundings(Path.cwd())
    real = path.resolve()
    if not real.exists():
        raise DefinitionFileError(f"{path} does not exist.")
    source = read_file(real, around.shown(path), around.configuration.max_file_size)
    if isinstance(source, Unreadable):
        raise DefinitionFileError(f"{around.shown(path)}: {source.reason}")
    return DefinitionFile(
        source, whole_definition(source), around.configuration, around.projects.of(real), real
    )


def whole_definition(source: Source) -> Orchestration:
    """The definition in a text. Raises DefinitionFileError where there is none, or a part of it cannot be read."""
    reading = read_definition(source)
    damage = tuple(found for found in reading.diagnostics if found.problem.value in BLOCKING)
    if damage:
        raise DefinitionFileError(damage_text(damage, source).rstrip("\n"))
    if reading.orchestration is None:
        raise DefinitionFileError(f"{source.path}: {nothing_in(reading, source)}")
    return reading.orchestration
