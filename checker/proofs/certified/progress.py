"""In which order runs make progress: parts and places of the graph of locations, and statuses that only rise."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from ....grammar.light_dataclass import dataclass
from ...certificates.claims import Measure
from ...encoding.statuses import STEP_VALUES
from ...encoding.system import Duty, Edge
from ...fixpoint.components import components
from ...fixpoint.endless import turns_in_circles
from ..analysis import TURNS, Analysis


@dataclass(frozen=True, slots=True)
class Progress:
    """What runs of some duties do between the turns of loops.

    `turns` are the edges that begin a turn, `edges` all others that some run takes. Each of these makes progress by
    `parts` (by location), `measures` (by part) and `places` (by location), as `FairRank` says.
    """

    turns: frozenset[int]
    edges: tuple[int, ...]
    parts: tuple[int, ...]
    places: tuple[int, ...]
    measures: tuple[tuple[Measure, ...], ...]


def progress_of(
    analysis: Analysis, duties: Collection[Duty], counted: frozenset[int] = frozenset()
) -> Progress:
    """The progress of runs that take edges of these duties only, and none of those that are `counted`."""
    model, edges = analysis.model, analysis.system.edges
    diagrams = model.diagrams
    turns = frozenset(
        turns_in_circles(
            model,
            analysis.reached,
            lambda number: edges[number].duty in duties and number not in counted,
            lambda number: edges[number].label.event in TURNS,
        )
    )
    taken = tuple(
        number
        for number, edge in enumerate(edges)
        if edge.duty in duties
        and number not in counted
        and number not in turns
        and diagrams.meets(analysis.reached[edge.source], model.moves[number].guard)
    )
    statuses = _Statuses(analysis)
    parts = _graph(analysis, taken, lambda _: True)
    places = _graph(
        analysis,
        taken,
        lambda edge: parts[edge.source] == parts[edge.target] and not statuses.changed_by(edge),
    )
    return Progress(turns, taken, parts, places, tuple(_measures(analysis, parts, statuses)))


def _graph(analysis: Analysis, taken: Collection[int], wanted: Callable[[Edge], bool]) -> tuple[int, ...]:
    """The parts of the graph of locations that some edges make."""
    following: list[list[int]] = [[] for _ in analysis.system.locations]
    for number in taken:
        edge = analysis.system.edges[number]
        if wanted(edge):
            following[edge.source].append(edge.target)
    return components(following)


class _Statuses:
    """The variables of the statuses of steps, by stage."""

    def __init__(self, analysis: Analysis) -> None:
        self.locations = analysis.system.locations
        self._by_stage: dict[int | None, frozenset[int]] = {None: frozenset()}
        for stage in analysis.program.stages:
            self._by_stage[stage.index] = frozenset(
                analysis.encoding.statuses.step(stage.index, step.index) for step in stage.steps
            )

    def at(self, location: int) -> frozenset[int]:
        return self._by_stage[self.locations[location].stage]

    def changed_by(self, edge: Edge) -> bool:
        statuses = self.at(edge.source)
        return any(update.variable in statuses for update in edge.updates)


def _measures(
    analysis: Analysis, parts: tuple[int, ...], statuses: _Statuses
) -> Iterator[tuple[Measure, ...]]:
    """Within a part statuses only rise."""
    members: list[list[int]] = [[] for _ in range(max(parts) + 1)]
    for location, part in enumerate(parts):
        members[part].append(location)
    variables = analysis.system.variables
    for locations in members:
        if len(locations) == 1:
            yield ()
            continue
        within = {variable for location in locations for variable in statuses.at(location)}
        yield tuple(
            Measure(variable, tuple(range(len(variables[variable].values))))
            for variable in sorted(within)
            if len(variables[variable].values) <= len(STEP_VALUES)
        )
