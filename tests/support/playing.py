"""Playing scenarios in tests: from `.orch` text to what became of them."""

from __future__ import annotations

from running import program_of

from stageproof.engine.program.program import Program
from stageproof.engine.scenarios.played import Fate, Played
from stageproof.engine.scenarios.player import play
from stageproof.grammar.scenario import Scenario

ONBOARDING = """
  start autolaunched -> Prepare
  flow Create_User { async out userId: text }
  flow HR_Form { out decision: one of "Approve", "Reject" out ready: boolean }
  flow Print_Badge { async }
  flow Order_Laptop { async }
  stage Prepare {
    interactive HR_Data calls HR_Form assigned to queue HR
    background Create calls Create_User
    background Badge calls Print_Badge starts when Create is Completed
    on error -> Ask_IT
    then Cleared
  }
  decision Cleared {
    when HR_Data.Outputs.decision = "Approve" -> Provision
    otherwise -> end
  }
  stage Provision { background Laptop calls Order_Laptop then end }
  stage Ask_IT { interactive Fix calls Fix_Form assigned to group IT then go to Cleared }
"""
"""Two steps at once, one after them, a fault path that leads back, a decision."""


def with_scenario(events: str, definition: str = ONBOARDING, **readings: str) -> tuple[Program, Scenario]:
    """The program of a definition with a scenario of these events, and that scenario."""
    program = program_of(f'{definition} scenario "told" {{ {events} }}', **readings)
    return program, program.orchestration.scenarios[-1]


def told(events: str, definition: str = ONBOARDING, **readings: str) -> Played:
    """A definition's scenario of these events, played."""
    return play(*with_scenario(events, definition, **readings))


def fates(played: Played) -> list[Fate]:
    """What became of each event."""
    return [step.fate for step in played.steps]


def actual(played: Played) -> list[str]:
    """What was so where something else was expected."""
    return [expectation.actual for expectation in played.unmet]


def problems(played: Played) -> list[str]:
    """Why a scenario is not playable."""
    return [problem.message for problem in played.problems]
