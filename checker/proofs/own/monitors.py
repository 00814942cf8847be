"""Variables that remember, beside a run, what a property needs to know of its past."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ....engine.scenarios.expectations import atoms
from ....grammar.property import Happens, Property, Statement
from ...encoding.encode import Encoding
from ...encoding.guard import TRUE, Guard, In, all_of, any_of, negation
from ...encoding.places import Judging
from ...encoding.system import Edge, Map, System, Update, Variable
from .statements import guard_of, spoken_of

MEMORY: Final = ("nothing yet", "once", "wrong")
"""Leads to, eventually: nothing is owed, something is. Before: not yet, it has been. Exactly once: how often."""


VIOLATED: Final = 2
"""The last of them."""
OWING: Final = {"eventually": 1, "leads-to": 1, "exactly-once": 0}
"""By kind of property, the one in which something has still to happen."""
MEMORY_NAME: Final = "memory of the property"
HELD_NAME: Final = "held before"


def memory_of(encoding: Encoding) -> int:
    """The variable beside the run that a property remembers by."""
    return _named(encoding, MEMORY_NAME)


def held_of(encoding: Encoding) -> int:
    """The variable beside the run that says whether what should hold once held a moment ago."""
    return _named(encoding, HELD_NAME)


def _named(encoding: Encoding, name: str) -> int:
    return [variable.name for variable in encoding.system.variables].index(name)


def monitored(encoding: Encoding, claim: Property) -> tuple[Encoding, int]:
    """The judging encoding with a variable for the property, and its number; value 2 means that it is violated."""
    return _Monitor(encoding, claim).encoding()


class _Monitor:
    def __init__(self, encoding: Encoding, claim: Property) -> None:
        self.old = encoding
        self.claim = claim
        self.variable = len(encoding.system.variables)
        self.held = self.variable + 1

    def encoding(self) -> tuple[Encoding, int]:
        system = self.old.system
        edges: list[Edge] = []
        first: list[int] = []
        for edge in system.edges:
            place = self.old.places[edge.source]
            first.append(len(edges))
            if isinstance(place, Judging):
                edges += self._watched(edge, place)
            else:
                edges.append(edge)
        begins = 0b10 if self.claim.kind == "eventually" else 0b01
        made = System(
            (
                *system.variables,
                Variable(MEMORY_NAME, MEMORY),
                Variable(HELD_NAME, ("no", "yes")),
            ),
            system.locations,
            tuple(edges),
            system.initial,
            all_of((system.begins, In(self.variable, begins), In(self.held, 0b01))),
            tuple(
                one.renumbered(first) for one in system.comparisons if one.variable not in self._looked_at()
            ),
        )
        return replace(self.old, system=made), self.variable

    def _looked_at(self) -> frozenset[int]:
        """The variables that the property looks at: in the middle of a move, where nothing is said of comparisons."""
        return frozenset(spoken_of(self.claim, self.old))

    def _watched(self, edge: Edge, place: Judging) -> list[Edge]:
        first = self._guard(self.claim.statement, place)
        second = TRUE if self.claim.second is None else self._guard(self.claim.second, place)
        nothing, once = In(self.variable, 0b001), In(self.variable, 0b010)
        match self.claim.kind:
            case "eventually":
                return [self._edge(edge, first, 0), self._edge(edge, negation(first))]
            case "leads-to":
                return [
                    self._edge(edge, second, 0),
                    self._edge(edge, all_of((first, negation(second))), 1),
                    self._edge(edge, negation(any_of((first, second)))),
                ]
            case "before":
                wrong = all_of((second, negation(first), nothing))
                return [
                    self._edge(edge, wrong, 2),
                    self._edge(edge, all_of((first, negation(In(self.variable, 0b100)))), 1),
                    self._edge(edge, all_of((negation(first), negation(wrong)))),
                    self._edge(edge, all_of((first, In(self.variable, 0b100)))),
                ]
            case _:
                again = all_of((first, In(self.held, 0b01)))
                return [
                    self._edge(edge, all_of((again, nothing)), 1, held=self._remembers),
                    self._edge(edge, all_of((again, once)), 2, held=self._remembers),
                    self._edge(edge, all_of((again, In(self.variable, 0b100))), held=self._remembers),
                    self._edge(edge, all_of((first, In(self.held, 0b10)))),
                    self._edge(edge, negation(first), held=0),
                ]

    @property
    def _remembers(self) -> int:
        """A condition that goes on holding counts once; a change counts each time."""
        return int(not any(isinstance(atom, Happens) for atom in atoms(self.claim.statement)))

    def _guard(self, statement: Statement, place: Judging) -> Guard:
        return guard_of(statement, self.old.space, place.happened)

    def _edge(self, edge: Edge, guard: Guard, value: int | None = None, held: int | None = None) -> Edge:
        updates: list[Update] = []
        if value is not None:
            updates.append(Map(self.variable, (1 << value,) * 3))
        if held is not None:
            updates.append(Map(self.held, (1 << held,) * 2))
        return edge._replace(guard=all_of((edge.guard, guard)), updates=(*updates, *edge.updates))
