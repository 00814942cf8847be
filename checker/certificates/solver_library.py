"""z3 by the C functions of its library, which lies in the package z3; the package itself is not loaded.

The functions are those of z3's public interface (z3_api.h), called as the package calls them.
"""

from __future__ import annotations

import ctypes
from ctypes import c_char_p, c_int, c_uint, c_void_p
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any, Final

from .said import Said

SUFFIXES: Final = ("so.*", "so", "dylib", "dll")
OUTCOMES: Final = {1: "sat", 0: "unknown", -1: "unsat"}
TRUE: Final = 1
_OBJECTS: Final = {1: (c_void_p,), 2: (c_void_p, c_void_p), 3: (c_void_p, c_void_p, c_void_p)}
_FUNCTIONS: Final[dict[str, tuple[Any, tuple[Any, ...]]]] = {
    "mk_config": (c_void_p, ()),
    "del_config": (None, _OBJECTS[1]),
    "mk_context_rc": (c_void_p, _OBJECTS[1]),
    "del_context": (None, _OBJECTS[1]),
    "set_error_handler": (None, _OBJECTS[2]),
    "get_error_code": (c_int, _OBJECTS[1]),
    "get_error_msg": (c_char_p, (c_void_p, c_int)),
    "mk_string_symbol": (c_void_p, (c_void_p, c_char_p)),
    "mk_solver_for_logic": (c_void_p, _OBJECTS[2]),
    "solver_inc_ref": (None, _OBJECTS[2]),
    "solver_dec_ref": (None, _OBJECTS[2]),
    "mk_params": (c_void_p, _OBJECTS[1]),
    "params_inc_ref": (None, _OBJECTS[2]),
    "params_dec_ref": (None, _OBJECTS[2]),
    "params_set_uint": (None, (c_void_p, c_void_p, c_void_p, c_uint)),
    "solver_set_params": (None, _OBJECTS[3]),
    "solver_from_string": (None, (c_void_p, c_void_p, c_char_p)),
    "solver_check": (c_int, _OBJECTS[2]),
    "solver_get_reason_unknown": (c_char_p, _OBJECTS[2]),
    "solver_get_statistics": (c_void_p, _OBJECTS[2]),
    "stats_inc_ref": (None, _OBJECTS[2]),
    "stats_dec_ref": (None, _OBJECTS[2]),
    "stats_size": (c_uint, _OBJECTS[2]),
    "stats_get_key": (c_char_p, (c_void_p, c_void_p, c_uint)),
    "stats_get_uint_value": (c_uint, (c_void_p, c_void_p, c_uint)),
    "solver_get_model": (c_void_p, _OBJECTS[2]),
    "model_inc_ref": (None, _OBJECTS[2]),
    "model_dec_ref": (None, _OBJECTS[2]),
    "model_get_num_consts": (c_uint, _OBJECTS[2]),
    "model_get_const_decl": (c_void_p, (c_void_p, c_void_p, c_uint)),
    "model_get_const_interp": (c_void_p, _OBJECTS[3]),
    "get_decl_name": (c_void_p, _OBJECTS[2]),
    "get_symbol_string": (c_char_p, _OBJECTS[2]),
    "get_bool_value": (c_int, _OBJECTS[2]),
    "get_version": (None, (c_void_p,) * 4),
}


@cache
def library() -> Library | None:
    """The library, or None where it lies elsewhere or is another than this module knows: then the package is loaded."""
    found = PathFinder.find_spec("z3")
    for folder in (found and found.submodule_search_locations) or ():
        for suffix in SUFFIXES:
            for path in sorted((Path(folder) / "lib").glob(f"libz3.{suffix}")):
                try:
                    return Library(path)
                except (OSError, AttributeError):
                    return None
    return None


