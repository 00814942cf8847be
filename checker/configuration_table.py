"""One table of a configuration, read key by key; whatever is wrong with it is gathered, not raised."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, cast

from .configuration_problem import ConfigurationProblem, KeyPath, line_of

LONG_NUMBER = 1000
"""Bits; longer numbers are shown in base 16, as Python refuses to write them in base 10."""


class Problems:
    """What is wrong with one file so far."""

    def __init__(self, path: str, lines: Mapping[KeyPath, int], prefix: KeyPath = ()) -> None:
        """Gather for a file. `prefix` leads to our table in it (`tool`, `stageproof`)."""
        self.found: list[ConfigurationProblem] = []
        self._path = path
        self._lines = lines
        self._prefix = prefix

    def add(self, at: KeyPath, message: str) -> None:
        """Note a problem with the value at a key."""
        line = line_of(self._lines, (*self._prefix, *at))
        self.found.append(ConfigurationProblem(self._path, line, message))


class Table:
    """A table whose keys are taken one by one; `finish` refuses those that nobody took."""

    def __init__(self, values: Mapping[str, Any], problems: Problems, path: KeyPath = ()) -> None:
        """Read `values`, which stand at `path`."""
        self._values = values
        self._problems = problems
        self._path = path
        self._known: list[str] = []

    def problem(self, key: str, message: str) -> None:
        """Note a problem with the value of a key."""
        self._problems.add((*self._path, key), f'"{self.name(key)}" {message}')

    def name(self, key: str) -> str:
        """The dotted name of a key, as people write it."""
        return ".".join(str(part) for part in (*self._path, key) if not isinstance(part, int))

    def names(self) -> tuple[str, ...]:
        """Every key of the table, all of them taken: for tables whose keys are free names."""
        self._known += self._values
        return tuple(self._values)

    def value(self, key: str) -> object:
        """Any value; None where the key is absent."""
        self._known.append(key)
        return self._values.get(key)

    def has(self, key: str) -> bool:
        """Whether the key is written."""
        return key in self._values

    def text(self, key: str) -> str | None:
        """A text; None where it is absent or something else."""
        value = self.value(key)
        if value is None or (isinstance(value, str) and value.strip()):
            return value
        self.problem(
            key, "has to be a text" + (" that is not empty" if value == "" else f", not {shown(value)}")
        )
        return None

    def one_of(self, key: str, choices: Iterable[str]) -> str | None:
        """One of some words."""
        value = self.text(key)
        choices = tuple(choices)
        if value is None or value in choices:
            return value
        self.problem(
            key, f"cannot be {shown(value)}; it can be {_listed(choices)}.{_did_you_mean(value, choices)}"
        )
        return None

    def boolean(self, key: str) -> bool | None:
        """`true` or `false`."""
        value = self.value(key)
        if value is None or isinstance(value, bool):
            return value
        self.problem(key, f"has to be true or false, not {shown(value)}")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.value(key)
        if value is None:
            return ()
        entries = cast("list[object]", value) if isinstance(value, list) else [None]
        if all(isinstance(entry, str) and entry.strip() for entry in entries):
            return tuple(cast("list[str]", entries))
        hint = f': write ["{value}"]' if isinstance(value, str) else ""
        self.problem(key, f"has to be a list of texts{hint}")
        return ()

    def table(self, key: str) -> "Table | None":
        """A table in this one."""
        value = self.value(key)
        if value is None:
            return None
        if isinstance(value, dict):
            return Table(cast("dict[str, Any]", value), self._problems, (*self._path, key))
        self.problem(key, f"has to be a table, not {shown(value)}")
        return None

    def tables(self, key: str) -> tuple["Table", ...]:
        """An array of tables."""
        value = self.value(key)
        if value is None:
            return ()
        entries = cast("list[object]", value) if isinstance(value, list) else [None]
        if not all(isinstance(entry, dict) for entry in entries):
            self.problem(key, f"has to be an array of tables: write [[{self.name(key)}]]")
            return ()
        tables = cast("list[dict[str, Any]]", entries)
        return tuple(
            Table(table, self._problems, (*self._path, key, index)) for index, table in enumerate(tables)
        )

    def finish(self) -> None:
        """Refuse every key that was not asked for."""
        known = tuple(dict.fromkeys(self._known))
        for key in self._values:
            if key not in known:
                hint = _did_you_mean(key, known) or f" Known keys: {', '.join(known)}."
                self._problems.add((*self._path, key), f'unknown key "{self.name(key)}".{hint}')


def shown(value: object) -> str:
    """A value as TOML writes it, short."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return hex(value) if isinstance(value, int) and value.bit_length() > LONG_NUMBER else str(value)


def _listed(words: tuple[str, ...]) -> str:
    quoted = [f'"{word}"' for word in words]
    return ", ".join(quoted[:-1]) + f" or {quoted[-1]}" if len(quoted) > 1 else "".join(quoted)


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    spelling = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold().replace("_", "-"), sorted(spelling), n=1, cutoff=0.6)
    return f' Did you mean "{spelling[close[0]]}"?' if close else ""
