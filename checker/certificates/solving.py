"""Asking z3 whether formulas hold anywhere."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final

from .alike import Pattern, Shape, shape_of
from .formulas import FALSE, Formulas
from .scripts import declarations, definitions, reference, short_name
from .slices import Slices
from .solver import ask, is_nowhere

TOGETHER: Final = 4_000
"""About how many parts of formulas are asked about at once."""
QUICK: Final = 1_000_000
"""How many steps are tried in the context that is kept."""
PARTS: Final = (32, 6, 1)
"""Which part of its steps a question gets at its first attempt, its second, and its last."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How much one question, and all about one certificate, may cost: z3's own count of steps (the same everywhere); and
    milliseconds for all of them, as a guard.
    """

    steps: int = 150_000_000
    all_steps: int = 300_000_000
    milliseconds: int = 120_000


class _Purse:
    """What is left of a budget."""

    def __init__(self, budget: Budget) -> None:
        self.most = budget.steps
        self.steps = budget.all_steps
        self.until = monotonic() + budget.milliseconds / 1000

    def share(self, part: int) -> int:
        """The steps for the next question, where it gets one part of so many; 0 where none are left."""
        return max(min(self.steps, max(self.most // part, 1)), 0)

    @property
    def milliseconds(self) -> int:
        """What is left by the clock."""
        return max(int((self.until - monotonic()) * 1000), 0)


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


def answers(formulas: Formulas, questions: Sequence[int], budget: Budget) -> dict[int, Answer]:
    """For each formula, whether it holds anywhere.

    First its slices are asked about, each once for all formulas that have it or one like it: where one of them holds nowhere, that is the
    answer. Only what is left over is asked about as a whole.
    """
    slices = Slices(formulas)
    parts = {question: slices.of(question) for question in questions}
    asked = sorted({part for those in parts.values() for part in those} - {FALSE})
    purse = _Purse(budget)
    known = _answers_alike(formulas, asked, purse)
    known[FALSE] = Nowhere()
    found: dict[int, Answer] = {
        question: Nowhere()
        for question, those in parts.items()
        if any(isinstance(known[part], Nowhere) for part in those)
    }
    found.update((question, known[question]) for question in questions if question in known)
    rest = [question for question in questions if question not in found]
    return found | _answers(formulas, rest, purse)


def _answers_alike(formulas: Formulas, questions: Sequence[int], purse: _Purse) -> dict[int, Answer]:
    """One of those that are the same but for the names of their variables is asked about, and answers for all."""
    shapes = {question: shape_of(formulas, question) for question in questions}
    first: dict[Pattern, int] = {}
    for question, shape in shapes.items():
        first.setdefault(shape.pattern, question)
    known = _answers(formulas, list(first.values()), purse)
    return {
        question: _renamed(known[asked], shapes[asked], shape)
        for question, shape in shapes.items()
        for asked in (first[shape.pattern],)
    }


def _renamed(answer: Answer, asked: Shape, shape: Shape) -> Answer:
    """The answer to a question, in the variables of one like it."""
    if not isinstance(answer, Somewhere):
        return answer
    names = dict(zip(asked.variables, shape.variables, strict=True))
    return Somewhere({names[variable]: value for variable, value in answer.valuation.items()})


def _answers(formulas: Formulas, questions: Sequence[int], purse: _Purse) -> dict[int, Answer]:
    """Many are asked about at once: if none of them holds anywhere, that is one answer. Otherwise those that hold in the
    state that was found are settled, and the others are asked about again; each half of them, where nothing was found.

    A question that is too hard for a part of the steps comes again, with more of them, after all others.
    """
    found: dict[int, Answer] = {}
    todo = deque((PARTS[0], group) for group in _groups(formulas, questions))
    while todo:
        part, group = todo.popleft()
        share = purse.share(part)
        if not (share and purse.milliseconds):
            found.update(dict.fromkeys(group, Unknown("the budget of the certificate is spent")))
            continue
        answer, steps = _ask(formulas, group, share, purse.milliseconds)
        purse.steps -= steps
        if isinstance(answer, Unknown) and len(group) == 1 and part != PARTS[-1]:
            todo.append((PARTS[PARTS.index(part) + 1], group))
            continue
        settled = group if isinstance(answer, Nowhere) or len(group) == 1 else _met(formulas, group, answer)
        found.update((question, _narrowed(formulas, question, answer)) for question in settled)
        rest = [question for question in group if question not in found]
        half = len(rest) // 2 if not settled else 0
        todo.extend((part, some) for some in (rest[:half], rest[half:]) if some)
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


def _ask(formulas: Formulas, questions: Sequence[int], most: int, milliseconds: int) -> tuple[Answer, int]:
    """Whether any of the formulas holds anywhere, and the steps that took.

    First a few steps are tried in a context that is kept, which costs less than most questions do. Only that nothing holds
    is believed from there; whatever else comes of it is asked again in a context of its own, so that answer and cost are
    always the same.
    """
    lines = [*declarations(formulas, questions), *definitions(formulas, questions)]
    lines.append(f"(assert (or false {' '.join(reference(formulas, question) for question in questions)}))")
    text = "\n".join(lines)
    if is_nowhere(text, min(most, QUICK), milliseconds):
        return Nowhere(), 0
    said = ask(text, most, milliseconds)
    match said.outcome:
        case "unsat":
            return Nowhere(), said.steps
        case "sat":
            return Somewhere(_valuation(formulas, questions, said.true)), said.steps
        case _:
            return Unknown(said.reason), said.steps


def _valuation(formulas: Formulas, questions: Sequence[int], true: frozenset[str]) -> dict[int, int]:
    return {
        variable: next(
            (value for value in range(formulas.sizes[variable]) if short_name(variable, value) in true), 0
        )
        for variable in formulas.variables(questions)
    }
