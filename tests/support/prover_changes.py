"""The prover's rules changed one at a time: what can be changed in the text of a module, and the module with one change.

Not changed is what is no rule about runs: decorators, defaults of parameters, `assert_never`, and the `strict=True` of
`zip`, which only fails where a program is wrong already. Type hints and docstrings are no code.
"""

from __future__ import annotations

import ast
import importlib.machinery
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Final

ROOT: Final = Path(__file__).parents[2]
SWAPPED: Final = {"TRUE": "FALSE", "FALSE": "TRUE", "all_of": "any_of", "any_of": "all_of"}
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


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the module, the function (with its class), the line, and what was done there.

    `nth` tells the same change in the same function apart, from 1 on.
    """

    module: str
    function: str
    line: int
    what: str
    nth: int
    code: CodeType

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
        self.seen = 0
        self.line = 0
        self.what = ""
        self.function = ""
        self._inside: list[str] = []

    def _is_it(self, node: ast.expr | ast.stmt, what: str) -> bool:
        self.seen += 1
        if self.seen - 1 != self.wanted:
            return False
        self.line, self.what, self.function = node.lineno, what, ".".join(self._inside)
        return True

    def _negated(self, test: ast.expr) -> ast.expr:
        if self._is_it(test, f"negates `{ast.unparse(test)}`"):
            return ast.copy_location(ast.UnaryOp(ast.Not(), test), test)
        return test

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._named(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._named(node)

    def _named(self, node: ast.ClassDef | ast.FunctionDef) -> ast.AST:
        self._inside.append(node.name)
        node.body = [self.visit(part) for part in node.body]
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
        is_rule = not isinstance(node.value, ast.Constant) and not text.startswith("assert_never(")
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
    path = ROOT / "checker" / (module.replace(".", "/") + ".py")
    text = path.read_text(encoding="utf-8")
    told: dict[tuple[str, str], int] = {}
    number = 0
    while True:
        change = Change(number)
        tree = ast.fix_missing_locations(change.visit(ast.parse(text)))
        if change.seen <= number:
            return
        if not _names_something_unknown(text, change):
            nth = told[change.function, change.what] = told.get((change.function, change.what), 0) + 1
            code = compile(tree, str(path), "exec")
            yield Mutant(module, change.function, change.line, change.what, nth, code)
        number += 1


def _names_something_unknown(text: str, change: Change) -> bool:
    """Whether the change names something that the module does not import: it would fail at once, and show nothing."""
    _, arrow, other = change.what.partition(" -> ")
    return bool(arrow) and other in SWAPPED and other not in text


class Finder(importlib.machinery.PathFinder):
    """Loads one module with a change in it; to be put first into `sys.meta_path`."""

    mutant: Mutant

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):  # type: ignore[no-untyped-def]  # as its base
        if fullname != f"stageproof.checker.{cls.mutant.module}":
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            code = cls.mutant.code
            spec.loader.get_code = lambda name: code  # type: ignore[attr-defined]  # the one change
        return spec
