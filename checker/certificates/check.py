"""Checking a certificate: every obligation gets a verdict."""

from __future__ import annotations

from ..encoding.system import System
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
from .verdicts import Checked, Holds, Judged, Undecided, Verdict

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
    verdicts: dict[int, Verdict] = {FALSE: Holds()}
    judged = (Judged(one.obligation, _verdict(system, meanings, one, known, verdicts)) for one in every)
    return Checked(
        tuple(judged),
        distinct=len(questions),
        solver=version() if questions else "",
    )


def _verdict(
    system: System,
    meanings: Meanings,
    one: Owed,
    known: dict[int, Answer],
    verdicts: dict[int, Verdict],
) -> Verdict:
    """Equal violations have equal verdicts, except that a failure is told in the words of its own edge."""
    found = verdicts.get(one.violation)
    if found is not None:
        return found
    answer = Somewhere({}) if one.violation == TRUE else known[one.violation]
    match answer:
        case Nowhere():
            found = verdicts[one.violation] = Holds()
        case Unknown(reason=reason):
            found = verdicts[one.violation] = Undecided(reason)
        case Somewhere(valuation=valuation):
            if not meanings.formulas.holds(one.violation, valuation):
                return Undecided("the solver's counterexample is none")
            return counterexample(system, meanings.sets.nodes, one, valuation)
    return found
