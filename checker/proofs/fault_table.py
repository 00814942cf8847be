"""The fault table of a definition: for every place and kind of error, how the run can end after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Final, NamedTuple

from ...engine.error_kinds import ErrorKind
from ...grammar.flow_graph import FlowGraph
from ...grammar.light_dataclass import dataclass
from ..budget import BudgetSpentError
from ..context import Context
from ..diagrams.diagrams import EMPTY
from ..encoding.places import End, Follow, Triggered
from ..encoding.round_trips import GOES_ROUND
from ..encoding.system import RESULTS, Duty, Edge
from ..fault_row import Ending, FaultPath, FaultRow
from ..fixpoint.endless import endless
from ..fixpoint.reach import reaching
from .analysis import ERRORS, Analysis
from .fault_paths import documented_rows, fault_path_of

OF_PEOPLE: Final = frozenset({"cancel", "recall", "suspend"})
"""What somebody may do to a run as a whole; no row reckons with it."""


_ENDS: Final = {
    End("Completed"): Ending.COMPLETED,
    End("Error", True): Ending.RESUMABLE,
    End("Error"): Ending.FINAL,
}


class _Site(NamedTuple):
    """Where and how an error strikes. `turn` says when a run comes by."""

    turn: int
    stage: int
    step: int
    decision: str
    kind: str
    path: FaultPath
    resumable: bool | None


@dataclass(frozen=True, slots=True)
class _Sets:
    """The reached states from which a run can end so, by location: by results, with errors, and by results where
    nothing fails by itself either.
    """

    by_results: dict[Ending, list[int]]
    with_errors: dict[Ending, list[int]]
    unfailing: dict[Ending, list[int]]


def fault_table(analysis: Analysis, path: str = "") -> tuple[FaultRow, ...]:
    """The rows of every error that can strike in some run, in the order in which runs come by; errors outside last.

    Kinds of error that behave alike at one place share a row. `path`: the file of the definition. Raises `BudgetSpentError`.
    """
    return tuple(_Table(analysis, path).rows())


def fault_rows(context: Context) -> tuple[tuple[FaultRow, ...], tuple[str, ...]]:
    """The fault table of a definition, and in words why there is none where it was too large."""
    analysis = context.proofs.analysis
    if analysis is None:
        return (), ()
    try:
        return fault_table(analysis, context.source.path), ()
    except (BudgetSpentError, RecursionError):
        name = context.orchestration.name
        return (), (f"The fault table of {name} was not worked out: it is too large. Raise --budget.",)


class _Table:
    def __init__(self, analysis: Analysis, path: str) -> None:
        self.path = path
        self.analysis = analysis
        self.program = analysis.program
        self.model = analysis.model
        self.edges = analysis.system.edges
        self.graph = FlowGraph.of(self.program.orchestration)
        self._order = {name: turn for turn, name in enumerate(self.graph.flow_order())}
        self.paths = [fault_path_of(stage, self.graph) for stage in self.program.stages]
        self.sets = _Sets(
            self._able(_is_result, RESULTS),
            self._able(_is_anything, ERRORS),
            self._able(_is_unfailing, RESULTS),
        )

    def rows(self) -> Iterator[FaultRow]:
        found: dict[_Site, tuple[set[Ending], set[Ending], set[Ending]]] = {}
        for number, edge in self.analysis.edges("fail"):
            states = self.analysis.states_taking(number)
            if states == EMPTY:
                continue
            after = self.model.moves[number].forward(states)
            for site in self._sites(edge):
                known = found.setdefault(site, (set(), set(), set()))
                sets = (self.sets.by_results, self.sets.with_errors, self.sets.unfailing)
                for endings, able in zip(known, sets, strict=True):
                    endings.update(self._endings(able, edge.target, after))
        merged: dict[FaultRow, list[str]] = {}
        for site in sorted(found):
            merged.setdefault(self._row(site, *found[site]), []).append(site.kind)
        for row, kinds in merged.items():
            yield replace(row, errors=tuple(kinds))

    def _sites(self, edge: Edge) -> Iterator[_Site]:
        place = self.analysis.encoding.places[edge.source]
        target = self.analysis.encoding.places[edge.target]
        resumable = target.resumable if isinstance(target, End) else None
        for kind in edge.label.kinds:
            if isinstance(place, Follow | Triggered):
                element = "" if edge.label == GOES_ROUND else edge.label.element
                turn = len(self._order) + 1 + self._turn(element)
                yield _Site(turn, -1, -1, element, kind, FaultPath.OUTSIDE, resumable)
                continue
            stage = self.analysis.system.locations[edge.source].stage
            assert stage is not None  # noqa: S101  # every other place lies in one
            is_outside = kind == ErrorKind.PLATFORM
            made = None if is_outside else self.program.step(edge.label.element)
            step = len(self.program.stages[stage].steps) if made is None else made.index
            path = FaultPath.OUTSIDE if is_outside else self._path(stage, resumable)
            yield _Site(self._turn(self.program.stages[stage].name), stage, step, "", kind, path, resumable)

    def _turn(self, name: str) -> int:
        return self._order.get(name, len(self._order))

    def _path(self, stage: int, resumable: bool | None) -> FaultPath:
        is_caught = resumable is None or self.program.stages[stage].fault is None
        return self.paths[stage] if is_caught else FaultPath.RECALL

    def _row(self, site: _Site, then: set[Ending], more: set[Ending], unfailing: set[Ending]) -> FaultRow:
        stage = None if site.stage < 0 else self.program.stages[site.stage]
        rows = documented_rows(
            site.path,
            in_fault_path=stage is not None and stage.in_fault_path,
            is_decision=site.kind == "decision",
        )
        if site.resumable is None:
            agrees = unfailing <= {Ending.COMPLETED, Ending.FOREVER, Ending.ROUND}
        else:
            agrees = then == {Ending.RESUMABLE if site.resumable else Ending.FINAL}
        return FaultRow(
            self.path,
            self.program.orchestration.name,
            stage.name if stage else None,
            stage.steps[site.step].subject.step if stage and site.step < len(stage.steps) else None,
            site.decision or None,
            (),
            site.path,
            _ordered(then),
            _ordered(more),
            site.resumable,
            rows,
            agrees,
        )

    def _able(self, follows: Callable[[Edge], bool], duties: frozenset[Duty]) -> dict[Ending, list[int]]:
        """For every way to end, the reached states from which edges can lead there.

        `duties`: of the edges that can keep a run going round; what is optional happens finitely often.
        """
        reached = self.analysis.reached
        located = self.analysis.encoding.location_of

        def follow(edge: int) -> bool:
            return follows(self.edges[edge])

        def before(goals: list[int]) -> list[int]:
            return reaching(self.model, goals, follow, reached)

        found: dict[Ending, list[int]] = {}
        for end, ending in _ENDS.items():
            goals = self.model.everywhere(EMPTY)
            if end in located:
                goals[located[end]] = reached[located[end]]
            found[ending] = before(goals)
        found[Ending.FOREVER] = before(self._never_ending)
        found[Ending.ROUND] = before(self._rounds(duties))
        return found

    def _rounds(self, duties: frozenset[Duty]) -> list[int]:
        """The states from which edges of these duties lead from rest to rest for ever, past states that may still end."""
        return endless(
            self.model,
            self._may_end,
            lambda edge: self.edges[edge].duty in duties,
            lambda edge: self.analysis.system.locations[self.edges[edge].source].rests,
        )

    @cached_property
    def _may_end(self) -> list[int]:
        """The reached states without those at rest from which no run ends unless something fails."""
        return [
            self.model.diagrams.difference(states, never) if location.rests else states
            for states, never, location in zip(
                self.analysis.reached, self._never_ending, self.analysis.system.locations, strict=True
            )
        ]

    @cached_property
    def _never_ending(self) -> list[int]:
        """The reached states from which no run ends unless something fails."""
        goals = [
            states if location.end else EMPTY
            for states, location in zip(self.analysis.reached, self.analysis.system.locations, strict=True)
        ]
        ending = reaching(self.model, goals, lambda edge: _is_result(self.edges[edge]), self.analysis.reached)
        difference = self.model.diagrams.difference
        return [difference(states, able) for states, able in zip(self.analysis.reached, ending, strict=True)]

    def _endings(self, able: dict[Ending, list[int]], location: int, states: int) -> set[Ending]:
        intersection = self.model.diagrams.intersection
        return {ending for ending, sets in able.items() if intersection(states, sets[location]) != EMPTY}


def _is_anything(edge: Edge) -> bool:
    return edge.label.event not in OF_PEOPLE


def _is_result(edge: Edge) -> bool:
    is_error = edge.duty in (Duty.FAULT, Duty.STRIKE) or (
        edge.duty is Duty.OPTIONAL and edge.label.event == "fail"
    )
    return _is_anything(edge) and not is_error


def _is_unfailing(edge: Edge) -> bool:
    return _is_anything(edge) and edge.label.event != "fail"


def _ordered(endings: set[Ending]) -> tuple[Ending, ...]:
    return tuple(ending for ending in Ending if ending in endings)
