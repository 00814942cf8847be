"""Playing a kept scenario again: is what it showed still so?"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from ...grammar.scenario import Cannot, Expect, Scenario
from ..program.program import Program
from ..values import shown
from .event_words import in_words, template_in_words
from .played import Fate, Played, Verdict
from .player import play
from .scenario_file import Observed, ScenarioFile, faults_of, observed_in
from .translate import NotPlayableError, translate

MOST_SHOWN = 8


class Outcome(StrEnum):
    """What became of a kept scenario.

    Nothing unmet is left; the same is unmet; something is unmet, but not the same; the scenario can no longer be
    played to its end, since the definition was changed; or it was kept for another definition.
    """

    FIXED = "fixed"
    STILL_FAILS = "still fails"
    FAILS_DIFFERENTLY = "fails differently"
    STALE = "stale"
    ANOTHER = "another definition"


class Replayed(NamedTuple):
    """The outcome, in a sentence why, and the scenario as it was played now."""

    outcome: Outcome
    reason: str
    played: Played


def unplayable(program: Program, scenario: Scenario) -> str | None:
    """Which event of a kept scenario no run of the definition can have, and why, in a sentence; None where there is none."""
    told = [each for each in scenario.events if not isinstance(each, Expect)]
    for number, event in enumerate(told, 1):
        try:
            translate(program, event.event if isinstance(event, Cannot) else event)
        except NotPlayableError as error:
            return f"Event {number} cannot be played any more: {str(error).rstrip('.')}."
    return None


def replay(program: Program, file: ScenarioFile) -> Replayed:
    """Play a kept scenario. `program` is that of the definition with the scenario in it (`including`)."""
    played = play(program, file.scenario)
    match played.verdict:
        case Verdict.NOT_PLAYABLE:
            return Replayed(Outcome.STALE, f"It cannot be played: {played.problems[0].message}.", played)
        case Verdict.REFUSED:
            return Replayed(Outcome.STALE, _stale(played), played)
        case Verdict.MET:
            return Replayed(Outcome.FIXED, "Everything that is expected holds.", played)
        case Verdict.UNMET:
            return _compared(file, played)


def _compared(file: ScenarioFile, played: Played) -> Replayed:
    now = observed_in(played)
    if file.observed and now != file.observed:
        was = _in_words(file.observed, now)
        return Replayed(
            Outcome.FAILS_DIFFERENTLY, f"Seen now: {_in_words(now, file.observed)}. Seen then: {was}.", played
        )
    faults = faults_of(played)
    if file.faults and faults != file.faults:
        what = ", ".join(f"{fault.step} on visit {fault.visit}, attempt {fault.attempt}" for fault in faults)
        return Replayed(Outcome.FAILS_DIFFERENTLY, f"The errors strike elsewhere: {what}.", played)
    first = played.unmet[0]
    return Replayed(
        Outcome.STILL_FAILS, f"{first.actual}." if first.actual else f"Not so: {first.expected}.", played
    )


def _stale(played: Played) -> str:
    told = [step for step in played.steps if step.events]
    refused = next(step for step in told if step.fate is Fate.REFUSED)
    number = sum(step.told is not None for step in told[: told.index(refused) + 1])
    what = f"Event {number}, {in_words(refused.events[0])}, is no longer enabled"
    if refused.told is None:
        what = "No run begins"
    instead = [template_in_words(template) for template in refused.enabled]
    listed = ", ".join(instead[:MOST_SHOWN]) + (", …" if len(instead) > MOST_SHOWN else "")
    reason = refused.refusal.reason.rstrip(".") if refused.refusal else ""
    return f"{what}: {reason}. Enabled instead: {listed or 'nothing'}."


def _in_words(these: tuple[Observed, ...], those: tuple[Observed, ...]) -> str:
    """What the other side does not have."""
    told = [
        f"{seen.path} is {shown(seen.value)} after event {seen.after}" for seen in these if seen not in those
    ]
    return "; ".join(told) or "nothing else"
