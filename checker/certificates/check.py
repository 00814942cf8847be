"""Checking a certificate: every obligation gets a verdict."""

from __future__ import annotations

from collections.abc import Iterator

from ..encoding.system import System
from .arithmetic import owed_of_numbers, refused
from .certificate import Certificate
from .counterexamples import counterexample
from .formulas import FALSE, TRUE
from .meanings import Meanings
from .obligation import Owed
from .obligations import owed
from .shape import certificate_problems
from .solver import version
from .solving import Answer, Budget, Nowhere, Somewhere, Unknown, answers
from .system_shape import system_problems
from .verdicts import Checked, Judged, Undecided

BUDGET = Budget()


def check(system: System, certificate: Certificate, budget: Budget = BUDGET) -> Checked:
    """Work out the obligations and ask the solver about each distinct one.

    A certificate of the wrong shape is not looked at any further: the result says what is wrong.
    """
    problems = tuple(system_problems(system)) or tuple(certificate_problems(system, certificate))
    if problems:
        return Checked(problems=problems)
    meanings = Meanings(system, certificate.nodes)
    every = list(owed(system, certificate, meanings))
    questions = sorted({one.violation for one in every} - {FALSE, TRUE})
    known = answers(meanings.formulas, questions, budget) if questions else {}
    known[FALSE], known[TRUE] = Nowhere(), Somewhere({})
    unmet = tuple(
        judged
        for one in every
        if not isinstance(known[one.violation], Nowhere)
        for judged in _unmet(system, meanings, one, known[one.violation])
    )
    about_numbers = list(owed_of_numbers(system, certificate))
    unmet += tuple(refused(system, about_numbers, budget))
    distinct = len(questions) + len({one.violation for one in about_numbers})
    return Checked(
        unmet,
        count=sum(len(one.places) for one in every) + sum(len(one.places) for one in about_numbers),
        claims=frozenset(one.claim for one in every),
        distinct=distinct,
        solver=version() if distinct else "",
    )


def _unmet(system: System, meanings: Meanings, one: Owed, answer: Answer) -> Iterator[Judged]:
    """Each of the obligations, a failure told in the words of its own edge."""
    nodes = meanings.sets.nodes
    match answer:
        case Nowhere():
            return
        case Somewhere(valuation=valuation) if meanings.formulas.holds(one.violation, valuation):
            for obligation in one.obligations():
                yield Judged(obligation, counterexample(system, nodes, obligation, one.kept_in, valuation))
        case Somewhere() | Unknown():
            reason = answer.reason if isinstance(answer, Unknown) else "the solver's counterexample is none"
            yield from (Judged(obligation, Undecided(reason)) for obligation in one.obligations())
