"""`make prover-mutants`: the prover's rules changed one at a time. Does the agreement with exploration notice each?

Random definitions are explored once by the interpreter. Then, for each mutant, a process of its own loads the prover with
that one change and compares its verdicts with what was explored, until the first difference; a certificate that the
separate checker refuses counts too. Prints the score and every survivor; exit code 1 where one is neither killed nor
explained in EQUIVALENT.
"""

from __future__ import annotations

import argparse
import ast
import importlib.machinery
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from agreement_campaign import Case, case
from agreement_prover import differences
from prover_equivalents import EQUIVALENT

ROOT: Final = Path(__file__).parents[2]
MODULES: Final = (
    "encoding.encode",
    "encoding.stages",
    "encoding.events",
    "encoding.failing",
    "encoding.routing",
    "encoding.news",
    "encoding.world",
    "encoding.liveness",
    "encoding.readings",
    "encoding.statuses",
    "fixpoint.reach",
    "fixpoint.endless",
    "proofs.analysis",
    "proofs.verdicts",
    "proofs.certified.collect",
    "proofs.certified.completion",
    "proofs.certified.ending",
)
PATIENCE: Final = 20
"""Seconds after which a mutant counts as noticed: it goes round for ever."""
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
COMPARED: Final = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the module, the line, and what was done there."""

    module: str
    line: int
    what: str
    code: CodeType

    @property
    def name(self) -> str:
        return f"{self.module}:{self.line} {self.what}"


class Change(ast.NodeTransformer):
    """Makes the change number `wanted` of those that are possible in a module."""

    def __init__(self, wanted: int) -> None:
        self.wanted = wanted
        self.seen = 0
        self.line = 0
        self.what = ""

    def _is_it(self, node: ast.expr | ast.stmt, what: str) -> bool:
        self.seen += 1
        if self.seen - 1 != self.wanted:
            return False
        self.line, self.what = node.lineno, what
        return True

    def _negated(self, test: ast.expr) -> ast.expr:
        if self._is_it(test, f"negates `{ast.unparse(test)}`"):
            return ast.copy_location(ast.UnaryOp(ast.Not(), test), test)
        return test

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
        is_text = isinstance(node.value, ast.Constant)
        if not is_text and self._is_it(node, f"drops `{ast.unparse(node)[:60]}`"):
            return ast.copy_location(ast.Pass(), node)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        self.generic_visit(node)
        if self._is_it(node, f"drops `{ast.unparse(node)[:60]}`"):
            return ast.copy_location(ast.Pass(), node)
        return node


def mutants(module: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its text."""
    path = ROOT / "checker" / (module.replace(".", "/") + ".py")
    text = path.read_text(encoding="utf-8")
    number = 0
    while True:
        change = Change(number)
        tree = ast.fix_missing_locations(change.visit(ast.parse(text)))
        if change.seen <= number:
            return
        if not is_imported_name(text, change):
            yield Mutant(module, change.line, change.what, compile(tree, str(path), "exec"))
        number += 1


def is_imported_name(text: str, change: Change) -> bool:
    """Whether the change names something that the module does not import: it would fail at once, and show nothing."""
    _, arrow, other = change.what.partition(" -> ")
    return bool(arrow) and other in SWAPPED and f"{other}" not in text


class _Finder(importlib.machinery.PathFinder):
    """Loads one module with a change in it."""

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


def is_noticed(cases: Sequence[Case]) -> bool:
    """Whether the prover, as it is loaded now, says something else than exploration of one of the definitions."""
    from stageproof.checker.certificates.check import check
    from stageproof.checker.encoding.encode import encode
    from stageproof.checker.proofs.analysis import Analysis
    from stageproof.checker.proofs.certified.collect import certify
    from stageproof.checker.proofs.verdicts import Answers, claims_of

    for one in cases:
        analysis = Analysis(encode(one.program, suspends=False))
        if differences(one.explored.truth, Answers(claims_of(analysis))):
            return True
        made = certify(analysis)
        if not check(analysis.system, made.certificate).is_accepted:
            return True
        if one.number in KINDS and KINDS[one.number] != sorted({what for what, _ in made.subjects}):
            return True
    return False


KINDS: dict[int, list[str]] = {}
"""What the unchanged prover certifies of each definition, by number."""


def survives(mutant: Mutant | None, cases: Sequence[Case]) -> bool:
    """Whether a process that loads the prover with this change (None: without) sees no difference."""
    child = os.fork()
    if child == 0:
        signal.alarm(PATIENCE)
        noticed = True
        try:
            if mutant is not None:
                _Finder.mutant = mutant
                sys.meta_path.insert(0, _Finder)
            noticed = is_noticed(cases)
        except BaseException:
            noticed = True
        os._exit(1 if noticed else 0)
    _, status = os.waitpid(child, 0)
    return status == 0


def kinds_of(cases: Sequence[Case]) -> dict[int, list[str]]:
    """What the unchanged prover certifies; worked out in a process of its own, so that this one never loads it."""
    import json

    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        from stageproof.checker.encoding.encode import encode
        from stageproof.checker.proofs.analysis import Analysis
        from stageproof.checker.proofs.certified.collect import certify

        found = {
            one.number: sorted(
                {what for what, _ in certify(Analysis(encode(one.program, suspends=False))).subjects}
            )
            for one in cases
        }
        with os.fdopen(write, "w") as stream:
            json.dump(found, stream)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as stream:
        told = json.load(stream)
    os.waitpid(child, 0)
    return {int(number): kinds for number, kinds in told.items()}


def main(arguments: list[str]) -> int:
    """Run; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--definitions", type=int, default=150, help="how many are explored (default: 150)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", default="", help="modules whose name holds this")
    parser.add_argument("--part", default="0/1", help="of n parts the one with this number: i/n")
    chosen = parser.parse_args(arguments)
    cases = [case(chosen.seed, number) for number in range(chosen.definitions)]
    KINDS.update(kinds_of(cases))
    if not survives(None, cases):
        sys.stdout.write("The unchanged prover already differs from exploration.\n")
        return 1
    part, _, parts = chosen.part.partition("/")
    every = [one for module in MODULES if chosen.only in module for one in mutants(module)]
    mine = every[int(part) :: int(parts)]
    survivors: list[str] = []
    for number, mutant in enumerate(mine, 1):
        if survives(mutant, cases):
            survivors.append(mutant.name)
        sys.stderr.write(f"\r{number} of {len(mine)}, {len(survivors)} survive")
        sys.stderr.flush()
    sys.stderr.write("\n")
    unexplained = [name for name in survivors if name not in EQUIVALENT]
    sys.stdout.write(f"{len(mine) - len(survivors)} of {len(mine)} mutants killed\n")
    sys.stdout.writelines(f"  {name}: {EQUIVALENT.get(name, 'SURVIVES')}\n" for name in survivors)
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
