"""Definitions on which exploration and prover once differed, minimised by the harness and kept."""

from __future__ import annotations

from typing import Final

KEPT: Final = {
    "texts that two searches find at once": """
      start autolaunched -> First
      stage First {
        background B calls F
        completes when B.Outputs.x starts with "a" and B.Outputs.x contains "b"
        then Sort
      }
      decision Sort {
        outcome Both when B.Outputs.x ends with "b" -> end
        otherwise -> end
      }
    """,
    "an item that its exit condition closes as it is assigned": """
      start autolaunched -> First
      stage First {
        background A calls F
        interactive C calls Form assigned to queue Q { completes when A is not NotStarted }
        then end
      }
    """,
    "a stage that completes before anybody looks at its steps": """
      field $Record.Size: integer 0..2 not null, never changed
      start when Case is created -> Second
      stage Second {
        background A calls F async starts when B is Completed
        background B calls F async
        completes when $Record.Size < 3
        then end
      }
    """,
    "a round of decisions that never waits": """
      start autolaunched -> First
      stage First { background A calls F then Choose }
      decision Choose { otherwise -> Choose }
    """,
    "a round of stages that waits only for a field": """
      field $Record.Status: one of "New", "Done" or null
      start when Case is created -> First
      stage First {
        completes when $Record.Status is null
        then First
      }
    """,
    "an error in front of a round that never waits": """
      start autolaunched -> First
      stage First { interactive A calls Form assigned to queue Q on error -> Repair then end }
      stage Repair { then Sort }
      decision Sort { outcome Again when not (Repair is erroneous) -> Sort otherwise -> end }
    """,
    "three errors in one burst": """
      start autolaunched -> First
      stage First { background A calls F async
        completes when A is not NotStarted
        on error -> Repair
        then end }
      stage Repair { background B calls F async
        completes when B is not NotStarted
        on error -> Rescue
        then end }
      stage Rescue { background C calls F async
        completes when C is not NotStarted
        on error -> Last
        then end }
      stage Last { then end }
    """,
    "a text that is part of the words for any other text": """
      flow F { async out x: text }
      start autolaunched -> First
      stage First { background A calls F completes when A.Outputs.x = "a" then end }
    """.replace("calls F completes", "calls F\n completes"),
    "a stopped flow that writes what its fault path waits for": """
      flow Raise { async writes $Record.Flag = true }
      field $Record.Flag: boolean not null, changed only by Raise
      start when Case is created -> First
      stage First { background A calls Raise background B calls F async on error -> Repair then end }
      stage Repair {
        interactive C calls Form assigned to queue Q { completes when $Record.Flag = true }
        then end
      }
    """,
    "a synchronous step whose entry condition reads itself": """
      flow Now { sync }
      start autolaunched -> First
      stage First { background A calls Now starts when A is InProgress or A is NotStarted then end }
    """,
    "a step that nothing asks for any more when its stage completes at once": """
      flow F { async }
      start autolaunched -> First
      stage First {
        background A calls F
        background B calls F starts when A is Completed
        completes when not (A is Discontinued)
        then end
      }
    """,
    "a text that begins with another without being it": """
      flow F { async out x: text }
      start autolaunched -> First
      stage First {
        background A calls F
        completes when A.Outputs.x starts with "a"
        then Choose
      }
      decision Choose { outcome Same when A.Outputs.x = "a" -> end otherwise -> end }
    """,
    "a flow that returns after its stage and leads out of a loop of errors": """
      flow Raise { writes $Record.Flag = true }
      field $Record.Flag: boolean not null, changed only by Raise
      start when Case is created or updated -> Second
      stage Second {
        background A calls Raise
        completes when A is not NotStarted
        on error -> Second
        then Third
      }
      stage Third {
        background B calls F
        completes when $Record.Flag = true
        on error -> Second
        then end
      }
    """,
    "a flow whose write wakes a stage after its own": """
      flow Raise { writes $Record.Flag = true }
      field $Record.Flag: boolean not null, changed only by Raise
      start when Case is created or updated -> First
      stage First {
        background A calls Raise
        background B calls F
        completes when B is Completed
        then Second
      }
      stage Second {
        background C calls F starts when $Record.Flag = true
        completes when C is not NotStarted
        on error -> Third
        then end
      }
      stage Third { background D calls F starts when $Record.Flag = false then end }
    """,
}
