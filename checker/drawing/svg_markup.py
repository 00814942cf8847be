"""Small pieces of SVG."""

from collections.abc import Sequence
from typing import Final

from .geometry import Point

FONT: Final = "Helvetica, Arial, 'Liberation Sans', sans-serif"
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_CORNER: Final = 6.0


def escape(text: str) -> str:
    """Text for XML content or a double-quoted attribute; characters that XML 1.0 forbids become U+FFFD."""
    if not text.isprintable():
        text = "".join(character if _is_allowed(character) else "\ufffd" for character in text)
    return text.translate(_ESCAPES)


def _is_allowed(character: str) -> bool:
    code = ord(character)
    return (
        code >= 0x20 and not 0xD800 <= code <= 0xDFFF and code not in (0xFFFE, 0xFFFF)
    ) or character in "\t\n"


def number(value: float) -> str:
    """A length with at most one digit after the point."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def text(x: float, y: float, content: str, style: str, *, anchor: str = "") -> str:
    """One line of text on its base line; `style` is a class of the picture's style sheet."""
    middle = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{number(x)}" y="{number(y)}" class="{style}"{middle}>{escape(content)}</text>'


def tooltip(content: str) -> str:
    """What a viewer shows for the element under the pointer."""
    return f"<title>{escape(content)}</title>" if content else ""


def polygon(points: Sequence[tuple[float, float]], style: str) -> str:
    """A closed shape."""
    corners = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return f'<polygon points="{corners}" class="{style}"/>'


def rounded(points: Sequence[Point]) -> str:
    """Path data for a line with rounded corners."""
    corners = _without_straight(points)
    data = [f"M{number(corners[0].x)} {number(corners[0].y)}"]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        into, out = _towards(corner, before), _towards(corner, after)
        data.append(f"L{number(into.x)} {number(into.y)}")
        data.append(f"Q{number(corner.x)} {number(corner.y)} {number(out.x)} {number(out.y)}")
    data.append(f"L{number(corners[-1].x)} {number(corners[-1].y)}")
    return "".join(data)


def _without_straight(points: Sequence[Point]) -> list[Point]:
    kept: list[Point] = [points[0]]
    for point, after in zip(points[1:], [*points[2:], None], strict=False):
        before = kept[-1]
        straight = after is not None and (before.x == point.x == after.x or before.y == point.y == after.y)
        if not straight and point != before:
            kept.append(point)
    return kept


def _towards(corner: Point, other: Point) -> Point:
    length = abs(other.x - corner.x) + abs(other.y - corner.y)
    part = min(_CORNER, length / 2) / length if length else 0
    return Point(corner.x + (other.x - corner.x) * part, corner.y + (other.y - corner.y) * part)
