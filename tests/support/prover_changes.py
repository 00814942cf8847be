"""The prover's rules changed one at a time: what can be changed in the text of a module, and how a loaded one is changed.

Not changed is what is no rule about runs: decorators, defaults of parameters and fields, `assert_never`, `super().__init__`, and the
`strict=True` of `zip`, which only fails where a program is wrong already. Type hints and docstrings are no code.
"""

from __future__ import annotations

import ast
import gc
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
SWAPPED: Final = {"TRUE": "FALSE", "FALSE": "TRUE", "all_of": "any_of", "any_of": "all_of"}
PROVER: Final = tuple(
    f"stageproof.checker.{folder}." for folder in ("diagrams", "encoding", "fixpoint", "proofs")
)
"""What remembers answers of the prover; what the checker of certificates keeps is z3 itself."""
DUTIES: Final = {
    "RESULT": "OPTIONAL",
    "FAULT": "OPTIONAL",
    "STRIKE": "OPTIONAL",
    "OPTIONAL": "RESULT",
    "ENGINE": "OPTIONAL",
}
METHODS: Final = {
    "union": "intersection",
    "intersection": "union",
    "forward": "backward",
    "backward": "forward",
}

NO_RULES: Final = ("assert_never(", "super().__init__(")
"""What calls begin with that are no rules."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the module, the function (with its class), the line, and what was done there.

    `nth` tells the same change in the same function apart, from 1 on. `statement` is the line where the innermost statement
    around it begins, `number` tells the changes of a module apart.
    """

    module: str
    function: str
    line: int
    statement: int
    what: str
    nth: int
    number: int

    def code(self) -> CodeType:
        """The module with the change."""
        path = file_of(self.module)
        tree = Change(self.number).visit(ast.parse(path.read_text(encoding="utf-8")))
        return compile(ast.fix_missing_locations(tree), str(path), "exec")

    @property
    def key(self) -> str:
        """What it is called in a list that outlives edits of the module: it has no line."""
        again = f" ({self.nth})" if self.nth > 1 else ""
        return f"{self.module}.{self.function}: {self.what}{again}"

    @property
    def name(self) -> str:
        """The key, with the line for people."""
        return f"{self.key} [line {self.line}]"


class Change(ast.NodeTransformer):
    """Makes the change number `wanted` of those that are possible in a module."""

    def __init__(self, wanted: int) -> None:
        self.wanted = wanted
        self.seen: list[tuple[str, int, int, str]] = []
        """Function, line, statement and what could be done, of every change that is possible."""
        self._inside: list[str] = []
        self._statement = 0

    def visit(self, node: ast.AST) -> Any:
        if not isinstance(node, ast.stmt):
            return super().visit(node)
        around, self._statement = self._statement, node.lineno
        made = super().visit(node)
        self._statement = around
        return made

    def _is_it(self, node: ast.expr | ast.stmt, what: str) -> bool:
        self.seen.append((".".join(self._inside), node.lineno, self._statement, what))
        return len(self.seen) - 1 == self.wanted

    def _negated(self, test: ast.expr) -> ast.expr:
        if self._is_it(test, f"negates `{ast.unparse(test)}`"):
            return ast.copy_location(ast.UnaryOp(ast.Not(), test), test)
        return test

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        fields = (ast.AnnAssign, ast.Assign)
        return self._named(node, [part for part in node.body if not isinstance(part, fields)])

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._named(node, node.body)

    def _named(self, node: ast.ClassDef | ast.FunctionDef, changed: list[ast.stmt]) -> ast.AST:
        self._inside.append(node.name)
        node.body = [self.visit(part) if part in changed else part for part in node.body]
        self._inside.pop()
        return node

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        return node if node.arg == "strict" else self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return node
        node.test = self._negated(node.test)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        self.generic_visit(node)
        node.test = self._negated(node.test)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.ifs = [self._negated(test) for test in node.ifs]
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        other = SWAPPED.get(node.id)
        if other and isinstance(node.ctx, ast.Load) and self._is_it(node, f"{node.id} -> {other}"):
            return ast.copy_location(ast.Name(other, node.ctx), node)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        is_duty = isinstance(node.value, ast.Name) and node.value.id == "Duty"
        other = DUTIES.get(node.attr) if is_duty else METHODS.get(node.attr)
        if other and self._is_it(node, f"{node.attr} -> {other}"):
            node.attr = other
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, bool) and self._is_it(node, f"{node.value} -> {not node.value}"):
            return ast.copy_location(ast.Constant(not node.value), node)
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        self.generic_visit(node)
        text = ast.unparse(node)
        is_rule = not isinstance(node.value, ast.Constant) and not text.startswith(NO_RULES)
        if is_rule and self._is_it(node, f"drops `{text[:60]}`"):
            return ast.copy_location(ast.Pass(), node)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        self.generic_visit(node)
        if self._is_it(node, f"drops `{ast.unparse(node)[:60]}`"):
            return ast.copy_location(ast.Pass(), node)
        return node


