"""Text in XML: what a written one means, and how a value is written."""

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Final

ESCAPES: Final = {">": "&gt;", '"': "&quot;", "'": "&apos;"}
"""What Salesforce escapes beyond `&` and `<`, which have to be."""
ALWAYS_ESCAPED: Final = "".join(ESCAPES)

_SPECIAL: Final = """[&<>"'\r]"""
_SPELLED: Final = (
    r"(?s)<!\[CDATA\[(.*?)\]\]>|<!--.*?-->|<\?.*?\?>|&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(\w+));|\r\n?"
)
_LINE_END: Final = r"\r\n?"
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ILLEGAL: Final = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def decode(written: str) -> str:
    """What the content of an element without children means: entities, CDATA, comments and line ends read."""
    if "&" not in written and "<" not in written and "\r" not in written:
        return written
    return re.sub(_SPELLED, _meaning, written)


def _meaning(match: re.Match[str]) -> str:
    cdata, hexadecimal, decimal, named = match.groups()
    if cdata is not None:
        return re.sub(_LINE_END, "\n", cdata)
    if named is not None:
        return _NAMED.get(named, match.group())
    if hexadecimal is not None or decimal is not None:
        code = int(hexadecimal, 16) if hexadecimal is not None else int(decimal)
        return chr(code) if code <= 0x10FFFF else match.group()
    return "\n" if match.group().startswith("\r") else ""


def offsets(written: str, start: int) -> Callable[[int], int]:
    """The way from an index in the meaning of a content to its place in the file; the content begins at `start`."""
    if "&" not in written and "<" not in written and "\r" not in written:
        return lambda index: start + index
    means: list[int] = []
    places: list[int] = []
    length = position = 0
    for match in re.finditer(_SPELLED, written):
        means += (length, length + match.start() - position)
        places += (position, match.start(1) if match.group(1) is not None else match.start())
        length += match.start() - position
        position = match.end()
        if match.group(1) is not None:
            for line_end in re.compile(_LINE_END).finditer(written, match.start(1), match.end(1)):
                means.append(means[-1] + line_end.start() - places[-1] + 1)
                places.append(line_end.end())
        length += len(_meaning(match))
    means.append(length)
    places.append(position)

    def place(index: int) -> int:
        at = max(bisect_right(means, index) - 1, 0)
        return start + places[at] + index - means[at]

    return place


def encode(text: str, escaped: str = ALWAYS_ESCAPED) -> str:
    """A text as element content. `escaped`: which of `>`, `"` and `'` are written as entities."""
    if not re.search(_SPECIAL, text):
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    for character in escaped:
        text = text.replace(character, ESCAPES.get(character, character))
    if "]]>" in text:
        text = text.replace("]]>", "]]&gt;")
    return text.replace("\r", "&#xd;")


def illegal_character(text: str) -> str | None:
    """The first character that XML 1.0 cannot hold, as `U+0000`; None where there is none."""
    match = re.search(_ILLEGAL, text)
    return f"U+{ord(match.group()):04X}" if match else None
