"""The tracks on which lines run sideways in the channel between two rows."""

from collections.abc import Sequence
from typing import Final

from ...grammar.light_dataclass import dataclass

NEAR: Final = 7.0
"""Lines nearer than this look like one."""
MOST_COMPARED: Final = 80
"""With more pieces than this in a channel their order follows from their ends alone."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A line that runs sideways in a channel from one x to another; its ends lead up or down out of it."""

    link: int
    first: float
    last: float
    first_up: bool
    last_up: bool

    @property
    def low(self) -> float:
        """The left end."""
        return min(self.first, self.last)

    @property
    def high(self) -> float:
        """The right end."""
        return max(self.first, self.last)

    def ends(self, *, up: bool) -> list[float]:
        """The x of the ends that lead up, or of those that lead down."""
        found = [self.first] if self.first_up is up else []
        return [*found, self.last] if self.last_up is up else found


def tracks(pieces: Sequence[Piece]) -> list[int]:
    """A track for each piece, 0 the uppermost, so that no two run over each other and few cross."""
    order = (
        _ordered(pieces)
        if len(pieces) <= MOST_COMPARED
        else sorted(range(len(pieces)), key=lambda i: _key(pieces[i]))
    )
    track = [0] * len(pieces)
    lowest: list[tuple[float, float, int]] = []
    for index in order:
        piece = pieces[index]
        taken = [level for low, high, level in lowest if low < piece.high + NEAR and piece.low < high + NEAR]
        track[index] = max(taken, default=-1) + 1
        lowest.append((piece.low, piece.high, track[index]))
    return track


def _key(piece: Piece) -> tuple[bool, float, int]:
    rightwards = piece.first < piece.last
    return rightwards, -piece.low if rightwards else piece.low, piece.link


def _ordered(pieces: Sequence[Piece]) -> list[int]:
    """The order from above to below: no line over another where that can be had, then the fewest crossings."""
    count = len(pieces)
    must: list[set[int]] = [set() for _ in range(count)]
    wish: list[set[int]] = [set() for _ in range(count)]
    for one in range(count):
        for other in range(one + 1, count):
            above, below = pieces[one], pieces[other]
            if above.low > below.high + NEAR or below.low > above.high + NEAR:
                continue
            if _overlaps(above, below):
                must[one].add(other)
            if _overlaps(below, above):
                must[other].add(one)
            gain = _crossings(below, above) - _crossings(above, below)
            if gain > 0:
                wish[other].add(one)
            elif gain < 0:
                wish[one].add(other)
    order: list[int] = []
    left = set(range(count))
    while left:
        best = min(
            left, key=lambda index: (len(must[index] & left), len(wish[index] & left), _key(pieces[index]))
        )
        left.discard(best)
        order.append(best)
    return order


def _overlaps(above: Piece, below: Piece) -> bool:
    """With these two in this order an end of each would run along the same line."""
    return any(abs(down - up) < NEAR for down in above.ends(up=False) for up in below.ends(up=True))


def _crossings(above: Piece, below: Piece) -> int:
    through_above = sum(above.low < end < above.high for end in below.ends(up=True))
    return through_above + sum(below.low < end < below.high for end in above.ends(up=False))
