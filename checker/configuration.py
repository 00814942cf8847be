"""What a project says once for all runs: `stageproof.toml`, or `[tool.stageproof]` in `pyproject.toml`."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any, Final

from ..grammar.contract import FlowContract
from ..grammar.light_dataclass import dataclass
from .configuration_problem import ConfigurationProblem, KeyPath, line_of
from .project.discovery import Exclude
from .project.reading import DEFAULT_MAX_FILE_SIZE

FILE_NAMES: Final = ("stageproof.toml", ".stageproof.toml")
PYPROJECT: Final = "pyproject.toml"
NOTHING_EXCLUDED: Final = Exclude()


@dataclass(frozen=True, slots=True)
class ConfiguredSuppression:
    """Findings of a rule on an element and below it are accepted; `path`: only in files this glob matches."""

    element: str
    rule: str
    reason: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings of a project. Every one has a default that needs no file.

    `severity` maps rule ids to error, warning or note; `known` maps flows, users, groups and queues to names
    that live only in the org; `options` maps rule ids to their own settings; `max_file_size` is in bytes.
    `origin` is the file it was read from, empty without one.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict[str, str])
    fail_level: str = "error"
    strict: bool = False
    profile: str = "help-2026"
    output_formats: tuple[str, ...] = ()
    exclude: Exclude = NOTHING_EXCLUDED
    max_file_size: int = DEFAULT_MAX_FILE_SIZE
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    contracts: tuple[FlowContract, ...] = ()
    suppressions: tuple[ConfiguredSuppression, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    origin: str = ""
    lines: Mapping[KeyPath, int] = field(default_factory=dict[KeyPath, int], compare=False, repr=False)

    def suppressions_for(self, path: str) -> tuple[ConfiguredSuppression, ...]:
        """The suppressions that hold in a file, by its shown path."""
        from fnmatch import fnmatchcase

        return tuple(s for s in self.suppressions if s.path is None or fnmatchcase(path, s.path))

    def unknown_names(
        self,
        rules: Container[str],
        suggestions: Iterable[str],
        options: Callable[[str], Container[str]] = lambda _: (),
    ) -> tuple[ConfigurationProblem, ...]:
        """Problems with rule ids that do not exist, and with options that a rule does not take.

        `rules` holds every rule id and preset, `suggestions` the names to offer, `options` the options of a
        rule.
        """
        from difflib import get_close_matches

        names = sorted(suggestions)
        places: list[tuple[KeyPath, str]] = [(("select",), name) for name in self.select]
        places += [(("ignore",), name) for name in self.ignore]
        places += [(("severity", name), name) for name in self.severity]
        places += [(("options", name), name) for name in self.options]
        places += [(("suppress", index), entry.rule) for index, entry in enumerate(self.suppressions)]
        found: list[ConfigurationProblem] = []
        for place, name in places:
            if name not in rules:
                close = get_close_matches(name, names, n=1)
                hint = f' Did you mean "{close[0]}"?' if close else ""
                found.append(self.problem(place, f'there is no rule "{name}".{hint}'))
        for rule, values in self.options.items():
            for option in values if rule in rules else ():
                if option not in options(rule):
                    message = f'the rule {rule} has no option "{option}".'
                    found.append(self.problem(("options", rule, option), message))
        return tuple(found)

    def problem(self, place: KeyPath, message: str) -> ConfigurationProblem:
        """A problem with the value at a key of this configuration."""
        return ConfigurationProblem(self.origin, line_of(self.lines, place), message)


def load(path: Path | None, start: Path) -> Configuration:
    """The configuration in a named file, or in the nearest one above `start`, else the defaults.

    Upward from `start` to the folder that holds `.git`, else to the file system's root, the first folder
    counts that has stageproof.toml, .stageproof.toml, or a pyproject.toml with [tool.stageproof]. Raises
    ConfigurationError.
    """
    from .configuration_file import read_configuration

    if path is not None:
        return read_configuration(path, required=True) or Configuration()
    start = Path(start).resolve()
    for folder in (start, *start.parents):
        for name in (*FILE_NAMES, PYPROJECT):
            file = folder / name
            configuration = read_configuration(file, required=False) if file.is_file() else None
            if configuration is not None:
                return configuration
        if (folder / ".git").exists():
            break
    return Configuration()
