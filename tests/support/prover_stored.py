"""Definitions written by hand for mutants of the prover: results that are stored, and statuses that properties look at."""

from __future__ import annotations

from typing import Final

from prover_world import Written

STORED: Final[dict[str, Written]] = {
    "a stored error comes before the result of a synchronous step that a stored result starts": Written("""
      flow Now { sync }
      start autolaunched -> First
      stage First {
        background A calls F async
        background B calls Now starts when A is Completed
        background C calls F async
        on error -> Sort
        then end
      }
      decision Sort { outcome Stopped when B is Discontinued -> Second otherwise -> end }
      stage Second { background D calls F async then end }
    """),
    "a flow has written before the result that came first is looked at": Written("""
      flow Raise { async writes $Record.Flag = true }
      field $Record.Flag: boolean not null, changed only by Raise
      start when Case is created -> First { where Flag = false }
      stage First {
        background A calls F async
        background B calls Raise
        background C calls F async starts when A is Completed and $Record.Flag = true and B is InProgress
        then Sort
      }
      decision Sort { outcome Early when C is Completed -> Second otherwise -> end }
      stage Second { background D calls F async then end }
    """),
    "two flows have written before the result that came first is looked at": Written("""
      flow Raise { async writes $Record.Flag = true }
      flow Mark { async writes $Record.Note = true }
      field $Record.Flag: boolean not null, changed only by Raise
      field $Record.Note: boolean not null, changed only by Mark
      start when Case is created -> First { where Flag = false and Note = false }
      stage First {
        background A calls Raise
        background B calls Mark
        background C calls F async starts when A is Completed and $Record.Note = true and B is InProgress
        completes when A is Completed and B is Completed and C is not InProgress
        then Sort
      }
      decision Sort { outcome Early when C is Completed -> Second otherwise -> end }
      stage Second { background D calls F async then end }
    """),
    "a stored result comes when its step is completed already": Written("""
      flow Raise { async writes $Record.Flag = true }
      flow Form { writes $Record.Note = true }
      field $Record.Flag: boolean not null, changed only by Raise
      field $Record.Note: boolean not null, changed only by Form
      start when Case is created -> First { where Flag = false and Note = false }
      stage First {
        background A calls Raise
        interactive B calls Form assigned to queue Q { completes when A is Completed }
        background C calls F async starts when $Record.Note = true and A is InProgress
        completes when A is Completed and B is Completed and C is not InProgress
        then Sort
      }
      decision Sort { outcome Early when $Record.Note = true and C is NotStarted -> Second otherwise -> end }
      stage Second { background D calls F async then end }
    """),
    "a stored result comes when its step is completed already and its stage waits on": Written("""
      flow Raise { async writes $Record.Flag = true }
      flow Form { writes $Record.Note = true }
      field $Record.Flag: boolean not null, changed only by Raise
      field $Record.Note: boolean not null, changed only by Form
      start when Case is created -> First { where Flag = false and Note = false }
      stage First {
        background A calls Raise
        interactive B calls Form assigned to queue Q { completes when A is Completed }
        background C calls F async starts when $Record.Note = true and A is InProgress
        background D calls F async
        completes when D is Completed
        then Sort
      }
      decision Sort { outcome Early when $Record.Note = true and C is NotStarted -> Second otherwise -> end }
      stage Second { background E calls F async then end }
    """),
    "a result comes between a stored one and the synchronous step that this starts": Written("""
      flow Now { sync }
      start autolaunched -> First
      stage First {
        background A calls F async
        background B calls Now starts when A is Completed
        background C calls F async
        background D calls F async starts when C is Completed and A is InProgress
        completes when B is Completed and C is Completed and D is not InProgress
        then end
      }
    """),
}
"""Definitions in which only a run that was suspended while results came gets somewhere."""

LOOKED_AT: Final[dict[str, Written]] = {
    "everything is looked at when a run is canceled or the platform fails": Written("""
      start autolaunched -> First
      never "a": run is Canceled and First is Canceled and A is Canceled and B is InProgress
      never "b": run is Error and First is Discontinued and A is Discontinued and B is Completed
      never "c": run is Completed and Second is Completed and Sort is not null
      stage First {
        background A calls F async
        background B calls F async
        completes when A is Completed
        then Sort
      }
      decision Sort { outcome Done when B is Completed -> end otherwise -> Second }
      stage Second { interactive C calls Form assigned to queue Q then end }
    """),
    "everything is looked at when a stage goes wrong": Written("""
      start autolaunched -> First
      never "a": run is Error and First is Error and A is Error and B is Discontinued
      never "b": run is Error and Second is Error and C is Error
      stage First {
        background A calls F async
        background B calls F async
        on error -> Second
        then end
      }
      stage Second { background C calls F async then end }
    """),
    "everything is looked at when an approval is recalled": Written("""
      approval Test { api 67
      start when Case is created -> First
      never "a": run is Canceled and First is Canceled and A is Canceled and B is Canceled
      stage First {
        approval A calls Ask assigned to queue Q
        background B calls F async
        then end
      }
      }
    """),
    "a flow that writes after the platform failed": Written("""
      flow Raise { async writes $Record.Flag = true }
      field $Record.Flag: boolean not null, changed only by Raise
      start when Case is created -> First { where Flag = false }
      never "a": run is Error and $Record.Flag = true and A is Discontinued
      never "b": run is Canceled and $Record.Flag = true and A is InProgress
      stage First { background A calls Raise then end }
    """),
}
"""Definitions with properties, for which the prover keeps how things are when a run is over."""
