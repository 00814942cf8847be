"""Formulas, templates and constants as values of a run."""

from running import done, play, program_of, status

from stageproof.engine.events import Begin
from stageproof.engine.interpreter.refusal import Refusal
from stageproof.engine.run import apply, new_run


def test_a_formula_is_evaluated_where_a_condition_names_it() -> None:
    program = program_of("""
      formula Rate: number = "{!A.Outputs.discount} * 100"
      constant Limit: number = 20
      start autolaunched -> Main
      stage Main { background A calls F async then Which }
      decision Which { when Rate > Limit -> Big otherwise -> end }
      stage Big { background B calls F async then end }
    """)
    from fractions import Fraction

    from stageproof.engine.events import Complete

    assert (
        status(program, play(program, Complete("A", (("discount", Fraction(1, 4)),))), "Big") == "InProgress"
    )
    assert (
        status(program, play(program, Complete("A", (("discount", Fraction(1, 5)),))), "run") == "Completed"
    )


def test_a_formula_that_has_no_value_is_an_error_where_it_is_needed() -> None:
    program = program_of("""
      formula Share: number = "1 / {!A.Outputs.count}"
      start autolaunched -> Main
      stage Main { background A calls F async then Which }
      decision Which { when Share > 1 -> end otherwise -> end }
    """)
    assert status(program, play(program, done("A", count=1)), "run") == "Completed"
    assert status(program, play(program, done("A", count=0)), "run") == "Error"


def test_formulas_that_need_each_other_are_an_error_and_no_hang() -> None:
    program = program_of("""
      formula One: number = "{!Two} + 1"
      formula Two: number = "{!One} + 1"
      start autolaunched -> Which
      decision Which { when One > 1 -> end otherwise -> end }
      stage Never { background A calls F async then end }
    """)
    assert status(program, play(program), "run") == "Error"


def test_a_formula_that_cannot_be_read_or_executed_is_a_problem() -> None:
    program = program_of("""
      formula Broken: number = "1 +"
      formula Clock: date = "TODAY()"
      start autolaunched -> Which
      decision Which { when Broken > 1 -> end when Clock is null -> end otherwise -> end }
      stage Never { background A calls F async then end }
    """)
    messages = [problem.message for problem in program.problems]
    assert any("cannot be read" in message for message in messages)
    assert any("TODAY" in message for message in messages)


def test_a_trigger_formula_decides_whether_a_run_starts() -> None:
    program = program_of("""
      start when Quote is updated -> Main { formula "{!$Record.Discount__c} > 20" }
      stage Main { background A calls F async then end }
    """)
    from fractions import Fraction

    low = apply(program, new_run(program), Begin((("$Record.Discount__c", Fraction(20)),)))
    assert isinstance(low, Refusal)
    high = play(program, begin=(("$Record.Discount__c", Fraction(21)),))
    assert status(program, high, "run") == "InProgress"


def test_text_with_references_is_put_together() -> None:
    program = program_of("""
      template Greeting plain = "Dear {!A.Outputs.name}"
      start autolaunched -> Main
      stage Main { background A calls F async then Which }
      decision Which { when Greeting = "Dear Anna" -> Hit when A.Outputs.name = "{!A.Outputs.other}" -> end otherwise -> end }
      stage Hit { background B calls F async then end }
    """)
    assert status(program, play(program, done("A", name="Anna")), "Hit") == "InProgress"
