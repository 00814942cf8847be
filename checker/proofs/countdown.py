"""Loops that end because a difference of two numbers is counted down, however large they are.

Regions of values cannot tell an open limit from another. So each loop is looked at with its conditions left open: wherever it
goes round for ever, it takes a condition `left < right` again and again, and on each lap a flow makes `right - left` smaller,
and nothing makes it greater. z3 is asked whether the condition leaves a positive difference, and what each write makes of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from ...engine.values import shown
from ...grammar.contract import FlowContract, Sum
from ...grammar.light_dataclass import dataclass
from ..diagrams.diagrams import EMPTY
from ..encoding.data.atoms import Atom
from ..encoding.data.comparing import ORDERINGS
from ..encoding.data.key import Key
from ..encoding.data.meaning import Fixed, Looked, Operand
from ..encoding.system import Duty
from ..fixpoint.endless import endless
from .analysis import TURNS, Analysis
from .laps import parts

if TYPE_CHECKING:
    from .prove import Proofs

STEPS: Final = 1_000_000
"""z3's own count of steps for each question."""
GREATER: Final = ("GreaterThan", "GreaterThanOrEqualTo")


@dataclass(frozen=True, slots=True)
class Countdown:
    """A loop, by the locations in it, and the difference that falls on every lap: `larger - smaller`, by `by` at least."""

    locations: frozenset[int]
    larger: str
    smaller: str
    by: Fraction

    @property
    def told(self) -> str:
        """A clause for people."""
        return f"{self.larger} - {self.smaller} falls by {shown(self.by)} or more with every lap, and none begins where it is negative"


def countdowns(proofs: Proofs, duties: frozenset[Duty]) -> tuple[Countdown, ...] | None:
    """One for every loop that edges of these duties lead round for ever; None where one of them has none."""
    analysis = proofs.analysis
    if analysis is None:
        return None
    return _Loops(analysis, proofs.contracts, duties).countdowns()


