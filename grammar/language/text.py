"""Texts in quotes: how a value is written, and what a written one means."""

import re
from bisect import bisect_right
from collections.abc import Callable

_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|.)|\r\n?", re.DOTALL)
_CHARACTERS = {'"': '"', "\\": "\\", "n": "\n", "t": "\t", "r": "\r"}
_WRITTEN = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_PLAIN = re.compile(r"[ !#-\[\]-~]*")


class BadEscapeError(Exception):
    """An escape that means nothing, `length` characters from `index` on."""

    def __init__(self, index: int, length: int) -> None:
        super().__init__(index, length)
        self.index = index
        self.length = length


def decode(written: str) -> tuple[str, Callable[[int], int]]:
    """What a text in quotes means, and the way from an index in it to an index in what is written.

    A line end inside a long text is one line feed, however the file ends its lines. Raises `BadEscapeError`.
    """
    quotes = 3 if written.startswith('"""') and len(written) >= 6 else 1
    content = written[quotes:-quotes]
    if "\\" not in content and "\r" not in content:
        return content, lambda index: index + quotes
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    position = 0
    for match in _ESCAPE.finditer(content):
        before = content[position : match.start()]
        meaning = _meaning(match.group())
        if meaning is None:
            raise BadEscapeError(quotes + match.start(), 2)
        places.append((length, quotes + position))
        length += len(before)
        places.append((length, quotes + match.start()))
        length += 1
        parts += (before, meaning)
        position = match.end()
    places.append((length, quotes + position))
    parts.append(content[position:])
    starts = [place[0] for place in places]

    def written_index(index: int) -> int:
        start, offset = places[max(bisect_right(starts, index) - 1, 0)]
        return offset + index - start

    return "".join(parts), written_index


def _meaning(escape: str) -> str | None:
    if escape[0] == "\r":
        return "\n"
    if len(escape) == 6:
        return chr(int(escape[-4:], 16))
    return _CHARACTERS.get(escape[1])


def encode(value: str) -> str:
    """The value as a text in quotes, on one line. What cannot be seen is escaped."""
    if _PLAIN.fullmatch(value):
        return f'"{value}"'
    return '"' + "".join(map(_written, value)) + '"'


def encode_long(value: str) -> str:
    """The value as a text in three quotes, with its lines as they are."""
    parts: list[str] = []
    for index, character in enumerate(value):
        if character == "\n" or (character == '"' and value[index + 1 : index + 2] not in ("", '"')):
            parts.append(character)
        else:
            parts.append(_written(character))
    return f'"""{"".join(parts)}"""'


def _written(character: str) -> str:
    escape = _WRITTEN.get(character)
    if escape is not None:
        return escape
    if character.isprintable() or ord(character) > 0xFFFF:
        return character
    return f"\\u{ord(character):04X}"
