"""Playing what a file keeps again, on the definition that it was kept for: what became of it, or why that cannot be said."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ...engine.program.program import Program
from ...engine.records.reading import JsonError
from ...engine.scenarios.json_format import scenario_from_json
from ...engine.scenarios.kept_for import Given, is_of_another, kept_for, may_be_of_another
from ...engine.scenarios.played import Played
from ...engine.scenarios.replay import Outcome, replay, unplayable
from ...engine.scenarios.scenario_file import ScenarioFile
from ...grammar.scenario import Scenario
from .saved import is_counterexample, replayed


class Again(NamedTuple):
    """What became of a kept run, in a sentence why. `file` is None where it was not played; `played` is the scenario, where the file
    keeps one with what it expects, and no counterexample.
    """

    outcome: Outcome
    reason: str
    file: ScenarioFile | None = None
    played: Played | None = None


def play_again(text: str, given: Given, program_of: Callable[[Scenario], Program]) -> Again:
    """Play what a file keeps. `given` is the definition, `program_of` its program with a scenario in it.

    Raises JsonError where the text keeps no scenario.
    """
    bare = scenario_from_json(text)
    if is_of_another(bare.about, given):
        return Again(Outcome.ANOTHER, kept_for(bare.about, given))
    found = _played(text, bare.scenario, program_of(bare.scenario))
    if found.outcome is not Outcome.STALE:
        return found
    if may_be_of_another(bare.about, given):
        return found._replace(outcome=Outcome.ANOTHER, reason=f"{kept_for(bare.about, given)} {found.reason}")
    if bare.about.digest != given.digest:
        return found._replace(reason=f"{found.reason} {given.path} was changed since the run was kept.")
    return found


def _played(text: str, scenario: Scenario, program: Program) -> Again:
    try:
        file = scenario_from_json(text, program)
    except JsonError as error:
        return Again(Outcome.STALE, unplayable(program, scenario) or f"It cannot be played: {error}.")
    if is_counterexample(file):
        return Again(*replayed(program, file), file)
    again = replay(program, file)
    return Again(again.outcome, again.reason, file, again.played)
