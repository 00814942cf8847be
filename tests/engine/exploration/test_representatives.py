"""Representative values (design ruling `enabled`): what a definition compares with, what lies beside it, and null."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import program_of

from stageproof.engine.enabled import Template, enabled
from stageproof.engine.events import Begin, Complete, Event, SetField
from stageproof.engine.exploration.compared import Compared, compared
from stageproof.engine.exploration.fillings import Bounds, Filler
from stageproof.engine.exploration.representatives import representatives
from stageproof.engine.interpreter.values_given import wrong_value
from stageproof.engine.program.program import Program
from stageproof.engine.run import apply, new_run
from stageproof.engine.values import Value
from stageproof.grammar.contract import Domain
from stageproof.grammar.value import Text


def begun(program: Program) -> tuple[Event, ...]:
    """The beginnings that are tried."""
    (template,) = enabled(program, program.initial)
    return Filler(program).events(program.initial, template)


def results(text: str, step: str = "A") -> list[Value]:
    """The values of the one output of a step that are tried, in a stage with these steps and contracts."""
    program = program_of(text)
    run = apply(program, new_run(program), Begin())
    assert not hasattr(run, "reason")
    template = _template(program, run.configuration, step)
    return [
        event.outputs[0][1]
        for event in Filler(program).events(run.configuration, template)
        if isinstance(event, Complete) and event.outputs
    ]


def _template(program: Program, configuration: object, step: str) -> Template:
    return next(
        template
        for template in enabled(program, configuration)  # type: ignore[arg-type]  # a Configuration
        if isinstance(template.event, Complete) and template.event.step == step
    )


def _deciding(contract: str, condition: str) -> str:
    return f"""
      flow F {{ async {contract} }}
      start autolaunched -> Main
      stage Main {{ background A calls F async then Choose }}
      decision Choose {{ when {condition} -> end otherwise -> end }}
    """


def test_text_takes_what_it_is_compared_with_one_fresh_text_empty_text_and_null() -> None:
    found = results(_deciding("out x: text", 'A.Outputs.x = "Yes" or A.Outputs.x = "No"'))
    assert found == ["Yes", "No", "something else", "", None]


def test_a_fresh_text_is_none_of_the_constants() -> None:
    found = results(_deciding("out x: text", 'A.Outputs.x = "something else"'))
    assert found == ["something else", "something else 2", "", None]


def test_a_number_takes_the_constant_and_its_neighbours() -> None:
    found = results(_deciding("out x: number not null", "A.Outputs.x > 10"))
    assert found == [Fraction(18, 2), Fraction(19, 2), Fraction(10), Fraction(21, 2), Fraction(11)]


def test_an_integer_has_no_halves_and_stays_in_its_bounds() -> None:
    found = results(_deciding("out x: integer 5..1000 not null", "A.Outputs.x > 10"))
    assert found == [5, 6, 9, 10, 11, 999, 1000]


def test_a_small_range_is_taken_whole() -> None:
    assert results(_deciding("out x: integer 0..3 not null", "A.Outputs.x > 1")) == [0, 1, 2, 3]


def test_a_list_of_values_is_taken_as_it_is() -> None:
    assert results(_deciding('out x: one of "a", "b" not null', 'A.Outputs.x = "a"')) == ["a", "b"]


def test_a_boolean_takes_both_values() -> None:
    assert results(_deciding("out x: boolean", "A.Outputs.x = true")) == [True, False, None]


def test_an_output_of_unknown_type_takes_values_of_the_types_it_is_compared_with() -> None:
    assert results(_deciding("", "A.Outputs.x = 1")) == [0, Fraction(1, 2), 1, Fraction(3, 2), 2, None]
    assert results(_deciding("", "A.Outputs.x = true")) == [True, False, None]


def test_an_output_that_nothing_reads_is_left_out() -> None:
    program = program_of("""
      flow F { async out unread: boolean  out read: boolean not null }
      start autolaunched -> Main
      stage Main { background A calls F async then Choose }
      decision Choose { when A.Outputs.read = true -> end otherwise -> end }
    """)
    run = apply(program, new_run(program), Begin())
    template = _template(program, run.configuration, "A")  # type: ignore[union-attr]  # a Run
    found = Filler(program).events(run.configuration, template)  # type: ignore[union-attr]  # a Run
    assert found == (Complete("A", (("read", True),)), Complete("A", (("read", False),)))


def test_a_field_that_only_an_assignee_reads_makes_no_difference() -> None:
    program = program_of("""
      start when Case is created -> Main
      stage Main { interactive A calls F assigned to user $Record.OwnerId then end }
    """)
    assert begun(program) == (Begin(),)
    run = apply(program, new_run(program), Begin())
    for template in enabled(program, run.configuration):  # type: ignore[union-attr]  # a Run
        if isinstance(template.event, SetField):
            assert Filler(program).events(run.configuration, template) == ()  # type: ignore[union-attr]  # a Run


def test_places_that_are_compared_with_each_other_share_their_constants() -> None:
    found = compared(
        program_of("""
          start autolaunched -> Main
          stage Main { background A calls F async background B calls F async then Choose }
          decision Choose {
            when A.Outputs.x = B.Outputs.y -> end
            when B.Outputs.y = "red" -> end
            otherwise -> end
          }
        """).orchestration
    )
    assert found["a.outputs.x"] == found["b.outputs.y"] == Compared(("red",), linked=True)


def test_what_stands_in_different_comparisons_of_a_formula_does_not_meet() -> None:
    found = compared(
        program_of("""
          formula Good: boolean = "AND({!A.Outputs.x} = \\"red\\", {!A.Outputs.y} > -2)"
          start autolaunched -> Main
          stage Main { background A calls F async then Choose }
          decision Choose { when Good = true -> end otherwise -> end }
        """).orchestration
    )
    assert found["a.outputs.x"] == Compared(("red",))
    assert Fraction(-2) in found["a.outputs.y"].constants
    assert "red" not in found["a.outputs.y"].constants


def test_constants_are_found_behind_names() -> None:
    found = compared(
        program_of("""
          constant Limit: number = 7
          start autolaunched -> Main
          stage Main { background A calls F async then Choose }
          decision Choose { when A.Outputs.x > Limit -> end otherwise -> end }
        """).orchestration
    )
    assert found["a.outputs.x"] == Compared((Fraction(7),))


def test_a_run_begins_only_with_values_that_satisfy_the_trigger() -> None:
    program = program_of("""
      field $Record.Status: one of "New", "Open", "Closed" not null
      start when Case is created -> Main { where Status <> "Closed" }
      stage Main { background A calls F async then end }
    """)
    assert begun(program) == (
        Begin((("$Record.Status", "New"),)),
        Begin((("$Record.Status", "Open"),)),
    )


def test_an_input_takes_its_default_first() -> None:
    program = program_of("""
      variable limit: number input = 5
      start autolaunched -> Main
      stage Main { background A calls F async then Choose }
      decision Choose { when limit > 9 -> end otherwise -> end }
    """)
    assert begun(program)[0] == Begin((("limit", Fraction(5)),))
    assert Begin((("limit", Fraction(10)),)) in begun(program)


def test_a_product_of_values_that_is_cut_is_said_and_keeps_every_value() -> None:
    program = program_of("""
      flow F { async out x: integer 0..9 not null  out y: integer 0..9 not null }
      start autolaunched -> Main
      stage Main { background A calls F async then Choose }
      decision Choose { when A.Outputs.x = 1 and A.Outputs.y = 1 -> end otherwise -> end }
    """)
    run = apply(program, new_run(program), Begin())
    template = _template(program, run.configuration, "A")  # type: ignore[union-attr]  # a Run
    filler = Filler(program, Bounds(fillings=30))
    found = filler.events(run.configuration, template)  # type: ignore[union-attr]  # a Run
    assert len(found) == len(set(found)) == 30
    assert filler.notes == [
        "the result of A can have more than 30 combinations of values; only the first 30 are tried"
    ]
    outputs = [dict(event.outputs) for event in found if isinstance(event, Complete)]
    assert {values["x"] for values in outputs} == {values["y"] for values in outputs} == set(range(10))


constants = st.one_of(
    st.none(), st.booleans(), st.fractions(max_denominator=4), st.text(max_size=3), st.dates(), st.datetimes()
)


@pytest.mark.parametrize("base", ["", "boolean", "number", "integer", "text", "date", "datetime", "record"])
@given(
    nullable=st.sampled_from([None, True, False]),
    low=st.none() | st.integers(-50, 0).map(Fraction),
    high=st.none() | st.integers(1, 50).map(Fraction),
    found=st.lists(constants, max_size=4),
    linked=st.booleans(),
)
def test_every_representative_fits_its_domain_and_is_there_once(
    base: str,
    nullable: bool | None,
    low: Fraction | None,
    high: Fraction | None,
    found: list[Value],
    linked: bool,
) -> None:
    domain = Domain(base=base, nullable=nullable, low=low, high=high)
    values = representatives(domain, Compared(tuple(found), linked))
    assert values
    assert len({(type(value), value) for value in values}) == len(values)
    assert [wrong_value("x", value, domain) for value in values] == [None] * len(values)
    assert (None in values) == (nullable is not False)


def test_a_collection_is_empty_or_holds_a_constant() -> None:
    domain = Domain(base="text", is_collection=True, choices=(Text(value="a"),))
    assert representatives(domain, Compared(("a",))) == ((), ("a",), None)
