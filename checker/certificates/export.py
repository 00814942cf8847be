"""A certificate's obligations as SMT-LIB 2 scripts (QF_UF; QF_LRA for what is about numbers), for any solver: every answer
has to be unsat.

A claim whose obligations all hold by plain propositional rules asks a solver nothing and has no script.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..encoding.system import System
from .arithmetic import DECLARATIONS, LOGIC, OwedOfNumbers, owed_of_numbers
from .certificate import Certificate
from .claims import (
    Claim,
    Countdown,
    FairRank,
    FinitelyOften,
    MeasuredChoice,
    NeverTaken,
    RankedChoice,
    Reached,
    Trap,
    Unreached,
)
from .formulas import FALSE
from .meanings import Meanings
from .obligation import INVARIANT, Obligation, Owed
from .obligations import owed
from .scripts import Naming, declarations, definitions, reference
from .shape import certificate_problems
from .system_shape import system_problems


class Script(NamedTuple):
    """A file name, the text, and how often it asks for an answer: at least once."""

    name: str
    text: str
    questions: int


class Export(NamedTuple):
    """The scripts, and a text that says of the invariant and each claim where it is asked, or what it rests on."""

    scripts: tuple[Script, ...]
    contents: str


def export(system: System, certificate: Certificate, subjects: Sequence[str] = ()) -> Export:
    """A script for the invariant and for each claim, as far as there is anything to ask. `subjects` say in words what the
    claims are about.

    Raises `ValueError` where the shape of the certificate is wrong.
    """
    problems = tuple(system_problems(system)) or tuple(certificate_problems(system, certificate))
    if problems:
        raise ValueError(f"the certificate cannot be exported: {problems[0]}")
    meanings = Meanings(system, certificate.nodes, settles=False)
    by_claim: dict[int, list[Owed]] = {}
    for one in owed(system, certificate, meanings):
        by_claim.setdefault(one.claim, []).append(one)
    numbers: dict[int, list[OwedOfNumbers]] = {}
    for each in owed_of_numbers(system, certificate):
        numbers.setdefault(each.claim, []).append(each)
    naming = _naming(system)
    scripts: list[Script] = []
    contents = ["Every answer to every script has to be unsat.", ""]
    for number in range(INVARIANT, len(certificate.claims)):
        every = by_claim.get(number, [])
        what = "the invariant" if number == INVARIANT else _claim(system, certificate.claims[number])
        about = f" ({_plain(subjects[number])})" if 0 <= number < len(subjects) else ""
        asked: list[Script] = []
        if any(one.violation != FALSE for one in every):
            asked.append(_script(system, meanings, number, every, naming, f"{what}{about}"))
        if number in numbers:
            asked.append(_about_numbers(system, number, numbers[number], f"{what}{about}"))
        if not asked:
            contents.append(
                f"{_name(number)}{about}: {what}: no script. {_rests_on(certificate, number, every)}"
            )
            continue
        scripts += asked
        told = "; ".join(f"{script.name}, {_count(script.questions, 'question')}" for script in asked)
        contents.append(f"{_name(number)}{about}: {what}: {told}.")
    return Export(tuple(scripts), "\n".join([*contents, ""]))


def _name(number: int) -> str:
    return "invariant" if number == INVARIANT else f"claim-{number:04}"


def _rests_on(certificate: Certificate, number: int, every: Sequence[Owed]) -> str:
    """What holds a claim that asks nothing."""
    if number != INVARIANT and isinstance(certificate.claims[number], Reached):
        return "The run that shows it was followed edge by edge."
    holds = "holds" if len(every) == 1 else "hold"
    given = "" if number == INVARIANT else ", given the invariant"
    return f"Its {_count(len(every), 'obligation')} {holds} by plain propositional rules{given}."


def _count(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else one + 's'}"


def _naming(system: System) -> Naming:
    """Names that tell what they mean: quoted symbols, which may hold anything but bars and backslashes."""
    names: dict[tuple[int, int], str] = {}
    used: set[str] = set()
    for variable, (name, values) in enumerate((entry.name, entry.values) for entry in system.variables):
        for value, word in enumerate(values):
            text = _plain(f"{name} = {word}")
            if text in used:
                text = f"{text} ({variable}.{value})"
            used.add(text)
            names[variable, value] = f"|{text}|"
    return lambda variable, value: names[variable, value]


def _plain(text: str) -> str:
    """ASCII without bars, backslashes and line breaks."""
    return "".join(
        character if " " <= character <= "~" and character not in "|\\" else f"<{ord(character):x}>"
        for character in text
    )


def _script(
    system: System, meanings: Meanings, number: int, every: Sequence[Owed], naming: Naming, what: str
) -> Script:
    formulas = meanings.formulas
    asked: dict[int, list[Obligation]] = {}
    for one in every:
        asked.setdefault(one.violation, []).extend(one.obligations())
    settled = len(asked.pop(FALSE, []))
    lines = [
        f"; {what}",
        "; Each question looks for a state that violates obligations: the answer has to be unsat.",
        f"; {settled} more obligations hold by plain rules and are left out: what no change touches stays as it was.",
        "(set-info :smt-lib-version 2.6)",
        "(set-logic QF_UF)",
        *declarations(formulas, asked, naming),
        *definitions(formulas, asked, naming),
    ]
    for violation, obligations in asked.items():
        lines += ["", *_comments(system, obligations)]
        lines += ["(push 1)", f"(assert {reference(formulas, violation, naming)})"]
        lines += ["(set-info :status unsat)", "(check-sat)", "(pop 1)"]
    return Script(f"{_name(number)}.smt2", "\n".join([*lines, "(exit)", ""]), len(asked))


def _about_numbers(system: System, number: int, every: Sequence[OwedOfNumbers], what: str) -> Script:
    asked: dict[str, list[OwedOfNumbers]] = {}
    for one in every:
        asked.setdefault(one.violation, []).append(one)
    lines = [
        f"; {what}",
        "; Each question looks for numbers that violate obligations: the answer has to be unsat.",
        "(set-info :smt-lib-version 2.6)",
        f"(set-logic {LOGIC})",
        *DECLARATIONS,
    ]
    for violation, those in asked.items():
        told = "; ".join(f"{name} {said}" for name, said in those[0].told)
        lines += ["", *_comments(system, [each for one in those for each in one.obligations()])]
        lines += [f";   {_plain(told)}", "(push 1)", f"(assert {violation})"]
        lines += ["(set-info :status unsat)", "(check-sat)", "(pop 1)"]
    return Script(f"{_name(number)}-numbers.smt2", "\n".join([*lines, "(exit)", ""]), len(asked))


def _comments(system: System, obligations: Sequence[Obligation]) -> Iterator[str]:
    first = obligations[0]
    yield f"; {first.kind.value}"
    yield f";   at {_plain(system.locations[first.location].name)}" + _edge(system, first)
    if len(obligations) > 1:
        yield f";   and {len(obligations) - 1} obligations more that come to the same"


def _edge(system: System, obligation: Obligation) -> str:
    if obligation.edge < 0:
        return "" if obligation.entry < 0 else f", entry {obligation.entry}"
    edge = system.edges[obligation.edge]
    label = " ".join((edge.label.event, edge.label.element)).strip()
    target = system.locations[edge.target].name
    return _plain(f", edge {obligation.edge} ({label}) to {target}")


def _claim(system: System, claim: Claim) -> str:
    match claim:
        case Unreached(state=state):
            return f"unreached: {_plain(system.locations[state.location].name)}"
        case NeverTaken(edge=edge):
            return f"never taken: edge {edge}"
        case Reached(state=state):
            return f"reached: {_plain(system.locations[state.location].name)}"
        case RankedChoice():
            return "ranked choice: a goal can be reached"
        case MeasuredChoice():
            return "measured choice: a goal can be reached"
        case FairRank():
            return "fair rank: a goal is reached in the end, or the run waits"
        case FinitelyOften():
            return "finitely often: some edges are not taken without end"
        case Countdown():
            return (
                "countdown: a goal is reached in the end, or the run waits, as a difference falls and falls"
            )
        case Trap():
            return "trap: no goal can be reached"
