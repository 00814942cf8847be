"""What moves on with every lap of a fault path, so that laps come to an end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from ...engine.program.program import StageProgram
from ..diagrams.diagrams import EMPTY
from ..encoding.system import Map
from ..fixpoint.reach import reach_from
from .analysis import ERRORS, Analysis
from .laps import fault_edges

MOST_LAPS: Final = 60
MOST_CANDIDATES: Final = 6
MOST_VALUES: Final = 40
OUTSIDE: Final = " outside"
"""How the name of a field ends that is meant as it is in the record, and not as the run sees it."""


class Ending(NamedTuple):
    """How often errors can bring a run back to a stage, and which variable has another value each time (None: no single
    one): `values` are those it has as an error leads away, in the order in which they come.
    """

    laps: int
    variable: str | None
    values: tuple[str, ...]


class _Round:
    """The errors of one stage that lead into its fault path, and how runs come from one of them to the next."""

    def __init__(self, analysis: Analysis, stage: StageProgram) -> None:
        self.analysis = analysis
        self.diagrams = analysis.model.diagrams
        self.turns = tuple(fault_edges(analysis, stage.index))
        edges = analysis.system.edges
        excluded = analysis.rework.union(self.turns)
        self.allowed = frozenset(
            number for number, edge in enumerate(edges) if edge.duty in ERRORS and number not in excluded
        )

    def first(self) -> dict[int, int]:
        """The states right behind such an error, by location."""
        return self._behind(self.analysis.reached)

    def next(self, states: Mapping[int, int]) -> dict[int, int]:
        """The states right behind the next one."""
        start = self.analysis.model.everywhere(EMPTY)
        for place, found in states.items():
            start[place] = found
        return self._behind(reach_from(self.analysis.model, start, self.allowed.__contains__))

    def _behind(self, known: list[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        for turn in self.turns:
            edge = self.analysis.system.edges[turn]
            states = self.analysis.model.moves[turn].forward(known[edge.source])
            if states != EMPTY:
                found[edge.target] = self.diagrams.union(found.get(edge.target, EMPTY), states)
        return found

    def with_value(self, states: Mapping[int, int], variable: int, value: int) -> dict[int, int]:
        literal = self.diagrams.literal(variable, 1 << value)
        both = ((place, self.diagrams.intersection(found, literal)) for place, found in states.items())
        return {place: found for place, found in both if found != EMPTY}


def ending_of(analysis: Analysis, stage: StageProgram) -> Ending | None:
    """Why errors alone cannot lead round for ever through a stage; None where more than MOST_LAPS laps are possible."""
    way = _Round(analysis, stage)
    states = first = way.first()
    laps = 0
    while states := way.next(states):
        laps += 1
        if laps > MOST_LAPS:
            return None
    if laps == 0:
        return Ending(0, None, ())
    for variable in _candidates(analysis):
        order = _order(way, first, variable)
        if order:
            words = analysis.system.variables[variable]
            return Ending(
                laps, words.name.removesuffix(OUTSIDE), tuple(words.values[value] for value in order)
            )
    return Ending(laps, None, ())


def _candidates(analysis: Analysis) -> list[int]:
    """Variables that some move changes to a value that depends on the old one, then the others; few of them."""
    offset = len(analysis.encoding.statuses.variables)
    counted: dict[int, None] = {}
    for edge in analysis.system.edges:
        for update in edge.updates:
            if (
                isinstance(update, Map)
                and update.variable >= offset
                and update.images.count(update.images[0]) != len(update.images)
            ):
                counted.setdefault(update.variable)
    rest = (number for number in range(len(analysis.system.variables)) if number not in counted)
    sizes = analysis.system.variables
    found = [
        number for number in (*sorted(counted), *rest) if 2 < len(sizes[number].values) + 1 <= MOST_VALUES
    ]
    return found[:MOST_CANDIDATES]


def _order(way: _Round, first: Mapping[int, int], variable: int) -> tuple[int, ...]:
    """The values of a variable as errors lead away, each after those it can follow; nothing where one can come again."""
    size = len(way.analysis.system.variables[variable].values)
    following: dict[int, frozenset[int]] = {}
    for value in range(size):
        states = way.with_value(first, variable, value)
        if states:
            behind = way.next(states)
            following[value] = frozenset(
                other for other in range(size) if way.with_value(behind, variable, other)
            )
    return tuple(_sorted(following))


def _sorted(following: Mapping[int, frozenset[int]]) -> Iterator[int]:
    """Topological order; nothing where there is a circle."""
    order: list[int] = []
    left = dict(following)
    while left:
        ready = [value for value in left if not any(value in left[other] for other in left)]
        if not ready:
            return
        order.append(ready[0])
        del left[ready[0]]
    yield from order
