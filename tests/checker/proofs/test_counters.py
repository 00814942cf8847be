"""How often errors can bring a run back to a stage, and what moves on each time."""

from __future__ import annotations

from typing import Final

from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.counters import Ending, ending_of

COUNTED: Final = """
  flow Work { async }
  flow Count_One { sync writes $Record.Tries = $Record.Tries + 1 }
  field $Record.Tries: integer 0..2 not null, changed only by Count_One, Clear
  stage Count { background Add calls Count_One then Pause }
  stage Pause { background Wait calls Work then Enough }
  decision Enough { when $Record.Tries < 2 -> go to Charge otherwise -> end }
"""


def ending(text: str) -> Ending | None:
    """How the laps of the stage Charge end."""
    program = program_of(text)
    (stage,) = [one for one in program.stages if one.name == "Charge"]
    return ending_of(Analysis(encode(program)), stage)


def test_laps_are_counted_by_errors_alone_whatever_people_may_repeat() -> None:
    found = ending(
        COUNTED
        + """
        start when Case is created -> Charge { where Tries = 0 }
        flow Ask { type Flow  out again: boolean not null }
        flow Clear { sync writes $Record.Tries = 0 }
        stage Charge { background Pay calls Work on error -> Count then Review }
        stage Review { interactive Form calls Ask assigned to queue Desk then Again }
        decision Again { when Form.Outputs.again = true -> Reset otherwise -> end }
        stage Reset { background Zero calls Clear then Rest }
        stage Rest { background Wait_Again calls Work then go to Charge }
        """
    )
    assert found is not None
    assert found.laps == 1


def test_an_error_leaves_the_step_in_error_where_its_fault_path_asks() -> None:
    assert (
        ending("""
          flow Work { async }
          start autolaunched -> Charge
          stage Charge { background Pay calls Work background Book calls Work on error -> Which then end }
          decision Which { when Pay is Error -> go to Charge otherwise -> end }
        """)
        is None
    )


def test_what_is_counted_is_found_among_many_values_that_are_not() -> None:
    others = "".join(f"field $Record.A{number}: boolean not null, never changed\n" for number in range(8))
    asked = " and ".join(f"$Record.A{number} = true" for number in range(8))
    found = ending(
        f"""
        {others}
        flow Clear {{ async }}
        start when Case is created -> Charge
        stage Charge {{
          background Pay calls Work
          background Book calls Work starts when {asked}
          on error -> Count
          then end
        }}
        {COUNTED}
        """
    )
    assert found is not None
    assert (found.laps, found.variable) == (1, "$Record.Tries")


def test_what_is_set_to_one_value_after_the_other_moves_on_as_well() -> None:
    found = ending("""
      flow Work { async }
      flow Next { sync writes $Record.Phase = "b" }
      flow Last { sync writes $Record.Phase = "c" }
      field $Record.Phase: one of "a", "b", "c" not null, changed only by Next, Last
      start when Case is created -> Charge { where Phase = "a" }
      stage Charge { background Pay calls Work on error -> Pause then end }
      stage Pause { background Wait calls Work then Which }
      decision Which {
        when $Record.Phase = "a" -> Second
        when $Record.Phase = "b" -> Third
        otherwise -> end
      }
      stage Second { background Move calls Next then go to Charge }
      stage Third { background Leave calls Last then go to Charge }
    """)
    assert found is not None
    assert (found.laps, found.variable) == (2, "$Record.Phase")
    assert [word[:3] for word in found.values] == ['"a"', '"b"', '"c"']


def test_what_an_error_makes_of_its_step_is_what_the_fault_path_sees() -> None:
    """Pay is in progress as Book fails, and never behind that: it is Discontinued then."""
    found = ending("""
      flow Work { async }
      start autolaunched -> Charge
      stage Charge { background Pay calls Work background Book calls Work on error -> Which then end }
      decision Which { when Pay is InProgress -> go to Charge otherwise -> end }
    """)
    assert found is not None
    assert found.laps == 0
