"""Asking Spacer whether states are out of reach: its answer is an invariant that excludes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Final

from ...grammar.light_dataclass import dataclass
from ..encoding.guard import FALSE, TRUE, AllOf, AnyOf, Guard, In, Negation
from ..encoding.system import System
from .clauses import Clauses
from .slices import Slice

LOGIC: Final = "HORN"
STEPS: Final = 20_000_000
"""Steps of z3, by its own count, for one question."""
MILLISECONDS: Final = 120_000
"""A guard by the clock, beside the count of steps."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """The states are out of reach. `solution` holds wherever runs get to, by location; None where it is what the edges from
    the others lead to. Nothing is said of locations that lead to none of the states.
    """

    solution: Mapping[int, Guard | None]


@dataclass(frozen=True, slots=True)
class Found:
    """Spacer says that some run gets into the states."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Spacer said neither, for this reason."""

    reason: str


Reply = Excluded | Found | Unsettled


def ask(system: System, goals: Mapping[int, Guard], steps: int = STEPS) -> Reply:
    """Whether some run gets into one of the states, by location. Bounded by `steps` of z3.

    Nothing here is believed by anybody: an invariant becomes a certificate, which is checked apart.
    """
    z3 = import_module("z3")
    context = z3.Context()
    clauses = Clauses(z3, context, Slice(system, goals), goals)
    solver = z3.SolverFor(LOGIC, ctx=context)
    for name, value in (("rlimit", steps), ("timeout", MILLISECONDS), ("random_seed", 0)):
        solver.set(name, value)
    try:
        solver.add(*clauses.asserted)
        said = str(solver.check())
        if said == "unsat":
            return Found()
        if said != "sat":
            return Unsettled(str(solver.reason_unknown()))
        return Excluded(_solution(z3, solver.model(), clauses))
    except (z3.Z3Exception, _UnknownTermError) as problem:
        return Unsettled(str(problem))


class _UnknownTermError(Exception):
    """The answer has a term that this module does not know."""


class _QuantifierError(Exception):
    """The answer has a quantifier."""


def _solution(z3: Any, model: Any, clauses: Clauses) -> dict[int, Guard | None]:
    """The formula of each predicate. z3 puts some predicates into others before it begins; theirs has quantifiers, or
    there is none.
    """
    atoms = [_bit(clauses.size(variable), variable, bit) for variable, bit in clauses.bits]
    found: dict[int, Guard | None] = {}
    for place, predicate in clauses.predicates.items():
        told = model[predicate]
        try:
            body = told if told is None or z3.is_expr(told) else told.else_value()
            found[place] = TRUE if body is None else _guard(z3, body, atoms)
        except (_QuantifierError, z3.Z3Exception):
            found[place] = None
    return found


def _bit(size: int, variable: int, bit: int) -> In:
    return In(variable, sum(1 << value for value in range(size) if value >> bit & 1))


def _guard(z3: Any, term: Any, atoms: Sequence[Guard]) -> Guard:
    """A term over bits as a condition over variables."""
    if z3.is_var(term):
        return atoms[int(z3.get_var_index(term))]
    if z3.is_true(term):
        return TRUE
    if z3.is_false(term):
        return FALSE
    if z3.is_quantifier(term):
        raise _QuantifierError
    parts: Sequence[Guard] = [_guard(z3, child, atoms) for child in term.children()]
    if z3.is_and(term):
        return AllOf(tuple(parts))
    if z3.is_or(term):
        return AnyOf(tuple(parts))
    if z3.is_not(term):
        return Negation(parts[0])
    if z3.is_implies(term):
        return AnyOf((Negation(parts[0]), parts[1]))
    if z3.is_eq(term):
        return AnyOf((AllOf((parts[0], parts[1])), AllOf((Negation(parts[0]), Negation(parts[1])))))
    raise _UnknownTermError(f"a term {term.decl().name()}")
