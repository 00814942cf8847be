"""Hypothesis strategies for the small parts of an orchestration: texts, names, values, conditions, calls."""

from datetime import UTC, timedelta, timezone
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from stageproof.grammar.condition import (
    COMPARISONS,
    OPERATORS,
    TESTS,
    All,
    Condition,
    EvaluationCall,
    Logic,
    Not,
    OutputMapping,
    Parameter,
    Requirements,
    Row,
    Unreadable,
)
from stageproof.grammar.condition import Any as AnyOfRows
from stageproof.grammar.logic import parse_logic
from stageproof.grammar.reference_text import references_in_text
from stageproof.grammar.value import (
    Boolean,
    Date,
    DateTime,
    FormulaValue,
    Nil,
    Number,
    OtherValue,
    Reference,
    Text,
    Time,
)

TEXTS = st.one_of(
    st.sampled_from(
        ["", "Approve", "two words", 'say "no"', "a\\b", "\n", "line\nline", '"""', 'ends in "', "{!A.B}"]
    ),
    st.text(st.characters(), max_size=12),
    st.text('"\\\n\r\t{}!#u0', max_size=8),
)
PLAIN_NAMES = st.sampled_from(["A", "B", "Prepare", "Create_User", "ns__Flow", "Größe", "名前", "x1"])
NAMES = st.one_of(
    PLAIN_NAMES,
    PLAIN_NAMES,
    st.sampled_from(
        ["status", "end", "run", "null", "stage", "43b39932-ab", "", "a b", "1", "$Record", "not idempotent"]
    ),
    TEXTS,
)
REFERENCES = st.one_of(
    st.sampled_from(
        [
            "A.Status", "$Record", "$Record.Owner:User.Username", "A.Outputs.x", "status", "43b-1.Status", "run.Status",
            "run", "Case.*", "x before", "", " a ", "a}b", 'a"b', "2024-01-01", "A..B", ".Status", "$Record.Status",
        ]
    ),
    NAMES,
    TEXTS,
).map(lambda text: Reference(text=text))  # fmt: skip
FRACTIONS = st.one_of(
    st.integers(-(10**20), 10**20).map(Fraction),
    st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-1000, max_value=1000).map(
        Fraction
    ),
    st.fractions(max_denominator=50),
)
ZONES = st.sampled_from([None, UTC, timezone(timedelta(hours=5, minutes=30)), timezone(timedelta(hours=-3))])
FORMULA_TYPES = st.none() | st.sampled_from(["String", "Number", "text", "SObject", "type", "Odd Type"])
VALUES = st.one_of(
    REFERENCES,
    TEXTS.map(lambda value: Text(value=value, references=references_in_text(value, 0))),
    st.builds(Number, value=FRACTIONS),
    st.builds(
        lambda value, text: Number(value=value, text=text),
        FRACTIONS,
        st.sampled_from(["", "20.0", "lots", "1"]),
    ),
    st.builds(Boolean, value=st.booleans()),
    st.builds(Date, value=st.dates()),
    st.builds(DateTime, value=st.datetimes(timezones=ZONES)),
    st.builds(Time, value=st.times(timezones=ZONES)),
    st.builds(FormulaValue, expression=TEXTS, data_type=FORMULA_TYPES),
    st.just(Nil()),
    st.builds(OtherValue, tag=TEXTS, text=TEXTS),
)
OPTIONAL_VALUES = st.none() | VALUES


def tuples(elements: st.SearchStrategy[Any], size: int = 2, least: int = 0) -> st.SearchStrategy[Any]:
    """A tuple of a few."""
    return st.lists(elements, min_size=least, max_size=size).map(tuple)


CONDITIONS = st.one_of(
    st.builds(Condition, left=REFERENCES, operator=st.sampled_from(OPERATORS), right=OPTIONAL_VALUES),
    st.builds(Condition, left=REFERENCES, operator=st.sampled_from(COMPARISONS), right=VALUES),
    st.builds(
        Condition,
        left=REFERENCES,
        operator=st.sampled_from(TESTS),
        right=st.builds(Boolean, value=st.booleans()),
    ),
    st.builds(
        Condition,
        left=NAMES.map(lambda name: Reference(text=f"{name}.Status")),
        operator=st.sampled_from(["EqualTo", "NotEqualTo"]),
        right=st.sampled_from(["Completed", "Error", "null", "two words", ""]).map(
            lambda text: Text(value=text)
        ),
    ),
    st.builds(Condition, left=REFERENCES, operator=TEXTS, right=OPTIONAL_VALUES),
)


def _in_order(shape: Any) -> Logic:
    """Number the rows of a shape in order."""
    numbers = iter(range(1, 100))

    def build(part: Any) -> Logic:
        match part:
            case ("and", parts):
                return All(tuple(build(inner) for inner in parts))
            case ("or", parts):
                return AnyOfRows(tuple(build(inner) for inner in parts))
            case ("not", inner):
                return Not(build(inner))
            case _:
                return Row(next(numbers))

    return build(shape)


SHAPES = st.recursive(
    st.just("row"),
    lambda parts: st.one_of(
        st.tuples(st.just("and"), st.lists(parts, min_size=2, max_size=3)),
        st.tuples(st.just("or"), st.lists(parts, min_size=2, max_size=3)),
        st.tuples(st.just("not"), parts),
    ),
    max_leaves=4,
)


def _rows(logic: Logic) -> int:
    match logic:
        case Row():
            return 1
        case All(parts) | AnyOfRows(parts):
            return sum(map(_rows, parts))
        case Not(part):
            return _rows(part)
        case Unreadable():
            return 0


@st.composite
def requirements(draw: st.DrawFn) -> Requirements:
    """Conditions with logic: a row of words, custom logic of any kind, or something unreadable."""
    kind = draw(st.sampled_from(["shape", "words", "custom", "garbage", "foreign"]))
    if kind == "shape":
        logic = _in_order(draw(SHAPES))
        count = _rows(logic)
        conditions = draw(st.lists(CONDITIONS, min_size=count, max_size=count))
        return Requirements(
            logic=All((logic,)) if count == 1 and logic == Row(1) else logic, conditions=tuple(conditions)
        )
    conditions = draw(st.lists(CONDITIONS, max_size=3))
    if kind == "words":
        text = draw(st.sampled_from(["and", "or", "AND", "Or", ""]))
    elif kind == "custom":
        text = draw(
            st.sampled_from(
                [
                    "1",
                    "1 AND 2",
                    "2 or 1",
                    "1 AND (2 OR 3)",
                    "(1 AND 2) AND 3",
                    "NOT 1",
                    "1 OR 1",
                    "NOT NOT 2",
                ]
            )
        )
    else:
        text = draw(TEXTS | st.sampled_from(["formula", "1 AND", "9", "(1", "1)", "1 2"]))
    logic = parse_logic(text, len(conditions))
    if kind == "foreign":
        logic = Unreadable(text, draw(TEXTS))
    return Requirements(logic=logic, conditions=tuple(conditions))


PARAMETERS = st.builds(Parameter, name=NAMES, value=OPTIONAL_VALUES)
MAPPINGS = st.builds(OutputMapping, name=NAMES, variable=st.none() | NAMES)
CALLS = st.builds(
    EvaluationCall,
    flow=NAMES,
    action_type=st.sampled_from(["evaluationFlow", "flow", None]),
    inputs=tuples(PARAMETERS),
    outputs=tuples(MAPPINGS),
)
