"""A flow that returns after its stage is over, and writes a field."""

from __future__ import annotations

from running import program_of

from stageproof.engine.program.program import Program

BY_FIELD = "$Record.Done__c = true"
BY_FORMULA = "Is_Done = true"
"""Conditions on what it writes: one that names the field, so that its change wakes a run, and one that does not."""


def late_writer(condition: str) -> Program:
    """`Quick` ends the stage of `Slow`, whose flow writes the field; in the next stage `After` waits for the condition."""
    return program_of(
        """
      flow Count { async; writes $Record.Done__c = true }
      field $Record.Done__c: boolean, changed only by Count
      formula Is_Done: boolean = "{!$Record.Done__c}"
      start when Case is created -> Main
      stage Main {
        background Quick calls F async
        background Slow calls Count
        completes when Quick is Completed
        then Next
      }
      stage Next {
        background Wait calls F async
        background After calls F async starts when CONDITION
        then end
      }
    """.replace("CONDITION", condition)
    )
