"""Definitions on which a finding and exploration once differed, made small by hand.

No element has a name that is a word of a message.
"""

from __future__ import annotations

from typing import Final

ONCE_WRONG: Final = {
    "a stage that only leads into a loop does not repeat": """orchestration Drawn {
      flow F { async }
      flow Ask { out again: boolean not null }
      start autolaunched -> First
      stage First { background A1 calls F then Choose }
      decision Choose { when Second is visited -> Third otherwise -> Second }
      stage Second { background B1 calls F then First }
      stage Third { interactive C1 calls Ask assigned to queue Q then More }
      decision More { when C1.Outputs.again = true -> Third otherwise -> end }
    }""",
    "a flow that returns late changes the record that a stage waits for": """orchestration Drawn {
      flow Raise { async writes $Record.Flag = true }
      field $Record.Flag: boolean not null, changed only by Raise
      start when Case is created -> First { where Flag = false }
      stage First {
        background A1 calls Raise
        interactive B1 calls Form assigned to queue Q
        completes when B1 is Completed
        then Second
      }
      stage Second { completes when $Record.Flag = true then end }
    }""",
    "a flow that returns late leads on from where people are asked": """orchestration Drawn {
      flow Raise { async writes $Record.Flag = true }
      field $Record.Flag: boolean not null, changed only by Raise
      start when Case is created -> First { where Flag = false }
      stage First {
        background A1 calls Raise
        interactive B1 calls Form assigned to queue Q
        completes when B1 is Completed
        then Second
      }
      stage Second {
        interactive C1 calls Form assigned to queue Q
        completes when $Record.Flag = true or C1 is Completed
        then end
      }
    }""",
    "in an empty stage nothing fails": """approval Drawn {
      flow F { async }
      start approval -> First
      stage First { background A1 calls F then Second }
      stage Second { then end }
    }""",
    "a decision lets no run with this error come to the end": """approval Drawn {
      flow F { async }
      field $Record.Size: integer 0..1 not null, never changed
      start when Case is created -> Choose
      decision Choose { when $Record.Size = 0 -> First otherwise -> Second }
      stage First { background A1 calls F on error -> Sort then Second }
      decision Sort { when $Record.Size = 1 -> end otherwise -> Second }
      stage Second { approval B1 calls Ask assigned to group Team then end }
    }""",
    "who was rejected before is not approved by an error": """approval Drawn {
      flow F { async }
      start approval -> First
      stage First { approval A1 calls Ask assigned to group Team then Choose }
      decision Choose { when A1.Outputs.approvalDecision = "Reject" -> Second otherwise -> end }
      stage Second { background B1 calls F on error -> end then Third }
      stage Third { approval C1 calls Ask assigned to group Team then end }
    }""",
    "nobody comes with an answer to a decision on it": """approval Drawn {
      start approval -> First
      stage First { approval A1 calls Ask assigned to group Team on error -> Choose then end }
      decision Choose { when A1.Outputs.approvalDecision <> "Reject" -> Second otherwise -> end }
      stage Second { interactive B1 calls Form assigned to queue Q then end }
    }""",
    "one sets what another adds to": """orchestration Drawn {
      flow Add { async writes Case.Count = Case.Count + 1 }
      flow Set { async writes Case.Count = 0 }
      start when Case is created -> First
      stage First { background A1 calls Add background B1 calls Set then end }
    }""",
    "two approvals that lock at once": """approval Drawn {
      start approval -> First
      stage First {
        approval A1 calls Ask assigned to group Team { locks record }
        approval B1 calls Ask assigned to group Team starts when C1 is Completed { locks record }
        approval C1 calls Ask assigned to group Team starts when A1 is Completed { locks record }
        approval D1 calls Ask assigned to group Team { locks record }
        then end
      }
    }""",
    "an approver who is passed by an error and by a rejection": """approval Drawn {
      flow F { async }
      start approval -> First
      stage First { approval A1 calls Ask assigned to group Team on error -> Second then Choose }
      decision Choose { when A1.Outputs.approvalDecision = "Approve" -> Third otherwise -> Fourth }
      stage Second { background B1 calls F then Third }
      stage Third { background C1 calls F on error -> end then Last }
      stage Fourth { background D1 calls F on error -> Third then Third }
      stage Last { approval E1 calls Ask assigned to group Team then end }
    }""",
    "errors lead round in one loop through three stages": """orchestration Drawn {
      flow F { async }
      start autolaunched -> First
      stage First { background A1 calls F on error -> Second then end }
      stage Second { background B1 calls F on error -> Third then end }
      stage Third { background C1 calls F on error -> First then end }
    }""",
}
