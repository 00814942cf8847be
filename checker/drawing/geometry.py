"""What a layout is asked and what it answers. Lengths are in pixels, x grows rightwards, y downwards."""

from typing import NamedTuple

from ...grammar.light_dataclass import dataclass


class Point(NamedTuple):
    """A place."""

    x: float
    y: float


class Size(NamedTuple):
    """Width and height."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Box:
    """A node to place. Edges touch its top and bottom at least `inset` away from its corners."""

    size: Size
    inset: float = 12.0


@dataclass(frozen=True, slots=True)
class Link:
    """An edge to draw, by the indices of two boxes; `label` is the size of the text on it.

    A `weak` link follows the other links: it does not decide which of two boxes stands above the other. A link
    `aside` leaves the straight way to the others.
    """

    source: int
    target: int
    label: Size | None = None
    weak: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """Where everything stands: top left corners of boxes and labels, and the corners of each link's line.

    A line runs from the bottom of its source to the top of its target, straight down, up or sideways.
    """

    size: Size
    boxes: tuple[Point, ...]
    labels: tuple[Point | None, ...]
    lines: tuple[tuple[Point, ...], ...]
