"""The type of a formula's value is told before it is run."""

import pytest

from stageproof.engine.formulas.result_type import result_type
from stageproof.grammar.formula.parse import parse_formula
from stageproof.grammar.formula.tokens import FormulaProblem

TYPES = {"n": "number", "t": "text", "d": "date", "m": "datetime", "c": "time", "b": "boolean"}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("'a'", "text"),
        ("1", "number"),
        ("true", "boolean"),
        ("null", "null"),
        ("d", "date"),
        ("unknown", None),
        ("NOT b", "boolean"),
        ("-n", "number"),
        ("n * 2", "number"),
        ("n ^ 2", "number"),
        ("n = 2", "boolean"),
        ("b && b", "boolean"),
        ("t & n", "text"),
        ("t + unknown", "text"),
        ("n + n", "number"),
        ("d + n", "date"),
        ("n + d", "date"),
        ("n - d", None),
        ("d - d", "number"),
        ("d + d", None),
        ("d - d + n", "number"),
        ("m - m", "number"),
        ("c + n", "time"),
        ("n + unknown", None),
        ("LEN(t)", "number"),
        ("TEXT(n)", "text"),
        ("TODAY()", None),
        ("AND(b, b)", "boolean"),
        ("IF(b, 1, null)", "number"),
        ("IF(b, null, null)", "null"),
        ("IF(b, 1, 'x')", None),
        ("IF()", None),
        ("CASE(n, 1, 'x', 2, null, 'y')", "text"),
        ("CASE()", None),
        ("BLANKVALUE(d, d)", "date"),
        ("NULLVALUE(null, 3)", "number"),
    ],
)
def test_a_formula_has_a_type(expression: str, expected: str | None) -> None:
    tree = parse_formula(expression)
    assert not isinstance(tree, FormulaProblem), tree
    assert result_type(tree, TYPES.get) == expected
