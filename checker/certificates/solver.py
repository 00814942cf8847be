"""z3, asked in text. It is loaded when the first question is asked, and without its Python classes where that can be:
loading those takes several times longer than the questions of a usual definition.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from threading import get_ident
from typing import Any, Final

from .said import Said
from .solver_library import Library, library

LOGIC: Final = "QF_FD"


def ask(text: str, steps: int, milliseconds: int, logic: str = LOGIC) -> Said:
    """Whether what the text asserts holds anywhere; in a context of its own, so that the cost is always the same.

    `steps` is z3's own count, the same everywhere. Raises ValueError for a text that z3 does not understand.
    """
    found = library()
    return (
        _by_package(text, steps, milliseconds, logic=logic)
        if found is None
        else found.ask(logic, text, steps, milliseconds)
    )


def is_nowhere(text: str, steps: int, milliseconds: int) -> bool:
    """Whether what the text asserts holds nowhere, as far as a few steps show, in a context that is kept for the thread.

    False says nothing: what came before in the context may change how far the steps go.
    """
    found = library()
    if found is None:
        return _by_package(text, steps, milliseconds, _kept_context(get_ident())).outcome == "unsat"
    return found.ask(LOGIC, text, steps, milliseconds, thread=get_ident()).outcome == "unsat"


def version() -> str:
    """The name and version of the solver."""
    found: Library | None = library()
    return f"z3 {_z3().get_version_string() if found is None else found.version()}"


def _z3() -> Any:
    """The module, which has no type information."""
    return import_module("z3")


@cache
def _kept_context(thread: int) -> Any:
    """A context for each thread: z3 allows no more than one at a time to use it."""
    del thread
    return _z3().Context()


def _by_package(text: str, steps: int, milliseconds: int, context: Any = None, logic: str = LOGIC) -> Said:
    z3 = _z3()
    solver = z3.SolverFor(logic, ctx=context or z3.Context())
    for name, value in (("rlimit", steps), ("timeout", milliseconds), ("random_seed", 0)):
        solver.set(name, value)
    try:
        solver.from_string(text)
    except z3.Z3Exception as problem:
        raise ValueError(str(problem)) from problem
    outcome = str(solver.check())
    statistics = solver.statistics()
    counted = "rlimit count" in statistics.keys()  # noqa: SIM118  # no mapping
    taken = int(statistics.get_key_value("rlimit count")) if counted else 0
    if outcome != "sat":
        return Said(outcome, taken, reason=str(solver.reason_unknown()) if outcome == "unknown" else "")
    model = solver.model()
    true = {str(declaration) for declaration in model.decls() if str(model[declaration]) == "True"}
    return Said(outcome, taken, frozenset(true))
