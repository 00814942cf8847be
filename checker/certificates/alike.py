"""Formulas that are the same but for the names of their variables: what one of them answers, all do."""

from __future__ import annotations

from typing import Final, NamedTuple

from .formulas import Formulas

Pattern = tuple[tuple[str, tuple[int, ...], int, int, int], ...]
"""The formulas that one consists of, parts first: kind, parts, variable, its size and values. Parts and variables are
numbered as they come.
"""


class Shape(NamedTuple):
    """A pattern, and the variables that a formula has in it, as they come. Formulas with equal patterns are equal once the
    variables of one are put for those of the other.
    """

    pattern: Pattern
    variables: tuple[int, ...]


MOST: Final = 60
"""Formulas that consist of more than so many have a shape of their own: to compare them costs more than to ask."""


def shape_of(formulas: Formulas, formula: int) -> Shape:
    """The shape of a formula."""
    below = formulas.below((formula,))
    if len(below) > MOST:
        variables_below = tuple(formulas.variables((formula,)))
        return Shape((("formula", (formula,), -1, 0, 0),), variables_below)
    place: dict[int, int] = {}
    variables: dict[int, int] = {}
    pattern: list[tuple[str, tuple[int, ...], int, int, int]] = []
    for number in below:
        kind, parts, variable, values = formulas.entries[number]
        is_literal = kind == "in"
        size = formulas.sizes[variable] if is_literal else 0
        name = variables.setdefault(variable, len(variables)) if is_literal else -1
        pattern.append((kind, tuple([place[part] for part in parts]), name, size, values))
        place[number] = len(place)
    return Shape(tuple(pattern), tuple(variables))
