"""Classes of values that z3 finds: none too coarse for a condition or a change, and each within reach where it is said to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import product
from typing import Any, Final

import pytest
from asked_conditions import NUMBERS, TEXTS, key, worked

from stageproof.checker.encoding.data.atoms import Atom
from stageproof.checker.encoding.data.changes import Change
from stageproof.checker.encoding.data.classes import Classes
from stageproof.checker.encoding.data.key import Key
from stageproof.checker.encoding.data.meaning import fixed
from stageproof.checker.encoding.data.points import fits, points_of
from stageproof.checker.encoding.data.questions import Question
from stageproof.checker.encoding.data.solving import cells as cells_module
from stageproof.checker.encoding.data.solving import deciding as module
from stageproof.checker.encoding.data.solving.cells import WrongTranslationError
from stageproof.checker.encoding.data.solving.deciding import Decided, decide
from stageproof.checker.encoding.data.solving.features import Features
from stageproof.checker.encoding.data.solving.linear import TooManySumsError
from stageproof.checker.encoding.data.solving.terms import UntranslatableError
from stageproof.engine.values import Value
from stageproof.grammar.contract import Domain
from stageproof.grammar.value import Text

A, B = key("a"), key("b")
NUMBER: Final = Domain(base="number")
TEXT: Final = Domain(base="text")
BOOLEAN: Final = Domain(base="boolean")
DATE: Final = Domain(base="date")
SORTS: Final = {"integer": "number"}
SMALL: Final = Domain(base="integer", low=Fraction(0), high=Fraction(2), nullable=False)
INTEGERS: Final[tuple[Value, ...]] = (None, *map(Fraction, (0, 3, 4, 5)))


class Case:
    """Conditions on values, what they tell apart, and what may change together."""

    def __init__(
        self,
        formulas: Sequence[str],
        changes: Sequence[str],
        *,
        missing: str = "",
        apart: str = "",
        kind: str = "field",
        points: Mapping[str, Sequence[Value]] | None = None,
        **domains: Domain,
    ) -> None:
        """`changes` and `missing` are names with a blank between them."""
        self.keys = {name: Key(kind, name) for name in domains}
        self.domains = {self.keys[name]: domain for name, domain in domains.items()}
        self.questions = [
            Question(Atom("IsTrue", worked(formula, self.keys), fixed(True)), {}) for formula in formulas
        ]
        self.changed = [frozenset(self.keys[name] for name in names.split()) for names in changes]
        absent = frozenset(self.keys[name] for name in missing.split())
        self.missing = absent
        self.decided = decide(
            self.domains,
            {one: SORTS.get(domain.base, domain.base) for one, domain in self.domains.items()},
            self.questions,
            [Change(changed, absent) for changed in self.changed],
            {
                one: (points or {}).get(one.name, points_of(domain, ()))
                for one, domain in self.domains.items()
            },
            {self.keys[name] for name in apart.split()},
        )

    @property
    def members(self) -> list[list[tuple[Value, ...]]]:
        """The values that stand for classes, of each part."""
        return [list(part.classes.members) for part in self.decided]


def _whole(case: Case, choices: Mapping[str, Sequence[Value]]) -> Iterator[dict[Key, Value]]:
    """Every combination of values."""
    for values in product(*(choices[name] for name in case.keys)):
        yield dict(zip(case.keys.values(), values, strict=True))


def _standing(case: Case, question: Question, values: Mapping[Key, Value]) -> dict[Key, Value]:
    """The values that stand for these where a condition is judged."""
    found: dict[Key, Value] = {}
    for part in case.decided:
        number = part.class_of(values)
        assert number is not None
        ((first, _),) = [one for one in part.alike(question.atom) if one[1] >> number & 1]
        found |= {one: part.classes.value(first, one) for one in part.keys}
    return found


def _hold(case: Case, choices: Mapping[str, Sequence[Value]]) -> None:
    """Whoever looks at classes alone sees what values do: the answers, and which classes changes lead to."""
    every = list(_whole(case, choices))
    for values in every:
        for question in case.questions:
            assert question.truth(_standing(case, question, values)) is question.truth(values), values
    for changed in case.changed:
        for part in case.decided:
            if changed & set(part.keys):
                _hold_change(
                    part,
                    changed & set(part.keys),
                    [one for one in every if not any(one[key] is not None for key in case.missing)],
                )


def _hold_change(part: Decided, changed: frozenset[Key], every: Sequence[Mapping[Key, Value]]) -> None:
    """A change leads from each value to the classes that some values lie in beside it, and to no other."""
    nulls = {one: False if part.domains[one].nullable is False else None for one in changed}
    images = part.classes.images(changed, nulls)
    seen: set[tuple[Value, ...]] = set()
    for values in every:
        if tuple(values[one] for one in part.keys) in seen:
            continue
        seen.add(tuple(values[one] for one in part.keys))
        number = part.class_of(values)
        assert number is not None
        for target in range(part.classes.count):
            after = part.values_after(target, values, changed)
            stay = all(after[one] == values[one] for one in part.keys if one not in changed)
            is_there = stay and part.class_of(after) == target
            assert is_there is bool(images[number] >> target & 1), (
                values,
                target,
                part.classes.members[target],
            )


NOT_NULL: Final = {
    base: Domain(base=base, nullable=False) for base in ("number", "text", "date", "datetime", "integer")
}
PRESENT: Final = tuple(value for value in NUMBERS if value is not None)
DAYS: Final[tuple[Value, ...]] = (None, *(date(2026, 2, day) for day in (1, 2, 3, 5)))
MOMENTS: Final[tuple[Value, ...]] = (None, *(datetime(2026, 2, 1, hour, tzinfo=UTC) for hour in (1, 2)))
HELD: Final[dict[str, tuple[tuple[Any, ...], dict[str, Any], dict[str, Sequence[Value]]]]] = {
    "a number below another, one changes": ((["a < b"], ["a"]), {"a": NUMBER, "b": NUMBER}, {"a": NUMBERS, "b": NUMBERS}),
    "numbers between numbers": (
        (["a < b", "a > 1", "b = 2 * a"], ["a"]), {"a": NOT_NULL["number"], "b": NOT_NULL["number"]}, {"a": PRESENT[:4], "b": PRESENT[2:]},
    ),
    "three numbers": (
        (["a < b", "b < c"], ["b"]), {"a": NOT_NULL["number"], "b": NUMBER, "c": NOT_NULL["number"]},
        {"a": PRESENT[:2], "b": (None, *PRESENT[:3]), "c": PRESENT[1:3]},
    ),
    "a number of a range": (
        (["a < b"], ["a"]),
        {"a": Domain(base="integer", low=Fraction(0), high=Fraction(200), nullable=False), "b": Domain(base="integer", low=Fraction(0), high=Fraction(200), nullable=False)},
        {"a": tuple(map(Fraction, (0, 1, 7, 199, 200))), "b": tuple(map(Fraction, (0, 1, 7, 199, 200)))},
    ),
    "integers": ((["a < b", "a > 3"], ["a"]), {"a": Domain(base="integer"), "b": Domain(base="integer")}, {"a": INTEGERS, "b": INTEGERS}),
    "days": ((["d < e", "d > DATE(2026, 2, 1)"], ["d"]), {"d": DATE, "e": DATE}, {"d": DAYS, "e": DAYS}),
    "moments": ((["v < w"], ["v"]), {"v": Domain(base="datetime"), "w": Domain(base="datetime")}, {"v": MOMENTS, "w": MOMENTS}),
    "texts": ((["t = u", 't = "a"'], ["t", "u"]), {"t": TEXT, "u": TEXT}, {"t": TEXTS, "u": TEXTS}),
    "three texts": (
        (["t = u", "u = v"], ["v"]), {"t": NOT_NULL["text"], "u": NOT_NULL["text"], "v": TEXT},
        {"t": ("a", "b"), "u": ("a", "b"), "v": (None, "a", "c")},
    ),
    "texts with something in them": (
        (["t = u", 'CONTAINS(t, "b")'], ["t"]), {"t": NOT_NULL["text"], "u": TEXT}, {"t": TEXTS[1:], "u": TEXTS},
    ),
    "a text of a list": (
        (["t = u"], ["t", "u"]), {"t": Domain(base="text", choices=(Text(value="a"), Text(value="ab"))), "u": TEXT}, {"t": (None, "a", "ab"), "u": TEXTS},
    ),
    "an integer that few are times a number": (
        (["a * b > 3"], ["b"]), {"a": SMALL, "b": NUMBER}, {"a": tuple(map(Fraction, range(3))), "b": NUMBERS},
    ),
    "a truth that chooses": (
        (["IF(c, a, 2 * b) > 1"], ["a", "c"]), {"a": NUMBER, "b": NUMBER, "c": BOOLEAN},
        {"a": NUMBERS, "b": NUMBERS, "c": (None, True, False)},
    ),
    "single values": (
        (["MOD(a, 3) = 1", 'CONTAINS(t, "b") && c'], ["a", "t"]), {"a": Domain(base="integer"), "t": TEXT, "c": BOOLEAN},
        {"a": INTEGERS, "t": TEXTS, "c": (None, True, False)},
    ),
    "an error": ((["a > b || a > t"], ["a"]), {"a": NUMBER, "b": NUMBER, "t": TEXT}, {"a": NUMBERS, "b": NUMBERS, "t": (None, "a")}),
    "values that change all at once": ((["a * b > 1"], ["a b"]), {"a": NUMBER, "b": NUMBER}, {"a": NUMBERS, "b": NUMBERS}),
    "values that never change": ((["a * b > 1"], []), {"a": NUMBER, "b": NUMBER}, {"a": NUMBERS, "b": NUMBERS}),
    "values that are kept apart and change all at once": (
        (["a > b"], ["a b"]), {"a": SMALL, "b": NUMBER, "apart": "a"}, {"a": tuple(map(Fraction, range(3))), "b": NUMBERS},
    ),
    "a value that is missing whenever another changes": (
        (["a > b"], ["a"]), {"a": NUMBER, "b": NUMBER, "missing": "b", "kind": "output"}, {"a": NUMBERS, "b": NUMBERS},
    ),
    "the same condition twice": ((["a > b", "a > b", "b < a"], ["b"]), {"a": NUMBER, "b": NUMBER}, {"a": NUMBERS, "b": NUMBERS}),
}  # fmt: skip


@pytest.mark.parametrize("name", HELD)
def test_classes_show_what_values_do(name: str) -> None:
    positional, named, choices = HELD[name]
    _hold(Case(*positional, **named), choices)


def test_values_that_are_compared_with_each_other_are_looked_at_together_and_others_apart() -> None:
    case = Case(["d < b", "a > 1", "c = e"], ["a"], a=NUMBER, b=NUMBER, c=TEXT, d=NUMBER, e=TEXT)
    assert [[one.name for one in part.keys] for part in case.decided] == [["a"], ["b", "d"], ["c", "e"]]
    chain = Case(["a < c", "c < b"], [], a=NUMBER, b=NUMBER, c=NUMBER)
    assert [[one.name for one in part.keys] for part in chain.decided] == [["a", "b", "c"]]


def test_integers_of_a_small_range_are_looked_at_one_by_one_only_where_nothing_else_helps() -> None:
    compared, multiplied = (Case([formula], ["b"], a=SMALL, b=NUMBER) for formula in ("a < b", "a * b > 3"))
    assert [len(part.keys) for part in compared.decided] == [2]
    assert [len(part.keys) for part in multiplied.decided] == [1, 1]
    assert multiplied.members[0] == [(Fraction(number),) for number in range(3)]


def test_a_truth_is_not_looked_at_one_by_one() -> None:
    with pytest.raises(UntranslatableError, match=r"\* of several values"):
        Case(["IF(c, a, 1) * b > 1"], ["a"], a=NUMBER, b=NUMBER, c=BOOLEAN)


def test_each_value_of_those_that_are_kept_apart_is_told_from_each_where_they_are_few() -> None:
    for changes in (["a b"], ["b"]):
        kept = Case(["a * b > 3"], changes, a=SMALL, b=NUMBER, apart="a b")
        assert {
            part.classes.value(number, A)
            for part in kept.decided
            if A in part.keys
            for number in range(part.classes.count)
        } == {0, 1, 2}
    (together,) = Case(["a * b > 3"], ["a b"], a=SMALL, b=NUMBER).members
    assert len(together) == 3
    (told,) = Case(["a > b"], ["a b"], a=NUMBER, b=SMALL, apart="a").members
    assert len(told) == 3


def test_no_class_is_outside_of_the_domains() -> None:
    domains: dict[str, Any] = {
        "a": Domain(base="integer", low=Fraction(-3), nullable=False),
        "b": Domain(base="integer", high=Fraction(3), nullable=False),
        "t": Domain(base="text", choices=(Text(value="x"), Text(value="y")), nullable=False),
    }
    formulas = ["a > 5", "a > b", 't = "z"', "a + 1 < b"]
    points: dict[str, list[Value]] = {
        "a": [Fraction(-4), None, Fraction(1, 2)],
        "b": [Fraction(4)],
        "t": ["z", None],
    }
    for changes in (["a b t"], ["a"]):
        case = Case(formulas, changes, points=points, **domains)
        for part in case.decided:
            for members in part.classes.members:
                values = dict(zip(part.keys, members, strict=True))
                assert all(fits(value, case.domains[one]) for one, value in values.items()), values


def test_an_output_may_be_null_though_its_flow_never_gives_null() -> None:
    (members,) = Case(
        ["a > 1"], ["a"], kind="output", a=NOT_NULL["number"], points={"a": [None, Fraction(5)]}
    ).members
    assert [members[0], members[1]] == [(None,), (5,)]
    (members,) = Case(["a > 1"], ["a"], kind="output", a=NOT_NULL["number"], points={"a": []}).members
    assert (None,) in members
    (members,) = Case(["a > 1"], ["a"], a=NOT_NULL["number"], points={"a": [None, Fraction(5)]}).members
    assert (None,) not in members
    (members,) = Case(["a > 1"], ["a"], a=NUMBER, points={"a": [None]}).members
    assert members[0] == (None,)


@pytest.mark.parametrize("base", ["date", "datetime"])
def test_no_class_is_outside_of_the_calendar(base: str) -> None:
    last = date.max.toordinal() - date.min.toordinal()
    within, beyond = (
        Case([f"d - e > {days}"], ["d e"], d=NOT_NULL[base], e=NOT_NULL[base], points={"d": [], "e": []})
        for days in (last - 1, last + 1)
    )
    assert [len(members) for members in (*within.members, *beyond.members)] == [2, 1]


def test_points_that_are_values_stand_for_their_classes_and_others_do_not() -> None:
    points: dict[str, list[Value]] = {
        "a": [Fraction(77), "x", None, Fraction(-5)],
        "t": ["~", chr(0x30000), (), None],
    }
    case = Case(["a > 3", 't = "x"'], ["a"], a=NUMBER, t=TEXT, points=points)
    assert case.members[0][:3] == [(77,), (None,), (-5,)]
    assert case.members[1][:2] == [("~",), (None,)]


def test_a_condition_tells_apart_only_what_it_asks() -> None:
    formulas = ["a > 1", "a < b", "ISNULL(b)", 't = "x"', "t = u", 'CONTAINS(u, "y")']
    case = Case(formulas, ["a", "t"], a=NOT_NULL["number"], b=NUMBER, t=NOT_NULL["text"], u=NOT_NULL["text"])
    numbers, texts = case.decided
    counts = [len(numbers.alike(question.atom)) for question in case.questions[:3]]
    assert counts == [3, 4, 2]
    assert [len(texts.alike(question.atom)) for question in case.questions[3:]] == [2, 2, 2]
    for part in case.decided:
        for question in case.questions:
            bits = [one for _, one in part.alike(question.atom)]
            assert sum(bits) == (1 << part.classes.count) - 1
            assert all(
                one >> first & 1 and not one & ((1 << first) - 1) for first, one in part.alike(question.atom)
            )


def test_values_outside_of_their_domains_are_in_no_class() -> None:
    (part,) = Case(["a > 1"], ["a"], a=NOT_NULL["number"]).decided
    assert part.class_of({A: None}) is None
    assert part.class_of({A: Fraction(5)}) is not None


def _number(part: Decided, *values: Value) -> int:
    """The class of some values."""
    found = part.class_of(dict(zip(part.keys, values, strict=True)))
    assert found is not None
    return found


ONE, TWO, FIVE = Fraction(1), Fraction(2), Fraction(5)


def test_values_that_have_changed_lie_in_their_class_and_the_others_stay() -> None:
    case = Case(["a > b"], ["a", "b"], a=NUMBER, b=NUMBER)
    (part,) = case.decided
    above = _number(part, TWO, ONE)
    after = part.values_after(above, {A: ONE, B: FIVE}, {A})
    assert (after[B], part.class_of(after)) == (5, above)
    assert part.values_after(above, {A: FIVE, B: ONE}, set()) == {A: FIVE, B: ONE}
    whatever = part.values_after(above, {}, {A, B})
    assert part.class_of(whatever) == above
    assert whatever == dict(zip(part.keys, part.classes.members[above], strict=True))


def test_a_value_that_is_forgotten_is_null() -> None:
    (part,) = Case(["a > b"], ["a", "b"], a=NUMBER, b=NUMBER).decided
    forgotten = _number(part, TWO, None)
    after = part.values_after(forgotten, {A: ONE, B: FIVE}, {A})
    assert (after[B], part.class_of(after)) == (None, forgotten)


def test_where_no_values_can_be_in_a_class_they_are_any_that_may_be_given() -> None:
    case = Case(["a > b"], ["a"], kind="output", a=NOT_NULL["number"], b=NUMBER)
    (part,) = case.decided
    a, b = part.keys
    for number in range(part.classes.count):
        if part.classes.is_null(number, a):
            after = part.values_after(number, {a: ONE, b: ONE}, {a})
            assert after[a] is not None, number
            kept = part.values_after(number, {a: ONE, b: ONE}, {b})
            assert kept[a] is None, number
            assert part.class_of(kept) == number
    open_case = Case(["a > b"], ["a"], kind="output", a=NUMBER, b=NUMBER)
    (part,) = open_case.decided
    nothing = _number(part, None, TWO)
    after = part.values_after(nothing, {a: ONE, b: ONE}, {a})
    assert (after[a], part.class_of(after)) == (None, nothing)


def test_where_no_class_has_values_that_may_be_given_there_are_none() -> None:
    points: dict[str, list[Value]] = {"a": [None], "b": []}
    case = Case(["a > b"], ["a b"], kind="output", a=NOT_NULL["number"], b=NUMBER, points=points)
    (part,) = case.decided
    nothing = Classes(part.keys, ((None, None),), ())
    part.classes = nothing
    assert part.values_after(0, {}, set(part.keys)) == {}


def test_values_that_stay_and_are_in_no_class_with_the_others_are_any() -> None:
    (part,) = Case(["a > b", "b > 3"], ["a"], a=NUMBER, b=NUMBER).decided
    low = _number(part, TWO, ONE)
    after = part.values_after(low, {A: ONE, B: FIVE}, {A})
    assert part.class_of(after) == 0


def test_values_that_change_all_at_once_and_have_too_many_combinations_are_told_apart_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cells_module, "MOST_CELLS", 6)
    for changes in (["a b"], []):
        apart = Case(["a > 1", "b > 1", "b > 2"], changes, a=NUMBER, b=NUMBER)
        assert [len(members) for members in apart.members] == [4, 6]
        _hold(apart, {"a": NUMBERS, "b": NUMBERS})
        with pytest.raises(UntranslatableError, match="more than 6"):
            Case(["a > 1", "b > 1", "b > 2", "b > 3"], changes, a=NUMBER, b=NUMBER)


@pytest.mark.parametrize(
    ("formulas", "changes", "why"),
    [
        (["a > b", "FLOOR(a) = 1"], ["a"], "it is rounded, and compared with other values"),
        (["a * b > 1"], ["a"], r"\* of several values"),
    ],
)
def test_what_is_not_told_apart_is_given_up(formulas: list[str], changes: list[str], why: str) -> None:
    with pytest.raises(UntranslatableError, match=why):
        Case(formulas, changes, a=NUMBER, b=NUMBER)


def test_what_never_comes_to_an_end_is_given_up() -> None:
    with pytest.raises(TooManySumsError, match="more and more"):
        Case(["a < b", "a < 2 * b", "a > 1"], ["a", "b"], a=NUMBER, b=NUMBER)


def test_answers_that_what_was_found_does_not_settle_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "features_of", lambda *_: Features())
    with pytest.raises(UntranslatableError, match="more than can be told apart"):
        Case(["a > b"], ["a"], a=NUMBER, b=NUMBER)


@pytest.mark.parametrize("changes", [["a"], ["a b"]])
def test_answers_that_are_not_the_interpreters_are_noticed(
    monkeypatch: pytest.MonkeyPatch, changes: list[str]
) -> None:
    truth = Question.truth
    monkeypatch.setattr(Question, "truth", lambda one, values: not truth(one, values))
    with pytest.raises(WrongTranslationError, match="z3 takes"):
        Case(["a > b"], changes, a=NUMBER, b=NUMBER)


def test_a_change_is_looked_at_only_as_far_as_it_is_about_these_values() -> None:
    case = Case(["a < b"], ["a"], a=NUMBER, b=NUMBER)
    other = Change(frozenset((key("x"),)), frozenset((A,)))
    again = decide(
        case.domains,
        {A: "number", B: "number"},
        case.questions,
        [Change(frozenset((A, B, key("x"))), frozenset()), other],
        {A: [None], B: [None]},
    )
    assert [part.keys for part in again] == [(A, B)]
    assert again[0].classes.count == len(("a or b is null", "a < b", "else")) + 2
