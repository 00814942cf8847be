"""On which line of a TOML text each key stands: the parser of the standard library does not say."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from .configuration_problem import KeyPath

_TOKEN: Final = re.compile(
    r'(?P<string>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\')'
    r"|(?P<comment>#[^\n]*)|(?P<newline>\n)|(?P<space>[ \t\r]+)|(?P<mark>[\[\]{}=,.])"
    r"|(?P<bare>[^\s\[\]{}=,.#\"']+)",
    re.DOTALL,
)
_OPENING: Final = {"[": 1, "{": 1, "]": -1, "}": -1}


def key_lines(text: str) -> Mapping[KeyPath, int]:
    """The 1-based line of every key and table header in a valid TOML text, inline tables excepted."""
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    for statement, line in _statements(text):
        keys = _keys(statement)
        if statement.startswith("[["):
            path: KeyPath = keys
            counts[path] = counts.get(path, -1) + 1
            table = (*path, counts[path])
            lines.setdefault(path, line)
            lines[table] = line
        elif statement.startswith("["):
            table = _in_arrays(keys, counts)
            lines.setdefault(table, line)
        else:
            for end in range(1, len(keys) + 1):
                lines.setdefault((*table, *keys[:end]), line)
    return lines


def _statements(text: str) -> Iterator[tuple[str, int]]:
    """Headers, and the keys before each `=` of a table's own entries, with their lines."""
    line, depth, begin, in_value = 1, 0, -1, False
    statement_line = 1
    for token in _TOKEN.finditer(text):
        kind, found = token.lastgroup, token.group()
        if kind not in ("newline", "space", "comment") and begin < 0 and not in_value:
            begin, statement_line = token.start(), line
        if kind == "mark":
            if found == "=" and depth == 0 and not in_value:
                yield text[begin : token.start()].strip(), statement_line
                begin, in_value = -1, True
            depth += _OPENING.get(found, 0)
        elif kind == "newline" and depth == 0:
            if begin >= 0 and not in_value:
                yield text[begin : token.start()].strip(), statement_line
            begin, in_value = -1, False
        line += found.count("\n")
    if begin >= 0 and not in_value:
        yield text[begin:].strip(), statement_line


def _keys(statement: str) -> tuple[str, ...]:
    keys: list[str] = []
    for token in _TOKEN.finditer(statement):
        if token.lastgroup == "comment":
            break
        if token.lastgroup == "bare":
            keys.append(token.group())
        elif token.lastgroup == "string":
            keys.append(_unquoted(token.group()))
    return tuple(keys)


def _unquoted(text: str) -> str:
    return re.sub(r'\\(["\\])', r"\1", text[1:-1]) if text.startswith('"') else text[1:-1]


def _in_arrays(keys: tuple[str, ...], counts: Mapping[KeyPath, int]) -> KeyPath:
    path: KeyPath = ()
    for key in keys:
        path = (*path, key)
        if path in counts:
            path = (*path, counts[path])
    return path
