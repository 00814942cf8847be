"""How wide a text is, near enough, without the font: advance widths of Helvetica, which Arial and Liberation share."""

import unicodedata
from functools import lru_cache
from typing import Final

_SPACE_TO_TILDE: Final = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
"""Thousandths of the font size, by the font's own metrics file (AFM)."""
_WIDE: Final = 1000
_OTHER: Final = 640
_SPARE: Final = 1.06
"""Fonts that stand in for Helvetica are a little wider."""
_BOLD: Final = 1.08
_ELLIPSIS: Final = "…"
_BREAKS: Final = " _./:,-"
"""A line may end after one of these."""


@lru_cache(maxsize=4096)
def _advance(character: str) -> int:
    code = ord(character)
    if 0x20 <= code <= 0x7E:
        return _SPACE_TO_TILDE[code - 0x20]
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return _WIDE if unicodedata.east_asian_width(character) in ("W", "F") else _OTHER


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width in pixels of a text at a font size in pixels."""
    return sum(map(_advance, text)) * size * _SPARE * (_BOLD if bold else 1) / 1000


def wrap(text: str, size: float, width: float, *, bold: bool = False, most: int = 3) -> list[str]:
    """The text in lines no wider than `width` and no more than `most`; a text cut short ends in an ellipsis."""
    rest = " ".join(text.split())
    lines: list[str] = []
    while rest:
        line = _line(rest, size, width, bold=bold)
        rest = rest[len(line) :].lstrip()
        if rest and len(lines) == most - 1:
            while line and text_width(line + _ELLIPSIS, size, bold=bold) > width:
                line = line[:-1]
            return [*lines, line.rstrip() + _ELLIPSIS]
        lines.append(line.rstrip())
    return lines


def _line(text: str, size: float, width: float, *, bold: bool) -> str:
    limit = width * 1000 / (size * _SPARE * (_BOLD if bold else 1))
    total, end = 0, len(text)
    for index, character in enumerate(text):
        total += _advance(character)
        if total > limit:
            end = max(index, 1)
            break
    if end == len(text) or text[end] == " ":
        return text[:end]
    space = text.rfind(" ", 0, end)
    if space >= end // 3:
        return text[:space]
    after = max(text.rfind(sign, 0, end) for sign in _BREAKS) + 1
    return text[:after] if after > end // 3 else text[:end]