class _Loops:
    def __init__(
        self, analysis: Analysis, contracts: Mapping[str, FlowContract], duties: frozenset[Duty]
    ) -> None:
        self.analysis = analysis
        self.edges = analysis.system.edges
        self.duties = duties
        declared = {one.name.casefold(): one for one in analysis.program.orchestration.contracts}
        self.contracts = {**declared, **contracts}
        self.frozen = {analysis.program.fields[slot].casefold() for slot in analysis.program.frozen_fields}

    def countdowns(self) -> tuple[Countdown, ...] | None:
        found: list[Countdown] = []
        for locations in self._parts():
            one = next(self._of(locations), None)
            if one is None:
                return None
            found.append(one)
        return tuple(found)

    def _parts(self) -> list[frozenset[int]]:
        """The parts of the graph in which edges can lead round for ever."""
        alive = self._endless(frozenset(), None)
        part = parts(self.analysis, lambda edge: self.edges[edge].duty in self.duties)
        wanted = dict.fromkeys(part[place] for place, states in enumerate(alive) if states != EMPTY)
        return [
            frozenset(place for place, number in enumerate(part) if number == one) for one in sorted(wanted)
        ]

    def _endless(self, without: frozenset[int], within: frozenset[int] | None) -> list[int]:
        def follows(edge: int) -> bool:
            move = self.edges[edge]
            inside = within is None or (move.source in within and move.target in within)
            return move.duty in self.duties and edge not in without and inside

        return endless(
            self.analysis.model,
            self.analysis.reached,
            follows,
            lambda edge: self.edges[edge].label.event in TURNS,
        )

    def _of(self, locations: frozenset[int]) -> Iterator[Countdown]:
        inside = [
            number
            for number, edge in enumerate(self.edges)
            if edge.duty in self.duties and edge.source in locations and edge.target in locations
        ]
        space = self.analysis.encoding.space
        for atom, variable in sorted(space.open_atoms.items(), key=lambda pair: pair[1]):
            for holds in (True, False):
                pair = self._difference(atom, holds=holds)
                if pair is None:
                    continue
                asking = frozenset(edge for edge in inside if self._needs(edge, variable, holds=holds))
                falls = {edge: fall for edge in inside if (fall := self._fall(edge, *pair)) is not None}
                if len(falls) < len(inside):
                    continue
                falling = frozenset(edge for edge, fall in falls.items() if fall > 0)
                if not asking or not falling or any(fall < 0 for fall in falls.values()):
                    continue
                if any(
                    states != EMPTY
                    for left_out in (asking, falling)
                    for states in self._endless(left_out, locations)
                ):
                    continue
                by = min(falls[edge] for edge in falling)
                if _is_confirmed(atom, sorted({falls[edge] for edge in inside}), by, holds=holds):
                    larger, smaller = (self._spelled(one) for one in pair)
                    yield Countdown(locations, larger, smaller, by)

    def _difference(self, atom: Atom, *, holds: bool) -> tuple[Operand, Operand] | None:
        """The greater and the smaller side where an ordering holds, or does not; None where that says nothing."""
        domains = self.analysis.encoding.space.domains
        if atom.operator not in ORDERINGS or not atom.never_fails(domains):
            return None
        for side in (atom.left, atom.right):
            match side.meaning:
                case Looked(slot=Key(kind="field", name=name) as key):
                    if name.casefold() not in self.frozen or not self.analysis.program.refreshes_record:
                        return None
                    if not holds and domains[key].nullable is not False:
                        return None
                case Looked(slot=Key(kind="input") as key):
                    if not holds and domains[key].nullable is not False:
                        return None
                case Fixed(value=Fraction()):
                    pass
                case _:
                    return None
        is_greater = (atom.operator in GREATER) is holds
        return (atom.left, atom.right) if is_greater else (atom.right, atom.left)

    def _needs(self, edge: int, variable: int, *, holds: bool) -> bool:
        """Whether the edge is taken only where the open condition holds, or only where it does not."""
        diagrams = self.analysis.model.diagrams
        others = diagrams.literal(variable, 0b101 if holds else 0b010)
        guard = self.analysis.model.moves[edge].guard
        return diagrams.intersection(guard, others) == EMPTY

    def _fall(self, edge: int, larger: Operand, smaller: Operand) -> Fraction | None:
        """By how much the difference falls; None where that is not known."""
        label = self.edges[edge].label
        step = self.analysis.program.step(label.element) if label.event == "complete" else None
        if step is None:
            return Fraction(0)
        stage, number = self.analysis.program.places[step.name.casefold()]
        calls = self.analysis.program.orchestration.stages[stage].steps[number].calls
        contract = self.contracts.get((calls or "").casefold())
        fall = Fraction(0)
        for write in contract.writes if contract else ():
            if write.creates:
                continue
            for side, sign in ((larger, -1), (smaller, 1)):
                if not isinstance(side.meaning, Looked) or not _is_field(side.meaning.slot, write.field):
                    continue
                value = write.value
                if step.synchronous or not isinstance(value, Sum):
                    return None
                if value.reference.casefold() != write.field.casefold():
                    return None
                fall += sign * Fraction(value.amount)
        return fall

    def _spelled(self, operand: Operand) -> str:
        match operand.meaning:
            case Looked(slot=Key() as key):
                return self.analysis.encoding.space.spelled(key)
            case Fixed(value=value):
                return shown(value)
            case _:
                return "a value"


def _is_field(slot: object, field: str) -> bool:
    return isinstance(slot, Key) and slot.kind == "field" and slot.name.casefold() == field.casefold()


def _is_confirmed(atom: Atom, falls: list[Fraction], by: Fraction, *, holds: bool) -> bool:
    """What z3 says: nowhere is the condition as wanted and the difference negative, and no write makes it greater or, where it
    is to fall, makes it fall by less.
    """
    z3: Any = import_module("z3")
    context = z3.Context()
    left, right, after = (z3.Real(name, context) for name in ("left", "right", "after"))
    condition = {
        "GreaterThan": left > right,
        "GreaterThanOrEqualTo": left >= right,
        "LessThan": left < right,
        "LessThanOrEqualTo": left <= right,
    }[atom.operator]
    is_greater = (atom.operator in GREATER) is holds
    difference = left - right if is_greater else right - left
    questions = [z3.And(condition if holds else z3.Not(condition), difference < 0)]
    for fall in falls:
        least = z3.Q(by.numerator, by.denominator, context) if fall > 0 else z3.RealVal(0, context)
        amount = z3.Q(fall.numerator, fall.denominator, context)
        questions.append(z3.And(after == difference - amount, after > difference - least))
    solver = z3.SolverFor("QF_LRA", ctx=context)
    solver.set("rlimit", STEPS)
    solver.add(z3.Or(*questions))
    return str(solver.check()) == "unsat"