class Library:
    """The functions that are needed to ask one question. Raises OSError or AttributeError where the file has them not."""

    def __init__(self, path: Path) -> None:
        loaded = ctypes.CDLL(str(path))
        self._functions: dict[str, Any] = {}
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(loaded, f"Z3_{name}")
            function.restype, function.argtypes = result, arguments
            self._functions[name] = function
        self._kept: dict[int, int] = {}

    def version(self) -> str:
        """The version in three numbers."""
        numbers = [c_uint() for _ in range(4)]
        self._functions["get_version"](*(ctypes.byref(number) for number in numbers))
        return ".".join(str(number.value) for number in numbers[:3])

    def ask(self, logic: str, text: str, steps: int, milliseconds: int, thread: int | None = None) -> Said:
        """One question, in a context of its own, or in the one that is kept for a thread.

        Raises ValueError for a text that z3 does not understand.
        """
        if thread is not None:
            if thread not in self._kept:
                self._kept[thread] = self._context()
            return self._asked(self._kept[thread], logic, text, steps, milliseconds)
        context = self._context()
        try:
            return self._asked(context, logic, text, steps, milliseconds)
        finally:
            self._functions["del_context"](context)

    def _context(self) -> int:
        call = self._functions
        options = call["mk_config"]()
        context: int = call["mk_context_rc"](options)
        call["del_config"](options)
        call["set_error_handler"](context, None)
        return context

    def _asked(self, context: int, logic: str, text: str, steps: int, milliseconds: int) -> Said:
        call = self._functions
        solver = call["mk_solver_for_logic"](context, self._symbol(context, logic))
        call["solver_inc_ref"](context, solver)
        try:
            limits = {"rlimit": steps, "timeout": milliseconds, "random_seed": 0}
            for name, value in limits.items():
                parameters = call["mk_params"](context)
                call["params_inc_ref"](context, parameters)
                call["params_set_uint"](context, parameters, self._symbol(context, name), value)
                call["solver_set_params"](context, solver, parameters)
                call["params_dec_ref"](context, parameters)
            call["solver_from_string"](context, solver, text.encode())
            self._refuse_errors(context)
            outcome = OUTCOMES[call["solver_check"](context, solver)]
            taken = self._steps(context, solver)
            match outcome:
                case "sat":
                    return Said(outcome, taken, self._true(context, solver))
                case "unknown":
                    reason = call["solver_get_reason_unknown"](context, solver)
                    return Said(outcome, taken, reason=reason.decode())
                case _:
                    return Said(outcome, taken)
        finally:
            call["solver_dec_ref"](context, solver)

    def _symbol(self, context: int, name: str) -> int:
        symbol: int = self._functions["mk_string_symbol"](context, name.encode())
        return symbol

    def _refuse_errors(self, context: int) -> None:
        code = self._functions["get_error_code"](context)
        if code:
            raise ValueError(self._functions["get_error_msg"](context, code).decode())

    def _steps(self, context: int, solver: int) -> int:
        call = self._functions
        counts = call["solver_get_statistics"](context, solver)
        call["stats_inc_ref"](context, counts)
        places = range(call["stats_size"](context, counts))
        found = [
            call["stats_get_uint_value"](context, counts, place)
            for place in places
            if call["stats_get_key"](context, counts, place) == b"rlimit count"
        ]
        call["stats_dec_ref"](context, counts)
        return int(found[0]) if found else 0

    def _true(self, context: int, solver: int) -> frozenset[str]:
        """The constants that are true in the state that was found."""
        call = self._functions
        model = call["solver_get_model"](context, solver)
        call["model_inc_ref"](context, model)
        names: list[str] = []
        for place in range(call["model_get_num_consts"](context, model)):
            constant = call["model_get_const_decl"](context, model, place)
            value = call["model_get_const_interp"](context, model, constant)
            if value and call["get_bool_value"](context, value) == TRUE:
                name = call["get_decl_name"](context, constant)
                names.append(call["get_symbol_string"](context, name).decode())
        call["model_dec_ref"](context, model)
        return frozenset(names)
