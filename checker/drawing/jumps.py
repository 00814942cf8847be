"""Arrows too long to follow with the eye: their line ends at a small node that names the target."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from .geometry import Link
from .picture import Arrow, Picture, Shape, Shown
from .ranking import rank

LONGEST: Final = 40
"""A line that passes more rows than this is cut."""
MOST_PASSAGES: Final = 12_000
"""All lines together pass at most so many rows, so that a picture of any size is drawn in bounded time."""
MOST_RETURNING: Final = 400
"""If more lines than this lead back up, none of them is drawn whole."""
_SHORTEST: Final = 3


def cut_long_arrows(picture: Picture, links_of: Callable[[Picture], Sequence[Link]]) -> Picture:
    """The picture with its longest arrows cut; the same picture where none is too long."""
    longest = LONGEST
    while True:
        links = links_of(picture)
        ranking = rank(len(picture.nodes), links)
        lengths = [ranking.length(link) for link in links]
        if sum(lengths) > MOST_PASSAGES:
            longest = min(longest, _longest_kept(lengths))
        crowded = sum(ranking.back) > MOST_RETURNING
        chosen = {
            index
            for index, length in enumerate(lengths)
            if length > longest or (crowded and ranking.back[index])
        }
        if not chosen:
            return picture
        picture = _cut(picture, chosen)
        longest = max(_SHORTEST, longest - 1)


def _longest_kept(lengths: Sequence[int]) -> int:
    """The greatest length for which the lines up to it stay within what may be passed."""
    total = 0
    for length in sorted(lengths):
        total += length
        if total > MOST_PASSAGES:
            return max(_SHORTEST, length - 1)
    return max(lengths, default=_SHORTEST)


def _cut(picture: Picture, chosen: set[int]) -> Picture:
    nodes = list(picture.nodes)
    arrows: list[Arrow] = []
    names = {node.id: node.name for node in picture.nodes}
    for index, arrow in enumerate(picture.arrows):
        if index not in chosen:
            arrows.append(arrow)
            continue
        jump = f"\njump\n{index}"
        name = names[arrow.target]
        title = f"The line goes on at {name}."
        nodes.append(Shown(jump, Shape.JUMP, arrow.tone, f"to {name}", title=title))
        arrows.append(replace(arrow, target=jump))
    return replace(picture, nodes=tuple(nodes), arrows=tuple(arrows))