def mutants(module: str) -> Iterator[Mutant]:
    """Every mutant of a module of `stageproof.checker`, in the order of its text."""
    text = file_of(module).read_text(encoding="utf-8")
    change = Change(-1)
    change.visit(ast.parse(text))
    told: dict[tuple[str, str], int] = {}
    for number, (function, line, statement, what) in enumerate(change.seen):
        if not _names_something_unknown(text, what):
            nth = told[function, what] = told.get((function, what), 0) + 1
            yield Mutant(module, function, line, statement, what, nth, number)


def file_of(module: str) -> Path:
    """Where the text of a module of `stageproof.checker` lies, as Python loads it."""
    return ROOT / "src" / "stageproof" / "checker" / (module.replace(".", "/") + ".py")


def _names_something_unknown(text: str, what: str) -> bool:
    """Whether the change names something that the module does not import: it would fail at once, and show nothing."""
    _, arrow, other = what.partition(" -> ")
    return bool(arrow) and other in SWAPPED and other not in text


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is loaded: functions, by file, and everything in the prover that remembers answers."""

    functions: dict[str, list[FunctionType]]
    caches: list[_lru_cache_wrapper[Any]]

    @staticmethod
    def now() -> Loaded:
        """Look through everything that is there; objects that the garbage collector was told to leave alone are not seen."""
        functions: dict[str, list[FunctionType]] = {}
        caches: list[_lru_cache_wrapper[Any]] = []
        for one in gc.get_objects():
            if isinstance(one, FunctionType):
                functions.setdefault(one.__code__.co_filename, []).append(one)
            elif isinstance(one, _lru_cache_wrapper) and one.__module__.startswith(PROVER):
                caches.append(one)
        return Loaded(functions, caches)

    def forget(self) -> None:
        """Nothing is remembered of what functions answered."""
        for cache in self.caches:
            cache.cache_clear()

    def change(self, module: str, code: CodeType) -> None:
        """Make a module one whose text gives this code: its functions, wherever they are used."""
        made = {(inner.co_qualname, inner.co_firstlineno): inner for inner in _inner(code)}
        functions = self.functions[str(file_of(module))]
        for function in functions:
            function.__code__ = made[function.__code__.co_qualname, function.__code__.co_firstlineno]
        self.forget()

    def have_passing_told(self, module: str, passed: Callable[[int], None]) -> None:
        """Change a module so that each statement in its functions tells its line as it is passed."""
        path = file_of(module)
        if str(path) not in self.functions:
            return
        tree = _Passing().visit(ast.parse(path.read_text(encoding="utf-8")))
        vars(import_module(f"stageproof.checker.{module}"))["__passed__"] = passed
        self.change(module, compile(ast.fix_missing_locations(tree), str(path), "exec"))


def change_constants(module: str, code: CodeType) -> None:
    """Give the constants of a loaded module the values that they have with this code, wherever they were imported."""
    loaded = import_module(f"stageproof.checker.{module}")
    anew = ModuleType(loaded.__name__)
    anew.__file__, anew.__package__ = loaded.__file__, loaded.__package__
    exec(code, anew.__dict__)  # our own text with one change
    for name, value in vars(anew).items():
        before = vars(loaded).get(name)
        if name.startswith("__") or callable(value) or repr(value) == repr(before):
            continue
        for other in list(sys.modules.values()):
            if getattr(other, "__name__", "").startswith("stageproof.") and vars(other).get(name) is before:
                setattr(other, name, value)


def _inner(code: CodeType) -> Iterator[CodeType]:
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield const
            yield from _inner(const)


class _Passing(ast.NodeTransformer):
    """Has every statement of a function say that it is passed."""

    def __init__(self) -> None:
        self._depth = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self._depth += 1
        self.generic_visit(node)
        self._depth -= 1
        return node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for name, value in ast.iter_fields(node):
            if self._depth and isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                setattr(node, name, [made for part in value for made in (_says(part), part)])
        return node


def _says(part: ast.stmt) -> ast.stmt:
    call = ast.Call(ast.Name("__passed__", ast.Load()), [ast.Constant(part.lineno)], [])
    return ast.copy_location(ast.Expr(call), part)
