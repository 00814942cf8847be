"""What is asked of decisions: where runs come to them, with which data, and what is taken then."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from ...engine.values import Value
from ...grammar.contract import Domain
from ...grammar.model import Decision
from ..diagrams.diagrams import EMPTY
from ..encoding.data.atoms import EQUALITIES, Atom, atom_of
from ..encoding.data.key import Key
from ..encoding.data.points import literals_of
from ..encoding.statuses import ERROR, NEVER, NOT_STARTED, StatusTerm
from .analysis import Analysis
from .given import given


class Place(NamedTuple):
    """A location where a decision is judged: the reached states, and those of them that take the default."""

    location: int
    states: int
    default: int


class Deciding:
    """One decision of a definition."""

    def __init__(self, analysis: Analysis, decision: Decision) -> None:
        """Find where it is judged and what it looks at."""
        self.analysis = analysis
        self.decision = decision
        self.space = analysis.encoding.space
        self.atoms: list[Atom] = [
            atom_of(condition, self.space.operands)
            for outcome in decision.outcomes
            for condition in outcome.requirements.conditions
        ]
        self.places = list(self._places())

    def _places(self) -> Iterator[Place]:
        index = self.analysis.program.decision_index[self.decision.name.casefold()]
        diagrams = self.analysis.model.diagrams
        label = f"{self.decision.name}/default outcome"
        for number in self.analysis.at_decision(index):
            states = self.analysis.reached[number]
            if states != EMPTY:
                default = EMPTY
                for edge in self.analysis.edges_of("take", label):
                    if self.analysis.system.edges[edge].source == number:
                        default = diagrams.intersection(states, self.analysis.model.moves[edge].guard)
                yield Place(number, states, default)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The values that its outcomes look at."""
        return tuple(dict.fromkeys(key for atom in self.atoms for key in atom.keys))

    @property
    def reads_statuses(self) -> bool:
        """Whether some outcome looks at a status."""
        return any(isinstance(slot, StatusTerm) for atom in self.atoms for slot in atom.looks_at)

    def domain(self, key: Key) -> Domain | None:
        """What is declared of a value."""
        return self.space.domains.get(key)

    def named(self, key: Key) -> list[Value]:
        """The constants that a value is compared with here."""
        return [constant for atom in self.atoms if key in atom.keys for constant in atom.constants]

    def borders(self, key: Key) -> tuple[Fraction, ...]:
        """The numbers at which an outcome draws a border for a value. One that is only asked to be equal, or not to be, is none:
        it is left to the default on purpose.
        """
        drawn = (atom for atom in self.atoms if not (atom.is_plain and atom.operator in EQUALITIES))
        constants = (value for atom in drawn if key in atom.keys for value in atom.constants)
        return tuple(dict.fromkeys(value for value in constants if isinstance(value, Fraction)))

    def with_value(self, states: int, key: Key, region: int) -> int:
        """Those of the states in which a value lies in a region, and is not the null of an output that was not given."""
        found = self.space.where(key, region)
        if found is None:
            return states
        diagrams = self.analysis.model.diagrams
        states = diagrams.intersection(states, diagrams.literal(*found))
        null = self.space.region_of(key, None)
        return diagrams.intersection(states, given(self.analysis, key)) if null == region else states

    def falling(self, key: Key, value: Value) -> tuple[Place, int] | None:
        """The states of a place that take the default while a value is this one; None where none does anywhere."""
        region = self.space.region_of(key, value)
        return None if region is None else self._default_in(key, region)

    def _default_in(self, key: Key, region: int) -> tuple[Place, int] | None:
        for place in self.places:
            states = self.with_value(place.default, key, region)
            if states != EMPTY:
                return place, states
        return None

    def unnamed(self, key: Key) -> list[Value]:
        """The declared values of a key that no outcome names."""
        domain = self.domain(key)
        named = self.named(key)
        return [value for value in (literals_of(domain) if domain else []) if value not in named]

    def gap(self, key: Key, constant: Fraction) -> tuple[Place, int] | None:
        """The states at a constant that take the default, where none just below or above it does wherever runs come there."""
        regions = self.space.neighbours(key, constant)
        if regions is None:
            return None
        below, at, above = regions

        def come(region: int) -> bool:
            return any(self.with_value(place.states, key, region) != EMPTY for place in self.places)

        beside = [self._default_in(key, region) for region in (below, above)]
        return self._default_in(key, at) if beside == [None, None] and come(below) and come(above) else None

    def without_results(self) -> tuple[Place, int] | None:
        """The states in which no step whose outputs it reads has run to its end or was
        discontinued: they were skipped, or failed.
        """
        diagrams = self.analysis.model.diagrams
        statuses = self.analysis.encoding.statuses
        for place in self.places:
            states = place.states
            for key in self.keys:
                stage, step = self.analysis.program.places[_step_of(key).casefold()]
                unstarted = diagrams.literal(
                    statuses.step(stage, step), 1 << NEVER | 1 << NOT_STARTED | 1 << ERROR
                )
                states = diagrams.intersection(states, unstarted)
            if states != EMPTY:
                return place, states
        return None

    def steps(self) -> tuple[str, ...]:
        """The steps whose outputs it reads."""
        names: list[str] = []
        for key in self.keys:
            step = self.analysis.program.step(_step_of(key))
            if step is not None and step.name not in names:
                names.append(step.name)
        return tuple(names)


def _step_of(key: Key) -> str:
    return key.name.partition("/")[2].partition(".")[0]
