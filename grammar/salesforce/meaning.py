"""Whether a text, as a file spells it, means what the model says."""

from collections.abc import Callable
from typing import Final

from ..logic import parse_logic
from .part import Part
from .parts import UNUSED
from .read_values import boolean, integer, number, version
from .schema import Shape
from .xml_text import decode


def means(written: str, part: Part) -> bool:
    """True where the written content of an element is another spelling of the part's text."""
    text = decode(written)
    if text == part.text:
        return True
    compare = _COMPARE.get(part.shape)
    return compare is not None and compare(text, part)


def _token(text: str, part: Part) -> bool:
    return text.strip() == (part.text or "").strip()


def _same(read: Callable[[str], object]) -> Callable[[str, Part], bool]:
    def compare(text: str, part: Part) -> bool:
        found = read(text)
        return found is not None and found == read(part.text or "")

    return compare


def _number(text: str) -> object:
    found = number(text)
    return found and found[0]


def _logic(text: str, part: Part) -> bool:
    text = text.strip()
    if part.count == UNUSED:
        return text.lower() in ("", "and", "or")
    return parse_logic(text, part.count) == parse_logic(part.text or "", part.count)


_COMPARE: Final[dict[Shape, Callable[[str, Part], bool]]] = {
    Shape.TOKEN: _token,
    Shape.REFERENCE: _token,
    Shape.BOOLEAN: _same(boolean),
    Shape.INTEGER: _same(integer),
    Shape.DECIMAL: _same(version),
    Shape.VALUE: _same(_number),
    Shape.LOGIC: _logic,
}
