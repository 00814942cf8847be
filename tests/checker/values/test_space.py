"""Guards about data beside judging one condition after the other, and what changes of values lead to."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Final

import pytest
from running import program_of

from stageproof.checker.encoding.data import space as data_space
from stageproof.checker.encoding.data.key import Key
from stageproof.checker.encoding.data.partition import Regions
from stageproof.checker.encoding.data.space import DataSpace
from stageproof.checker.encoding.encode import encode
from stageproof.checker.encoding.guard import FALSE, TRUE, holds
from stageproof.checker.encoding.system import Map
from stageproof.engine.program.program import Program
from stageproof.engine.values import Value
from stageproof.grammar.condition import All, Any, Condition, Logic, Not, Requirements, Row, Unreadable
from stageproof.grammar.contract import Domain

JUDGED: Final = """
  flow F { async out x: integer 0..2 not null  out y: integer 0..2 not null  out z: integer 0..2 not null }
  formula P: number = "10 / {!A.Outputs.x}"
  formula Q: number = "10 / {!A.Outputs.y}"
  formula R: number = "10 / {!A.Outputs.z}"
  start autolaunched -> First
  stage First { background A calls F then Choose }
  decision Choose { when P > 7 and Q > 7 and R > 7 -> First otherwise -> end }
"""
ONE, TWO, THREE = Row(number=1), Row(number=2), Row(number=3)


def answer(logic: Logic, truths: tuple[bool | None, ...]) -> bool | None:
    """Whether logic holds, judged in its order; None where judging it is an error."""
    match logic:
        case Row(number=number):
            return truths[number - 1]
        case All(parts=parts):
            return next((found for part in parts if (found := answer(part, truths)) is not True), True)
        case Any(parts=parts):
            return next((found for part in parts if (found := answer(part, truths)) is not False), False)
        case Not(part=part):
            found = answer(part, truths)
            return None if found is None else not found
        case Unreadable():
            return None


@pytest.mark.parametrize(
    "logic",
    [
        ONE,
        All((ONE, TWO, THREE)),
        Any((ONE, TWO, THREE)),
        Not(Any((ONE, TWO))),
        Not(All((TWO, ONE))),
        Any((All((ONE, TWO)), THREE)),
        All((Any((ONE, Not(TWO))), THREE)),
        Any((THREE, All(()), ONE)),
        Any(()),
        All((ONE, Unreadable(text="?", reason="it is none"))),
        Any((Unreadable(text="?", reason="it is none"), ONE)),
    ],
)
def test_conditions_are_judged_in_their_order_until_one_settles_them(logic: Logic) -> None:
    program = program_of(JUDGED)
    space = encode(program).space
    conditions = program.orchestration.decisions[0].outcomes[0].requirements.conditions
    judged = space.requirements(Requirements(logic=logic, conditions=conditions))
    keys = [Key("output", f"first/a.{name}") for name in "xyz"]
    for values in product(map(Fraction, range(3)), repeat=3):
        truths = tuple(None if value == 0 else value == 1 for value in values)
        places = space.valuation(dict(zip(keys, values, strict=True)))
        wanted = answer(logic, truths)
        assert holds(judged.true, places) is (wanted is True)
        assert holds(judged.error, places) is (wanted is None)


def conditions_of_first_decision(program: Program) -> tuple[Condition, ...]:
    """The conditions of the first outcome of the first decision."""
    return program.orchestration.decisions[0].outcomes[0].requirements.conditions


def test_an_open_condition_may_be_an_error_only_where_what_it_compares_may_not_be_compared() -> None:
    program = program_of("""
      field $Record.A: number
      field $Record.B: number
      formula G: number = "{!$Record.A} / {!$Record.B}"
      flow Call { sync writes $Record.A = $Record.B }
      start when Case is created -> First
      stage First { background A calls Call then Choose }
      decision Choose { when $Record.A < $Record.B and G > 2 -> First otherwise -> end }
    """)
    space = encode(program, wide=True).space
    plain, worked_out = map(space.condition, conditions_of_first_decision(program))
    assert plain.error == FALSE
    assert worked_out.error != FALSE


@pytest.mark.parametrize(("nullable", "null"), [(False, set[bool]()), (None, {True}), (True, {True})])
def test_values_that_are_told_apart_together_are_null_only_where_they_may_be(
    nullable: bool | None, null: set[bool]
) -> None:
    program = program_of("""
      flow F { async out x: number  out y: number }
      start autolaunched -> First
      stage First { background A calls F then Choose }
      decision Choose {
        when A.Outputs.x < A.Outputs.y -> First
        when A.Outputs.x is null or A.Outputs.y is null -> First
        otherwise -> end
      }
    """)
    space = encode(program).space
    keys = [Key("output", "First/A.x"), Key("output", "First/A.y")]
    domain = Domain(base="number", nullable=nullable)
    (update,) = space.change([(key, domain) for key in keys])
    assert isinstance(update, Map)
    where = space.where_null(keys[0])
    assert where is not None
    assert update.variable == where[0]
    assert {bool(image & where[1]) for image in update.images} == {bool(null)}
    assert where[1].bit_count() not in (0, len(update.images))
    assert not where[2]
    (cleared,) = space.change(cleared=keys)
    assert isinstance(cleared, Map)
    assert all(image and not image & ~where[1] for image in cleared.images)


def numbered(text: str) -> tuple[DataSpace, Key]:
    """The data of a definition about a number that a flow counts up to 3, and its key."""
    return encode(program_of(text)).space, Key("field", "$Record.N")


def region(space: DataSpace, key: Key, value: Value) -> int:
    """The region of a value, which has to be a point."""
    found = space.region_of(key, value)
    assert found is not None
    return found


def test_adding_copying_and_assigning_lead_to_the_regions_of_what_comes_of_it() -> None:
    space, key = numbered("""
      field $Record.N: integer 0..3
      field $Record.M: integer 0..3
      field $Record.Unused: integer 0..3
      flow Call { sync writes $Record.N = $Record.N + 1 }
      flow Copy { sync writes $Record.M = $Record.N }
      start when Case is created -> First
      stage First {
        background A calls Call
        background B calls Copy starts when $Record.M = 2
        then Choose
      }
      decision Choose { when $Record.N = 3 or $Record.N = 2 or $Record.N = 1 -> First otherwise -> end }
    """)
    other, unused = Key("field", "$Record.M"), Key("field", "$Record.Unused")
    (added,) = space.add(key, Fraction(1))
    for value, after in ((0, 1), (1, 2), (2, 3)):
        image = added.images[region(space, key, Fraction(value))]
        assert image >> region(space, key, Fraction(after)) & 1
    assert added.images[region(space, key, None)] >> region(space, key, None) & 1
    (copied,) = space.copy(other, key)
    for point in (*map(Fraction, range(4)), None):
        assert copied.images[region(space, key, point)] == 1 << region(space, other, point)
    assert space.copy(unused, key) == ()
    assert space.add(unused, Fraction(1)) == ()
    assert space.assign(unused, None) == ()
    (null,) = space.assign(key, None)
    assert set(null.images) == {1 << region(space, key, None)}
    assert space.words(unused) == {}
    assert space.where(unused, 0) is None
    assert space.where_null(unused) is None
    assert not space.lies_in(unused, Fraction(1), {})


def test_null_may_stand_for_other_values_that_no_condition_tells_from_it() -> None:
    space, key = numbered("""
      field $Record.N: number
      field $Record.M: number
      start when Case is created -> First
      stage First { background A calls F then Choose }
      decision Choose {
        when $Record.N > 5 -> First
        when $Record.M is null or $Record.M > 5 -> First
        otherwise -> end
      }
    """)
    where, apart = space.where_null(key), space.where_null(Key("field", "$Record.M"))
    assert where is not None
    assert apart is not None
    assert where[2]
    assert not apart[2]


def test_values_that_are_told_apart_together_lie_in_a_class_once_all_are_known() -> None:
    space, left = numbered("""
      field $Record.N: number
      field $Record.M: number
      start when Case is created -> First
      stage First { background A calls F then Choose }
      decision Choose { when $Record.N < $Record.M -> First otherwise -> end }
    """)
    right = Key("field", "$Record.M")
    both = space.valuation({left: Fraction(1), right: Fraction(2)})
    turned = space.valuation({left: Fraction(2), right: Fraction(1)})
    assert len(both) == len(turned) == 1
    assert both != turned
    assert space.valuation({left: Fraction(1)}) == {}


CHANGED: Final = """
  field $Record.N: integer 0..2 not null
  formula P: number = "10 / {!$Record.N}"
  start when Case is created or updated -> First %s
  stage First { background A calls F then Choose }
  decision Choose {
    outcome Now when P > 7 -> First { only when changed to meet }
    otherwise -> end
  }
