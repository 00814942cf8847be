"""Formulas and text templates as functions of a run."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from ...grammar.formula.parse import parse_formula
from ...grammar.formula.tokens import FormulaProblem
from ..formulas.compile import compile_formula
from ..formulas.functions import uninterpreted_functions
from ..values import EvaluationError, Value, shown
from .view import Reader, View

_MERGE: Final = re.compile(r"\{!([^{}]*)\}")


def compile_template(text: str, reference: Callable[[str], Reader]) -> Reader:
    """Text with `{!…}` in it: each is replaced by its value, null by nothing."""
    pieces: list[str | Reader] = []
    end = 0
    for match in _MERGE.finditer(text):
        pieces += (text[end : match.start()], reference(match[1].strip()))
        end = match.end()
    pieces.append(text[end:])

    def read(view: View) -> Value:
        return "".join(piece if isinstance(piece, str) else _plain(piece(view)) for piece in pieces)

    return read


def compile_expression(
    expression: str, reference: Callable[[str], Reader], problem: Callable[[str], None]
) -> Reader:
    """A formula. One that cannot be read, or calls what is not executed, is a problem, and an error when evaluated."""
    tree = parse_formula(expression)
    if isinstance(tree, FormulaProblem):
        expected = f" Expected {tree.expected}." if tree.expected else ""
        return _failing(
            f"the formula cannot be read: {tree.message} (at character {tree.offset + 1}).{expected}", problem
        )
    unknown = sorted(uninterpreted_functions(tree))
    if unknown:
        problem(f"the formula calls {', '.join(unknown)}, which is not executed; a run that needs it fails")
    return compile_formula(tree, reference)


def _failing(message: str, problem: Callable[[str], None]) -> Reader:
    problem(message)

    def read(view: View) -> Value:
        raise EvaluationError(message)

    return read


def _plain(value: Value) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else shown(value)
