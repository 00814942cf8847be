"""What can be passed to an input, and what an output can be compared with."""

from fractions import Fraction

import pytest

from stageproof.checker.context import Context
from stageproof.checker.parameter_types import admits, domain_of, takes
from stageproof.grammar.contract import Domain
from stageproof.grammar.contract_words import domain_words, read_domain
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source
from stageproof.grammar.value import Boolean, Nil, Number, Reference, Text, Value

DEFINITION = """
orchestration Order {
  start when Case is created -> Check { where Priority = "High" }
  variable amount: number input
  variable rows: collection of record "Case" input
  constant state: text = "Open"
  formula late: boolean = "true"
  template note = "hello"
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow  out total: integer 0..3  out row: record "Account" }
}
"""


def number(value: int | str) -> Number:
    return Number(value=Fraction(value))


@pytest.mark.parametrize(
    ("wanted", "given", "fits"),
    [
        ("number", "integer", True),
        ("integer", "number", True),
        ("text", "number", True),
        ("text", "record", False),
        ("date", "datetime", True),
        ("boolean", "number", False),
        ("record Case", "record Case", True),
        ("record Case", "record case", True),
        ("record Case", "record Account", False),
        ("record Case", "record", True),
        ("collection of text", "text", False),
        ("number", "text", False),
    ],
)
def test_only_certain_mismatches_are_refused(wanted: str, given: str, fits: bool) -> None:
    assert takes(read_domain(wanted), read_domain(given)) is fits


def test_nothing_is_claimed_of_unknown_types() -> None:
    assert takes(Domain(base=""), read_domain("record Case"))
    assert takes(read_domain("boolean"), Domain(base=""))


@pytest.mark.parametrize(
    ("wanted", "text", "fits"),
    [
        ("boolean", "True", True),
        ("boolean", "yes", False),
        ("number", " -1.5", True),
        ("integer", "many", False),
        ("date", "2026-01-31", True),
        ("datetime", "soon", False),
    ],
)
def test_text_that_reads_as_the_type_fits(wanted: str, text: str, fits: bool) -> None:
    assert takes(read_domain(wanted), Domain(base="text", choices=(Text(value=text),))) is fits


@pytest.mark.parametrize(
    ("wanted", "value", "admitted"),
    [
        ("integer 0..3", number(3), True),
        ("integer 0..3", number(4), False),
        ("integer 0..3", number(-1), False),
        ("integer 0..3", number("1/2"), False),
        ("number 0..3", number("1/2"), True),
        ('one of "A", "B"', Text(value="A"), True),
        ('one of "A", "B"', Text(value="a"), False),
        ('one of "A", "B"', Nil(), True),
        ("boolean", Boolean(value=True), True),
    ],
)
def test_bounds_and_listed_values_decide_over_literals(wanted: str, value: Value, admitted: bool) -> None:
    assert admits(read_domain(wanted), value) is admitted


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("$Record", "record Case"),
        ("amount", "number"),
        ("ROWS", "collection of record Case"),
        ("state", "text"),
        ("late", "boolean"),
        ("note", "text"),
        ("Look.Outputs.total", "integer 0..3"),
        ("Look.Outputs.row", "record Account"),
    ],
)
def test_resources_and_outputs_have_a_domain(reference: str, words: str) -> None:
    domain = domain_of(Reference(text=reference), _context())
    assert domain is not None
    assert domain_words(domain) == words


@pytest.mark.parametrize(
    "reference", ["$Record.Status", "rows.Status", "Look.Outputs.row.Name", "Look.Outputs.no", "x"]
)
def test_fields_and_unknown_names_have_none(reference: str) -> None:
    assert domain_of(Reference(text=reference), _context()) is None


def _context() -> Context:
    source = Source("order.orch", DEFINITION)
    orchestration = parse(source).orchestration
    assert orchestration is not None
    return Context(orchestration, source, lambda name: None)