"""


def before_and_now(space: DataSpace) -> list[tuple[int, int, dict[int, int]]]:
    """What a number was before and is now, with the valuation of both."""
    now, before = Key("field", "$Record.N"), Key("field", "$Record__Prior.N")
    return [
        (was, value, space.valuation({before: Fraction(was), now: Fraction(value)}))
        for was in range(3)
        for value in range(3)
    ]


def test_what_becomes_true_holds_now_and_did_not_before() -> None:
    program = program_of(CHANGED % "")
    space = encode(program).space
    (outcome,) = program.orchestration.decisions[0].outcomes
    judged = space.becoming(outcome.requirements)
    for was, value, places in before_and_now(space):
        assert holds(judged.true, places) is (value == 1 and was == 2)
        assert holds(judged.error, places) is (value == 0 or (value == 1 and was == 0))


def test_a_trigger_lets_a_run_begin_where_its_filters_hold() -> None:
    space = encode(program_of(CHANGED % "{ where N = 1 or N = 2 }")).space
    for _, value, places in before_and_now(space):
        assert holds(space.trigger(), places) is (value > 0)


def test_a_trigger_may_ask_that_its_filters_did_not_hold_before() -> None:
    space = encode(program_of(CHANGED % "{ where N = 1 or N = 2\n only when changed to meet }")).space
    for was, value, places in before_and_now(space):
        assert holds(space.trigger(), places) is (value > 0 and was == 0)


@pytest.mark.parametrize("start", ["", "start autolaunched -> First", "start when Case is created -> First"])
def test_a_start_without_filters_lets_every_run_begin(start: str) -> None:
    text = f"orchestration Test {{ api 67 {start} stage First {{ background A calls F then end }} }}"
    assert encode(program_of(text)).space.trigger() == TRUE


def test_a_trigger_may_have_a_formula() -> None:
    space = encode(program_of(CHANGED % '{ formula "{!$Record.N} > 1" }')).space
    for _, value, places in before_and_now(space):
        assert holds(space.trigger(), places) is (value > 1)


def test_a_condition_that_looks_at_too_much_is_not_judged_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(data_space, "MOST_CASES", 1)
    program = program_of(JUDGED)
    space = encode(program).space
    judged = space.condition(conditions_of_first_decision(program)[0])
    assert (judged.true, judged.error) == (FALSE, FALSE)
    assert any(note.endswith("combinations of values and was not judged") for note in space.notes)


def test_a_value_has_neighbours_where_there_are_any() -> None:
    space, key = numbered("""
      field $Record.N: number
      start when Case is created -> First
      stage First { background A calls F then Choose }
      decision Choose { when $Record.N > 5 -> First when $Record.N = 3 -> First otherwise -> end }
    """)
    five = space.neighbours(key, Fraction(5))
    assert five is not None
    below, at, above = five
    assert at == region(space, key, Fraction(5))
    numbers = [value for value in space.points(key) if isinstance(value, Fraction)]
    assert below == region(space, key, max(value for value in numbers if value < 5))
    assert above == region(space, key, min(value for value in numbers if value > 5))
    assert space.neighbours(key, min(numbers)) is None
    assert space.neighbours(key, max(numbers)) is None
    assert space.neighbours(key, Fraction(1, 7)) is None


def test_a_value_lies_where_a_valuation_has_it() -> None:
    space, key = numbered("""
      field $Record.N: integer 0..3 not null
      start when Case is created -> First
      stage First { background A calls F then Choose }
      decision Choose { when $Record.N = 2 -> First otherwise -> end }
    """)
    two, three = (space.valuation({key: Fraction(value)}) for value in (2, 3))
    assert space.lies_in(key, Fraction(2), two)
    assert not space.lies_in(key, Fraction(2), three)
    assert not space.lies_in(key, Fraction(2), {})
    domain = Domain(base="integer", low=Fraction(1), high=Fraction(2), nullable=False)
    ((number, _),) = two.items()
    assert sorted((sorted(members, key=str), where) for members, where in space.told_apart(key, domain)) == [
        ([1], (number, 1 << three[number])),
        ([2], (number, 1 << two[number])),
    ]


def test_only_fields_that_a_property_tells_apart_are_kept_twice_for_runs_that_are_seen_suspended() -> None:
    program = program_of("""
      flow F { async out x: integer 0..2 not null }
      field $Record.A: integer 0..3 not null
      field $Record.B: integer 0..3 not null
      field $Record.C: integer 0..3 not null
      start when Case is created -> First
      always "a": $Record.A = 1 or $Record.C = $Record.C or A.Outputs.x = 1
      stage First { background A calls F then Choose }
      decision Choose { when $Record.B = 2 and A.Outputs.x = 2 -> First otherwise -> end }
    """)
    assert encode(program, suspended=True).space.apart == {Key("field", "$record.a")}
    assert encode(program).space.apart == set()


def test_of_the_values_of_a_region_one_is_shown_that_fits_what_is_declared() -> None:
    program = program_of("""
      field $Record.Size: integer 0..9 not null
      start when Case is created -> First
      stage First { background A calls F then Choose }
      decision Choose { when $Record.Size > 5 -> First otherwise -> end }
    """)
    space = encode(program).space
    key = Key("field", "$record.size")
    space._regions[key] = Regions((Fraction(40), Fraction(7), None), (0, 0, 1))  # as sums beyond a range do
    assert space._example(key, 0) == 7
    assert space._example(key, 1) is None  # nothing fits: then the first
