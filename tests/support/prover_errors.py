"""Definitions written by hand for mutants of the prover: conditions whose data are an error, and where the engine goes then."""

from __future__ import annotations

from typing import Final

from prover_world import Written

_SHARED: Final = """
      flow F { async out x: integer 0..2 not null }
      formula Share: number = "10 / {!A.Outputs.x}"
      start autolaunched -> First
"""

ERRORS: Final[dict[str, Written]] = {
    "a decision that divides by what may be zero": Written(
        _SHARED
        + """
      stage First { background A calls F then Choose }
      decision Choose { when Share > 7 -> Second when A.Outputs.x = 0 -> Third otherwise -> end }
      stage Second { background B calls F then end }
      stage Third { background C calls F then end }
    """
    ),
    "a decision that always divides by zero": Written("""
      flow F { async out x: integer 0..2 not null }
      formula Share: number = "10 / ({!A.Outputs.x} - {!A.Outputs.x})"
      start autolaunched -> First
      stage First { background A calls F then Choose }
      decision Choose { when Share > 7 -> First otherwise -> end }
    """),
    "an entry condition that divides by what may be zero": Written(
        _SHARED
        + """
      stage First {
        background A calls F async
        background B calls F async starts when A is Completed and Share > 7
        completes when A is Completed
        on error -> Second
        then end
      }
      stage Second { background C calls F async starts when A is Completed and B is NotStarted then end }
    """
    ),
    "exit conditions that divide by what may be zero": Written(
        _SHARED
        + """
      stage First {
        background A calls F async
        interactive B calls Form assigned to queue Q { completes when A is Completed and Share > 7 }
        completes when A is Completed and Share < 7
        then end
      }
    """
    ),
    "an entry condition of a later stage that divides by what may be zero": Written(
        _SHARED
        + """
      stage First { background A calls F async then Second }
      stage Second {
        background B calls F async starts when Share > 7
        completes when B is NotStarted or B is Completed
        then end
      }
    """
    ),
    "a stage exit that an evaluation flow alone decides": Written("""
      start autolaunched -> First
      stage First {
        background A calls F async
        completes when flow Ready returns true
        then end
      }
    """),
    "a fault path behind a stage exit that an evaluation flow decides": Written("""
      start autolaunched -> First
      stage First {
        background A calls F async
        completes when flow Ready returns true
        on error -> Second
        then end
      }
      stage Second {
        background B calls F async starts when A is Discontinued
        completes when B is Completed
        then end
      }
    """),
    "stages without end that an evaluation flow lets go on": Written("""
      start autolaunched -> First
      stage First {
        background A calls F async starts when flow Ready returns true
        completes when A is Completed
        then Second
      }
      stage Second {
        interactive B calls Form assigned to queue Q { completes when flow Ready returns true }
        then Third
      }
      stage Third {
        background C calls F async
        completes when flow Ripe returns true
        then First
      }
    """),
    "a condition that never holds and is an error for some records": Written("""
      field $Record.Kind: integer 0..2 not null
      formula Share: number = "10 / {!$Record.Kind}"
      start when Case is created -> First { where Kind = 1 }
      stage First {
        background A calls F async
        background B calls F async starts when Share > 100
        completes when A is Completed
        on error -> Second
        then end
      }
      stage Second { background C calls F async then end }
    """),
    "a decision by its name alone": Written("""
      start autolaunched -> First
      stage First { background A calls F async on error -> Second then Choose }
      decision Choose { when A is Completed -> Second otherwise -> end }
      stage Second {
        background B calls F async starts when Choose = true
        background C calls F async starts when Choose is null
        completes when B is Completed or C is Completed
        then end
      }
    """),
    "a step by its name alone, and conditions that are turned round": Written("""
      start autolaunched -> First
      stage First {
        background A calls F async
        background B calls F async starts when not (A is InProgress)
        background C calls F async starts when not (A is InProgress or A is NotStarted or B is NotStarted)
        completes when C is Completed
        on error -> Choose
        then Choose
      }
      decision Choose {
        when A = true and B = false -> Second
        when A = false -> Third
        when C is null -> Third
        otherwise -> end
      }
      stage Second { background D calls F async then end }
      stage Third { background E calls F async then end }
    """),
    "a stage by its name alone": Written("""
      start autolaunched -> First
      stage First { background A calls F async on error -> Choose then Choose }
      decision Choose {
        outcome Good when First = true -> Second
        outcome Bad when First = false -> Third
        otherwise -> end
      }
      stage Second { background B calls F async then end }
      stage Third { background C calls F async starts when First = false then end }
    """),
    "a fault path that leads back to its own stage": Written("""
      start autolaunched -> First
      stage First { background A calls F async on error -> First then end }
    """),
    "an error that strikes again and again, and one that ends the run": Written("""
      start autolaunched -> Before
      stage Before { background B calls F async then First }
      stage First {
        background A calls F async starts when flow Ready returns true
        completes when A is Completed
        on error -> Choose
        then end
      }
      decision Choose { when A is Error -> end otherwise -> First }
    """),
}
"""By what is special about them."""
