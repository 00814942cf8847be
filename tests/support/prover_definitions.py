"""Definitions written by hand for rules of the prover that drawn ones seldom need, with the readings chosen for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from agreement_kept import KEPT
from prover_errors import ERRORS
from prover_stored import LOOKED_AT, STORED
from prover_values import VALUES
from prover_world import WORLD, Written
from running import program_of

from stageproof.engine.program.program import Program

DEFINITIONS: Final[dict[str, Written]] = {
    **WORLD,
    **ERRORS,
    **STORED,
    **VALUES,
    **LOOKED_AT,
    "outputs that are kept on a new visit": Written(
        """
      flow F { async out x: boolean not null }
      start autolaunched -> First
      stage First {
        background A calls F
        background B calls F starts when A.Outputs.x = true
        completes when A is Completed
        then Choose
      }
      decision Choose { when A.Outputs.x = true -> First otherwise -> end }
    """,
        {"outputs-on-revisit": "last-value"},
    ),
    "outputs that are gone on a new visit": Written("""
      flow F { async out x: boolean not null }
      start autolaunched -> First
      stage First {
        background A calls F
        background B calls F starts when A.Outputs.x = true
        completes when A is Completed
        then Choose
      }
      decision Choose { when A.Outputs.x = true -> First otherwise -> end }
    """),
    "an exit condition and a finished work item": Written(
        """
      start autolaunched -> First
      stage First {
        interactive A calls Form assigned to queue Q { completes when B is Completed }
        background B calls F async
        background C calls F async starts when A is Completed
        interactive D calls Form assigned to queue Q { completes when flow Ready returns true }
        then end
      }
    """,
        {"interactive-exit": "both-needed"},
    ),
    "evaluation flows everywhere": Written("""
      start autolaunched -> First
      stage First {
        background A calls F async starts when flow Ready returns true
        interactive B calls Form assigned to queue Q { completes when flow Ready returns true }
        completes when flow Ripe returns true
        on error -> Repair
        then end
      }
      stage Repair { background C calls F async starts when flow Ripe returns true then end }
    """),
    "an evaluation flow that is asked again once every step was looked at": Written("""
      start autolaunched -> First
      stage First {
        background A calls F async starts when flow Ready returns true
        background B calls F async starts when A is InProgress
        background C calls F async starts when B is InProgress
        completes when C is Completed
        then end
      }
    """),
    "an outcome of a decision that later stages read": Written("""
      flow F { async out x: boolean }
      start autolaunched -> First
      stage First { background A calls F then Choose }
      decision Choose { outcome Yes when A.Outputs.x = true -> Second outcome No when A.Outputs.x = false -> Third otherwise -> end }
      stage Second {
        background B calls F starts when Yes is selected
        background C calls F starts when No is selected
        completes when B is Completed or C is Completed
        then Third
      }
      stage Third {
        background D calls F starts when No is selected
        background E calls F starts when Choose is visited
        completes when D is Completed or E is Completed
        then end
      }
    """),
    "a decision whose condition can be an error": Written("""
      flow F { async out x: integer 0..2 }
      variable limit: number input
      start autolaunched -> First
      stage First { background A calls F then Choose }
      decision Choose { when A.Outputs.x > 1 -> Second when A.Outputs.x < 1 -> end otherwise -> end }
      stage Second { background B calls F starts when A.Outputs.x > 1
        completes when B is Completed
        then end }
    """),
    "a record that conditions compare with what it was": Written("""
      field $Record.Ready: boolean not null
      start when Case is updated -> First
      stage First { background A calls F async then Choose }
      decision Choose { when $Record.Ready is changed -> Second otherwise -> end }
      stage Second { background B calls F async then end }
    """),
    "two synchronous steps that wait for each other": Written("""
      flow Now { sync }
      start autolaunched -> First
      stage First {
        background A calls Now
        background B calls Now
        background C calls Now starts when A is Completed
        background D calls F async starts when B is Completed
        on error -> Repair
        then end
      }
      stage Repair { background E calls Now starts when C is Discontinued or C is NotStarted
        completes when E is not NotStarted
        then end }
    """),
    "a step that waits for its own stage to be in progress": Written("""
      start autolaunched -> First
      stage First {
        background A calls F async starts when First is InProgress
        on error -> First
        then Second
      }
      stage Second { background B calls F async starts when First is Completed then First }
    """),
    "a flow that may write late as its stage is visited again": Written("""
      flow Raise { async writes $Record.Flag = true }
      field $Record.Flag: boolean not null, changed only by Raise
      start when Case is created -> First { where Flag = false }
      stage First {
        background A calls Raise
        background B calls F async
        completes when B is Completed
        then Choose
      }
      decision Choose { when $Record.Flag = true -> end otherwise -> First }
    """),
    "an exit condition that an earlier one looks at": Written("""
      start autolaunched -> First
      stage First {
        interactive A calls Form assigned to queue Q { completes when B is Completed }
        interactive B calls Form assigned to queue Q { completes when C is Completed }
        background C calls F async
        then end
      }
    """),
    "a stage that completes before an earlier exit condition is judged again": Written("""
      start autolaunched -> First
      stage First {
        interactive A calls Form assigned to queue Q { completes when B is Completed }
        interactive B calls Form assigned to queue Q { completes when C is Completed }
        background C calls F async
        completes when B is Completed
        then Choose
      }
      decision Choose { when A is Discontinued -> Second otherwise -> end }
      stage Second { background D calls F async then end }
    """),
    "an entry condition that looks at a later step as it starts": Written("""
      start autolaunched -> First
      stage First {
        background A calls F async starts when B is InProgress
        background B calls F async
        then end
      }
    """),
    "two record changes while a run is suspended": Written("""
      field $Record.Kind: one of "old", "new" not null
      field $Record.More: one of "old", "new" not null
      start when Case is created -> First { where Kind = "old" and More = "old" }
      stage First {
        background A calls F async starts when $Record.Kind = "new" or $Record.More = "new"
        completes when $Record.Kind = "new" and $Record.More = "new"
        then Choose
      }
      decision Choose { when A is NotStarted -> Second otherwise -> end }
      stage Second { then end }
    """),
    "a synchronous flow that fails after another has written": Written("""
      flow Close { sync writes $Record.State = "closed" }
      flow Now { sync }
      field $Record.State: one of "open", "closed" not null
      start when Case is created -> First { where State = "open" }
      stage First {
        background A calls Close
        background B calls Now
        on error -> Sort
        then end
      }
      decision Sort { when $Record.State = "open" -> Second otherwise -> end }
      stage Second { background C calls F async then end }
    """),
    "an evaluation flow that is asked when a synchronous result comes": Written("""
      flow Now { sync }
      start autolaunched -> First
      stage First {
        background A calls Now
        background B calls F async starts when flow Ready returns true
        on error -> Second
        then end
      }
      stage Second { background C calls F async starts when A is Completed
        completes when C is Completed
        then end }
    """),
    "a counter that only a decision looks at": Written("""
      flow Count { async writes $Record.Tries = $Record.Tries + 1 }
      field $Record.Tries: integer 0..3 not null, changed only by Count
      start when Case is created -> First { where Tries = 0 }
      stage First { background A calls Count then Choose }
      decision Choose { when $Record.Tries = 1 -> end otherwise -> Second }
      stage Second { background B calls F async then end }
    """),
    "an outcome alone that a later stage reads": Written("""
      flow F { async out x: boolean }
      start autolaunched -> First
      stage First { background A calls F then Choose }
      decision Choose { outcome Yes when A.Outputs.x = true -> Second outcome No when A.Outputs.x = false -> Second otherwise -> end }
      stage Second {
        background B calls F starts when Yes is selected
        background C calls F
        completes when C is Completed
        then Sort
      }
      decision Sort { outcome Done when B is Completed -> end otherwise -> First }
    """),
    "an outcome whose condition can be an error": Written("""
      flow F { async out x: integer 0..2 }
      formula Computed: boolean = "{!A.Outputs.x} > 1"
      start autolaunched -> First
      stage First { background A calls F then Choose }
      decision Choose { when Computed = true -> end when not (A.Outputs.x >= 1) -> end otherwise -> end }
    """),
}
"""By what is special about them."""


def written_programs() -> Iterator[tuple[str, Program]]:
    """These definitions and those that were kept."""
    for name, text in KEPT.items():
        yield name, program_of(text)
    for name, written in DEFINITIONS.items():
        yield name, program_of(written.text, **written.readings)
