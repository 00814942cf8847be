"""Each condition of each rule matters: negate one, and an example or case of the rule must notice."""

import ast
import importlib
import re
from pathlib import Path
from types import ModuleType

import pytest
import rule_bench as bench

from stageproof.checker.registry import all_rules
from stageproof.checker.rule import Rule


class _Negate(ast.NodeTransformer):
    """Negate the n-th condition: of an `if`, a conditional expression, a comprehension or a `match` guard."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.seen = 0
        self.line = 0

    def _negated(self, test: ast.expr) -> ast.expr:
        self.seen += 1
        if self.seen - 1 != self.number:
            return test
        self.line = test.lineno
        return ast.copy_location(ast.UnaryOp(ast.Not(), test), test)

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
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

    def visit_match_case(self, node: ast.match_case) -> ast.AST:
        self.generic_visit(node)
        if node.guard:
            node.guard = self._negated(node.guard)
        return node


def _mutants(rule: Rule) -> list[tuple[int, Rule]]:
    name = f"stageproof.checker.rules.{rule.id.replace('-', '_')}"
    original = importlib.import_module(name)
    assert original.__file__ is not None
    text = Path(original.__file__).read_text(encoding="utf-8")
    found: list[tuple[int, Rule]] = []
    number = 0
    while True:
        negate = _Negate(number)
        tree = ast.fix_missing_locations(negate.visit(ast.parse(text)))
        if negate.seen <= number:
            return found
        module = ModuleType(name)
        module.__package__ = "stageproof.checker.rules"
        module.__file__ = original.__file__
        exec(compile(tree, original.__file__, "exec"), module.__dict__)
        found.append((negate.line, module.check))
        number += 1


def _holds(rule: Rule, original: Rule) -> bool:
    try:
        if not list(bench.messages(rule, original.bad)) or list(bench.messages(rule, original.good)):
            return False
        if list(bench.messages(rule, original.bad)) != list(bench.messages(original, original.bad)):
            return False
        for example, pattern in bench.cases_of(original):
            said = list(bench.messages(rule, example))
            if (pattern is None) != (not said):
                return False
            if pattern is not None and not any(re.search(pattern, message) for message in said):
                return False
    except Exception:
        return False
    return True


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.visit], ids=lambda rule: rule.id)
def test_every_negated_condition_is_noticed(rule: Rule) -> None:
    assert _holds(rule, rule)
    survivors = [line for line, mutant in _mutants(rule) if _holds(mutant, rule)]
    assert survivors == [], (
        f"negating the condition on line {survivors} of {rule.id} changes nothing that is tested"
    )
