"""The parts of the graph of locations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..diagrams.diagrams import EMPTY
from ..fixpoint.components import components

if TYPE_CHECKING:
    from .analysis import Analysis


def parts(analysis: Analysis, follows: Callable[[int], bool]) -> tuple[int, ...]:
    """The parts of the graph of locations within which edges that can be taken lead round."""
    diagrams, moves = analysis.model.diagrams, analysis.model.moves
    following: list[list[int]] = [[] for _ in analysis.reached]
    for number, edge in enumerate(analysis.system.edges):
        if (
            follows(number)
            and diagrams.intersection(analysis.reached[edge.source], moves[number].guard) != EMPTY
        ):
            following[edge.source].append(edge.target)
    return components(following)
