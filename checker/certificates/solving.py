"""Asking z3 whether formulas hold anywhere. z3 is loaded here, when the first question is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from .formulas import FALSE, Formulas
from .scripts import declarations, definitions, reference, short_name
from .slices import Slices

TOGETHER: Final = 4_000
"""About how many parts of formulas are asked about at once."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How much one question may cost: z3's own count of steps (the same everywhere), and milliseconds as a guard."""

    steps: int = 200_000_000
    milliseconds: int = 60_000


@dataclass(frozen=True, slots=True)
class Nowhere:
    """The formula holds nowhere."""


@dataclass(frozen=True, slots=True)
class Somewhere:
    """The formula holds where the variables that it looks at have these values."""

    valuation: dict[int, int]


@dataclass(frozen=True, slots=True)
class Unknown:
    """The solver gave up; why, in its words."""

    reason: str


Answer = Nowhere | Somewhere | Unknown


def version() -> str:
    """The name and version of the solver."""
    return f"z3 {_z3().get_version_string()}"


def _z3() -> Any:
    """The module, which has no type information."""
    return import_module("z3")


def answers(formulas: Formulas, questions: Sequence[int], budget: Budget) -> dict[int, Answer]:
    """For each formula, whether it holds anywhere.

    First its slices are asked about, each once for all formulas that have it: where one of them holds nowhere, that is the
    answer. Only what is left over is asked about as a whole.
    """
    slices = Slices(formulas)
    parts = {question: slices.of(question) for question in questions}
    asked = sorted({part for those in parts.values() for part in those} - {FALSE})
    known = _answers(formulas, asked, budget)
    known[FALSE] = Nowhere()
    found: dict[int, Answer] = {
        question: Nowhere()
        for question, those in parts.items()
        if any(isinstance(known[part], Nowhere) for part in those)
    }
    found.update((question, known[question]) for question in questions if question in known)
    return found | _answers(formulas, [question for question in questions if question not in found], budget)


def _answers(formulas: Formulas, questions: Sequence[int], budget: Budget) -> dict[int, Answer]:
    """Many are asked about at once: if none of them holds anywhere, that is one answer. Otherwise those that hold in the
    state that was found are settled, and the others are asked about again; each half of them, where nothing was found.
    """
    found: dict[int, Answer] = {}
    todo = list(_groups(formulas, questions))
    while todo:
        group = todo.pop()
        answer = _ask(formulas, group, budget)
        settled = group if isinstance(answer, Nowhere) or len(group) == 1 else _met(formulas, group, answer)
        found.update((question, _narrowed(formulas, question, answer)) for question in settled)
        rest = [question for question in group if question not in found]
        half = len(rest) // 2 if not settled else 0
        todo += filter(None, (rest[half:], rest[:half]))
    return found


def _met(formulas: Formulas, group: Sequence[int], answer: Answer) -> list[int]:
    """The formulas that hold in the state that was found."""
    if not isinstance(answer, Somewhere):
        return []
    return [question for question in group if formulas.holds(question, answer.valuation)]


def _narrowed(formulas: Formulas, question: int, answer: Answer) -> Answer:
    """The answer, with the variables that the formula looks at and no others."""
    if not isinstance(answer, Somewhere):
        return answer
    return Somewhere({variable: answer.valuation[variable] for variable in formulas.variables([question])})


def _groups(formulas: Formulas, questions: Sequence[int]) -> Iterator[list[int]]:
    group: list[int] = []
    seen: set[int] = set()
    for question in sorted(set(questions)):
        group.append(question)
        todo = [question]
        while todo:
            number = todo.pop()
            if number not in seen:
                seen.add(number)
                todo += formulas.entries[number].parts
        if len(seen) > TOGETHER:
            yield group
            group, seen = [], set()
    if group:
        yield group


def _ask(formulas: Formulas, questions: Sequence[int], budget: Budget) -> Answer:
    """Whether any of the formulas holds anywhere; in a context of its own, so that the cost is always the same."""
    z3 = _z3()
    text = [*declarations(formulas, questions), *definitions(formulas, questions)]
    text.append(f"(assert (or false {' '.join(reference(formulas, question) for question in questions)}))")
    solver = z3.SolverFor("QF_FD", ctx=z3.Context())
    solver.set("rlimit", budget.steps)
    solver.set("timeout", budget.milliseconds)
    solver.set("random_seed", 0)
    solver.from_string("\n".join(text))
    match str(solver.check()):
        case "unsat":
            return Nowhere()
        case "sat":
            return Somewhere(_valuation(formulas, questions, solver.model()))
        case _:
            return Unknown(str(solver.reason_unknown()))


def _valuation(formulas: Formulas, questions: Sequence[int], model: Any) -> dict[int, int]:
    true = {str(declaration) for declaration in model.decls() if str(model[declaration]) == "True"}
    return {
        variable: next(
            (value for value in range(formulas.sizes[variable]) if short_name(variable, value) in true), 0
        )
        for variable in formulas.variables(questions)
    }
