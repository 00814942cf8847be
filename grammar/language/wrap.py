"""Filling lines: where a line is too long for the width, and how it is broken."""

from typing import NamedTuple

CONTINUATION = "    "
MAXIMUM_LEVEL = 4


class Piece(NamedTuple):
    """A token as it is printed.

    `level`: 0 no break before it; else a break is the better the lower it is: 1 a clause begins, 2 a part of a list or
    of a disjunction, 3 a part of a conjunction, 4 a part in parentheses.
    """

    text: str
    space: bool
    level: int


def wrap(pieces: list[Piece], indent: str, width: int) -> list[str]:
    """One logical line as printed lines; all but the first are indented further. A text is never broken."""
    if fits(pieces, len(indent), width):
        return [indent + _joined(pieces)]
    lines: list[str] = []
    margin = indent
    for part in _parts(pieces, 1, width - len(indent + CONTINUATION)):
        text = _joined(part)
        if lines and _column(lines[-1]) + 1 + _first_width(text) <= width:
            lines[-1] += (" " if part[0].space else "") + text
        else:
            lines.append(margin + text)
            margin = indent + CONTINUATION
    return lines


def _parts(pieces: list[Piece], level: int, width: int) -> list[list[Piece]]:
    """Tokens in groups that fit, broken at the first level that makes them fit."""
    if level > MAXIMUM_LEVEL or fits(pieces, 0, width):
        return [pieces]
    return [part for group in _split(pieces, level) for part in _parts(group, level + 1, width)]


def _split(pieces: list[Piece], level: int) -> list[list[Piece]]:
    groups: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.level and piece.level <= level and groups[-1]:
            groups.append([])
        groups[-1].append(piece)
    return groups


def _joined(pieces: list[Piece]) -> str:
    return "".join(
        f" {piece.text}" if piece.space and index else piece.text for index, piece in enumerate(pieces)
    )


def fits(pieces: list[Piece], margin: int, width: int) -> bool:
    """Whether tokens fit on one line after a margin."""
    return margin + _first_width(_joined(pieces)) <= width


def _first_width(text: str) -> int:
    """The width up to the first line end: a long text is as it is."""
    end = text.find("\n")
    return len(text) if end < 0 else end


def _column(text: str) -> int:
    return len(text) - text.rfind("\n") - 1
