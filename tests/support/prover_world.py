"""Definitions written by hand for mutants of the prover: what the world does to runs, and what comes of errors."""

from __future__ import annotations

from typing import Final, NamedTuple


class Written(NamedTuple):
    """A definition, and how it reads what the documents leave open."""

    text: str
    readings: dict[str, str] = {}  # noqa: RUF012  # nobody changes it


WORLD: Final[dict[str, Written]] = {
    "a suspended run misses a record change": Written("""
      field $Record.Kind: one of "old", "new" not null
      start when Case is created -> Main { where Kind = "old" }
      stage Main {
        background A calls F async
        background B calls F async starts when $Record.Kind = "new"
        completes when A is Completed
        then Choose
      }
      decision Choose { when $Record.Kind = "new" and B is NotStarted -> Other otherwise -> end }
      stage Other { background C calls F async then end }
    """),
    "a suspended run misses the failure of a step after a record change": Written("""
      field $Record.Kind: one of "old", "new" not null
      start when Case is created -> Main { where Kind = "old" }
      stage Main {
        background A calls F async
        background B calls F async starts when $Record.Kind = "new"
        on error -> Repair
        then end
      }
      stage Repair {
        background D calls F async starts when $Record.Kind = "new" and B is NotStarted
        completes when D is Completed or $Record.Kind = "old"
        then end
      }
    """),
    "a record change that only one stage waits for": Written("""
      field $Record.Kind: one of "old", "new" not null
      field $Record.Other: boolean not null
      start when Case is created -> Main
      stage Main {
        background A calls F async
        completes when $Record.Other = true
        on error -> Repair
        then Choose
      }
      decision Choose { when $Record.Kind = "new" and A is InProgress -> Other otherwise -> end }
      stage Other { background C calls F async then end }
      stage Repair { background D calls F async starts when $Record.Kind = "new" then end }
    """),
    "a synchronous flow that writes what an entry condition reads": Written("""
      flow Count { sync writes $Record.Tries = $Record.Tries + 1 }
      field $Record.Tries: integer 0..3 not null, changed only by Count
      start when Case is created -> Main { where Tries = 0 }
      stage Main {
        background A calls Count
        background B calls F async starts when $Record.Tries = 1
        interactive D calls Form assigned to queue Q
        completes when D is Completed
        then Choose
      }
      decision Choose { when $Record.Tries = 1 and B is NotStarted -> Main otherwise -> end }
    """),
    "an asynchronous flow that writes what other conditions wait for": Written("""
      flow Raise { async writes $Record.Flag = true }
      field $Record.Flag: boolean not null, changed only by Raise
      start when Case is created -> Main { where Flag = false }
      stage Main {
        background A calls Raise
        background B calls F async starts when $Record.Flag = true
        interactive C calls Form assigned to queue Q { completes when $Record.Flag = true }
        completes when B is Completed
        on error -> Repair
        then end
      }
      stage Repair {
        background D calls F async starts when $Record.Flag = true
        interactive E calls Form assigned to queue Q
        completes when E is Completed
        then Choose
      }
      decision Choose { when D is NotStarted and $Record.Flag = true -> end otherwise -> Repair }
    """),
    "a field that a synchronous flow writes and that changes outside": Written("""
      flow Close { sync writes $Record.State = "closed" }
      field $Record.State: one of "open", "closed" not null
      start when Case is created -> Main
      stage Main {
        background A calls Close
        background B calls F async starts when A is Completed and $Record.State = "open"
        background C calls F async starts when A is Completed
        completes when C is Completed
        then Choose
      }
      decision Choose { when $Record.State = "open" -> end otherwise -> Main }
    """),
    "a flow that copies one field to another": Written("""
      flow Copy { async writes $Record.Next = $Record.Now }
      flow Clear { async writes $Record.Now = "b" }
      field $Record.Now: one of "a", "b", never changed
      field $Record.Next: one of "a", "b", changed only by Copy
      start when Case is created -> Main { where Next = "a" }
      stage Main { background A calls Copy then Choose }
      decision Choose { when $Record.Next = "b" -> Other when $Record.Next is null -> end otherwise -> end }
      stage Other { background B calls F async then end }
    """),
    "a flow that adds to another field": Written("""
      flow Sum { async writes $Record.Total = $Record.Part + 1 }
      field $Record.Part: integer 0..2 not null, never changed
      field $Record.Total: integer 0..3 not null, changed only by Sum
      start when Case is created -> Main { where Total = 0 }
      stage Main { background A calls Sum then Choose }
      decision Choose {
        when $Record.Total = 1 -> One
        when $Record.Total = 3 -> end
        otherwise -> Main
      }
      stage One { background B calls Sum then Again }
      decision Again { when $Record.Total > $Record.Part -> end otherwise -> One }
    """),
    "a recall path that reads what was canceled": Written("""
      approval Test { api 67
      start when Case is created -> First { path recall -> Undo }
      stage First {
        approval A calls Ask assigned to queue Q
        background B calls F async
        then Second
      }
      stage Second { approval C calls Ask assigned to queue Q then end }
      stage Undo {
        background D calls F async starts when A is Canceled
        background E calls F async starts when B is Discontinued
        background G calls F async starts when First is Canceled
        background H calls F async starts when First is Completed
        completes when D is Completed or E is Completed or G is Completed or H is Completed
        then end
      }
      }
    """),
    "a recall path under the other reading of canceled steps": Written(
        """
      approval Test { api 67
      start when Case is created -> First { path recall -> Undo }
      stage First {
        approval A calls Ask assigned to queue Q
        background B calls F async
        then end
      }
      stage Undo {
        background D calls F async starts when A is Canceled
        background E calls F async starts when B is InProgress
        completes when D is Completed or E is Completed
        then end
      }
      }
    """,
        {"canceled-steps": "in-progress"},
    ),
    "a recall that reads the record": Written("""
      approval Test { api 67
      flow Close { sync writes $Record.State = "closed" }
      field $Record.State: one of "open", "closed" not null
      start when Case is created -> First { path recall -> Undo }
      stage First {
        approval A calls Ask assigned to queue Q
        background B calls Close
        then end
      }
      stage Undo {
        background D calls F async starts when $Record.State = "open"
        completes when D is NotStarted or D is Completed
        then end
      }
      }
    """),
    "a flow that writes after its run was recalled": Written("""
      approval Test { api 67
      flow Raise { async writes $Record.Flag = true }
      field $Record.Flag: boolean not null, changed only by Raise
      start when Case is created -> First { where Flag = false path recall -> Undo }
      stage First {
        approval A calls Ask assigned to queue Q
        background B calls Raise
        then end
      }
      stage Undo {
        background D calls F async starts when $Record.Flag = true
        background E calls F async
        completes when E is Completed
        then end
      }
      }
    """),
    "a field that only a formula reads changes, which wakes nobody, and a result comes": Written("""
      formula Is_Raised: boolean = "{!$Record.Flag}"
      field $Record.Flag: boolean not null
      start when Case is created -> Main { where Flag = false }
      stage Main {
        background A calls F async
        background B calls F async starts when Is_Raised = true
        completes when B is Completed
        then end
      }
    """),
    "a flow that writes after its stage completed": Written("""
      flow Raise { async writes $Record.Flag = true }
      field $Record.Flag: boolean not null, changed only by Raise
      start when Case is created -> First { where Flag = false }
      stage First {
        background A calls Raise
        background B calls F async
        completes when B is Completed
        then Second
      }
      stage Second {
        background C calls F async
        background D calls F async starts when $Record.Flag = true
        completes when C is Completed
        then Choose
      }
      decision Choose { when $Record.Flag = true and D is NotStarted -> First otherwise -> end }
    """),
    "a result comes after a flow of an earlier stage has written": Written("""
      flow Raise { async writes $Record.Flag = true }
      field $Record.Flag: boolean not null, changed only by Raise
      start when Case is created -> First { where Flag = false }
      stage First {
        background A calls Raise
        background B calls F async
        completes when B is Completed
        then Second
      }
      stage Second {
        background C calls F async
        background D calls F async starts when $Record.Flag = true
        background E calls F async starts when $Record.Flag = true and C is Completed
        completes when E is Completed
        then end
      }
    """),
    "a flow that writes after a run went wrong in its stage": Written("""
      flow Raise { async writes $Record.Flag = true }
      field $Record.Flag: boolean not null, changed only by Raise
      start when Case is created -> First { where Flag = false }
      stage First {
        background A calls Raise
        background B calls F async
        on error -> Second
        then end
      }
      stage Second {
        background C calls F async
        completes when C is Completed
        then Choose
      }
      decision Choose { when $Record.Flag = true -> Third otherwise -> end }
      stage Third { background D calls F async then end }
    """),
    "statuses that later stages read": Written("""
      start autolaunched -> First
      stage First {
        background A calls F async
        background B calls F async
        interactive C calls Form assigned to queue Q { completes when B is Completed }
        completes when A is Completed
        on error -> Repair
        then Choose
      }
      decision Choose { when B is Discontinued -> Second otherwise -> end }
      stage Second { background D calls F async starts when C is Discontinued then end }
      stage Repair {
        background E calls F async starts when A is Error
        background G calls F async starts when B is Discontinued and First is Error
        completes when E is Completed or G is Completed
        then Sort
      }
      decision Sort { when Repair is Completed and C is Error -> end otherwise -> First }
    """),
    "a run that goes wrong while a step waits in a stage whose statuses are read": Written("""
      start autolaunched -> First
      stage First { background A calls F async on error -> First then Choose }
      decision Choose { when First is Completed and A is Completed -> Second otherwise -> end }
      stage Second { background B calls F async then First }
    """),
    "a connector to nothing": Written("""
      start autolaunched -> First
      stage First { background A calls F async on error -> Nowhere then Choose }
      decision Choose { when A is Completed -> Missing otherwise -> end }
    """),
    "a screen flow that fails and stays in progress": Written(
        """
      start autolaunched -> First
      stage First {
        interactive A calls Form assigned to queue Q
        background B calls F async
        on error -> Repair
        then end
      }
      stage Repair { background C calls F async starts when A is Error
        completes when C is not InProgress
        then end }
    """,
        {"screen-flow-failure": "stays-in-progress"},
    ),
    "an action whose failure can be resumed": Written(
        """
      start autolaunched -> First
      stage First { mulesoft A calls Sap then end }
    """,
        {"mulesoft-error": "resumable"},
    ),
    "an action whose failure ends an approval": Written("""
      approval Test { api 67
      start when Case is created -> First
      stage First { mulesoft A calls Sap approval B calls Ask assigned to queue Q then end }
      }
    """),
}
"""By what is special about them."""
