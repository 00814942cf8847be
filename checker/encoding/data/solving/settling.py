"""Whether what values are told apart by settles every answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from math import prod
from typing import Any, Final

from .....engine.values import Value
from ..atoms import Atom
from ..classes import Classes
from ..key import Key
from ..questions import Question
from .cells import Asked, WrongTranslationError, given, solver_of, written
from .features import Features, unknown
from .terms import Term, UntranslatableError
from .translation import Answer

MOST_COMPARED: Final = 300
"""So many combinations of classes, at most, are worked out with z3 and without it for one question."""


def settle(asked: Asked, told: Mapping[Atom, Features]) -> None:
    """Ask z3 whether values that nothing tells apart may give different answers. `told` is what a condition tells apart.

    Raises UntranslatableError where they do, or z3 does not know.
    """
    language, z3 = asked.language, asked.language.z3
    twins = {key: _twin(asked, key, number) for number, key in enumerate(asked.terms)}
    renaming = [pair for key, term in asked.terms.items() for pair in _renamed(asked, term, twins[key])]
    bounds = [*asked.bounds, *(z3.substitute(bound, *renaming) for bound in asked.bounds)]
    for question, answer in asked.questions:
        solver = solver_of(asked)
        solver.add(*bounds, *_alike(asked, question.keys, told[question.atom], renaming))
        other = [z3.substitute(term, *renaming) for term in (answer.true, answer.error)]
        solver.add(language.any_of(answer.true != other[0], answer.error != other[1]))
        match str(solver.check()):
            case "unsat":
                continue
            case "sat":
                raise UntranslatableError("its conditions ask more than can be told apart")
            case _:
                raise UntranslatableError("it takes z3 more steps than the budget has")


def _twin(asked: Asked, key: Key, number: int) -> Term:
    term = asked.terms[key]
    is_whole = asked.language.z3.is_to_real(term.value)
    return asked.language.unknown(f"twin {number}", term.sort, is_whole=is_whole)


def _renamed(asked: Asked, term: Term, twin: Term) -> list[tuple[Any, Any]]:
    return [(term.null, twin.null), (unknown(asked.language, term), unknown(asked.language, twin))]


def _alike(
    asked: Asked, keys: Sequence[Key], features: Features, renaming: list[tuple[Any, Any]]
) -> Iterator[Any]:
    """The values and their twins are alike in which are null, and in the features."""
    z3 = asked.language.z3
    told: list[tuple[Any, tuple[Key, ...]]] = [(asked.terms[key].null, ()) for key in keys]
    for one in features.sums:
        total = written(asked, one)
        told += [(total < 0, one.keys), (total > 0, one.keys)]
    told += [(local.term, (local.key,)) for local in features.locals]
    told += [
        (asked.terms[left].value == asked.terms[right].value, (left, right)) for left, right in features.pairs
    ]
    for term, about in told:
        missing = [asked.terms[key].null for key in about]
        yield asked.language.any_of(*missing, term == z3.substitute(term, *renaming))


def agree(asked: Asked, parts: Sequence[Classes]) -> None:
    """Work answers out with z3 and without it, for values that stand for classes.

    Raises WrongTranslationError where they differ.
    """
    for question, answer in asked.questions:
        own = [part for part in parts if any(key in question.keys for key in part.keys)]
        stride = -(-prod(part.count for part in own) // MOST_COMPARED)
        for members in islice(product(*(part.members for part in own)), 0, None, stride):
            values: dict[Key, Value] = {}
            for part, member in zip(own, members, strict=True):
                values.update(zip(part.keys, member, strict=True))
            _compare(asked, question, answer, values)


def _compare(asked: Asked, question: Question, answer: Answer, values: Mapping[Key, Value]) -> None:
    z3 = asked.language.z3
    pairs = [pair for key, value in values.items() for pair in given(asked, key, value)]
    true, error = (
        z3.is_true(z3.simplify(z3.substitute(term, *pairs))) for term in (answer.true, answer.error)
    )
    if (None if error else true) is not question.truth(values):
        raise WrongTranslationError(f"z3 takes {tuple(values.values())} for others than they are")
