"""Reading a configuration file; everything wrong with it is told at once."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, cast

from .configuration import PYPROJECT, Configuration, ConfiguredSuppression
from .configuration_contracts import read_contracts
from .configuration_places import key_lines
from .configuration_problem import ConfigurationError, ConfigurationProblem, KeyPath
from .configuration_table import Problems, Table, shown
from .project.discovery import Exclude
from .project.reading import Unreadable, read_file

FAIL_LEVELS: Final = ("error", "warning", "note", "never")
SEVERITIES: Final = ("error", "warning", "note")
PROFILES: Final = ("help-2026", "pdf-2025")
KNOWN_KINDS: Final = ("flows", "users", "groups", "queues")
LARGEST_SIZE: Final = 2**40
FORMATS: Final = ("full", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown")


def read_configuration(path: Path, *, required: bool) -> Configuration | None:
    """The configuration in a file; None for a pyproject.toml that holds none, unless it is required."""
    shown_path = _shown(path)
    text = _text(path, shown_path)
    in_pyproject = path.name == PYPROJECT
    if in_pyproject and not required and "stageproof" not in text:
        return None
    values: dict[str, Any] = _parsed(text, shown_path)
    prefix: KeyPath = ()
    if in_pyproject:
        prefix = ("tool", "stageproof")
        tool: Any = values.get("tool")
        ours: Any = cast("dict[str, Any]", tool).get("stageproof") if isinstance(tool, dict) else None
        if not isinstance(ours, dict):
            if required:
                message = "it has no table [tool.stageproof]."
                raise ConfigurationError([ConfigurationProblem(shown_path, None, message)])
            return None
        values = cast("dict[str, Any]", ours)
    lines = key_lines(text)
    problems = Problems(shown_path, lines, prefix)
    ours_lines = {key[len(prefix) :]: line for key, line in lines.items() if key[: len(prefix)] == prefix}
    configuration = _configuration(
        Table(values, problems), shown_path, str(path.resolve().parent), ours_lines
    )
    if problems.found:
        raise ConfigurationError(problems.found)
    return configuration


def _text(path: Path, shown_path: str) -> str:
    source = read_file(path, shown_path)
    if not isinstance(source, Unreadable):
        return source.text.removeprefix("\ufeff").replace("\r\n", "\n")
    if path.is_file() and not path.read_bytes().strip():
        return ""
    reason = source.reason if path.exists() else "This file does not exist."
    raise ConfigurationError([ConfigurationProblem(shown_path, None, reason)])


def _parsed(text: str, shown_path: str) -> dict[str, Any]:
    import tomllib
    from decimal import Decimal

    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        message = str(error) if isinstance(error, ValueError) else "a value in it is too large or too deep"
        found = re.search(r" \(at line (\d+), column \d+\)$", message)
        line = int(found[1]) if found else None
        told = f"this is not valid TOML: {message[: found.start()] if found else message}."
        raise ConfigurationError([ConfigurationProblem(shown_path, line, told)]) from error


def _configuration(table: Table, origin: str, folder: str, lines: Mapping[KeyPath, int]) -> Configuration:
    default = Configuration()
    configuration = Configuration(
        select=table.texts("select"),
        ignore=table.texts("ignore"),
        severity=_severities(table.table("severity")),
        fail_level=table.one_of("fail-level", FAIL_LEVELS) or default.fail_level,
        strict=table.boolean("strict") or False,
        profile=table.one_of("profile", PROFILES) or default.profile,
        output_formats=_formats(table),
        exclude=Exclude(table.texts("exclude"), folder),
        max_file_size=_size(table, default.max_file_size),
        known=_known(table.table("known")),
        contracts=read_contracts(table.table("flows"), origin),
        suppressions=tuple(_suppressions(table.tables("suppress"))),
        options=_options(table.table("options")),
        origin=origin,
        lines=lines,
    )
    table.finish()
    return configuration


def _severities(table: Table | None) -> dict[str, str]:
    levels: dict[str, str] = {}
    for rule in table.names() if table else ():
        level = table.one_of(rule, SEVERITIES) if table else None
        if level:
            levels[rule] = level
    return levels


def _formats(table: Table) -> tuple[str, ...]:
    formats = table.texts("output-format")
    for entry in formats:
        if entry.partition("=")[0] not in FORMATS:
            table.problem("output-format", f"cannot hold {shown(entry)}; formats are {', '.join(FORMATS)}")
    return formats


def _size(table: Table, default: int) -> int:
    value = table.value("max-file-size")
    if value is None:
        return default
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LARGEST_SIZE:
        return value
    table.problem("max-file-size", f"has to be a number of bytes such as 20_000_000, not {shown(value)}")
    return default


def _known(table: Table | None) -> dict[str, tuple[str, ...]]:
    if table is None:
        return {}
    known = {kind: table.texts(kind) for kind in KNOWN_KINDS}
    table.finish()
    return {kind: names for kind, names in known.items() if names}


def _suppressions(tables: Iterable[Table]) -> Iterable[ConfiguredSuppression]:
    for table in tables:
        for key in ("element", "rule", "reason"):
            if not table.has(key):
                table.problem(key, "is missing: a suppression names element, rule and reason")
        element, rule, reason = table.text("element"), table.text("rule"), table.text("reason")
        path = table.text("path")
        table.finish()
        if element and rule and reason:
            yield ConfiguredSuppression(element, rule, reason, path)


def _options(table: Table | None) -> dict[str, Mapping[str, Any]]:
    options: dict[str, Mapping[str, Any]] = {}
    for rule in table.names() if table else ():
        own = table.table(rule) if table else None
        if own:
            options[rule] = {key: own.value(key) for key in own.names()}
    return options


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()
