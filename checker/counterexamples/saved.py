"""Counterexamples in files of their own: scenarios as JSON, by name, replayed with four outcomes.

The file is a scenario file (`stageproof run FILE --scenario-file` plays it, too). What it shows is judged anew each time
it is played: `property` names the row of the tables or the property of the author that is broken.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ...engine.events import Begin, Event
from ...engine.program.program import Program
from ...engine.scenarios.json_format import scenario_to_json
from ...engine.scenarios.player import including, play
from ...engine.scenarios.replay import Outcome
from ...engine.scenarios.scenario_file import About, Observed, ScenarioFile, digest_of, faults_of
from ...engine.scenarios.translate import translate
from ...grammar.language.text import encode
from ...grammar.names import Names
from ...grammar.scenario import Cannot, Expect
from ...grammar.source import Source
from ..random_runs.flaw import FINGERPRINT_LENGTH, Judge
from ..random_runs.tally import Failure
from ..traces.event_words import event_words
from ..traces.what_next import what_next
from ..witness.told import read_scenario
from .judged_run import judged_run

VERDICT: Final = "violation"
OF_AUTHOR: Final = "property: "
_NO_NAME: Final = re.compile(r"[^A-Za-z0-9]+")
LONGEST_NAME: Final = 60


class Replayed(NamedTuple):
    """What became of a counterexample, in a sentence why."""

    outcome: Outcome
    reason: str


def file_name(failure: Failure) -> str:
    """`<property>__<fingerprint>.json`: names, so that a list of files can be read."""
    words = _NO_NAME.sub("-", failure.flaw.id).strip("-").lower()[:LONGEST_NAME].rstrip("-")
    return f"{words or 'property'}__{failure.flaw.fingerprint}.json"


def scenario_text(title: str, events: tuple[Event, ...]) -> str:
    """The events as a scenario to be copied into a definition."""
    lines = [f"  {event_words(event)}" for event in events if event != Begin()]
    return "\n".join([f"scenario {encode(title)} {{", *lines, "}"]) + "\n"


def saved(
    program: Program,
    failure: Failure,
    source: Source,
    tool: str,
    found_by: tuple[tuple[str, bool | int | str | None], ...],
) -> str:
    """A counterexample as JSON. The same one gives the same bytes. Raises ValueError where it cannot be written."""
    flaw = failure.flaw
    scenario = read_scenario(scenario_text(title_of(failure), failure.events))
    about = About(
        tool=tool,
        path=source.path,
        digest=digest_of(source.text),
        property=f"{OF_AUTHOR}{flaw.id}" if flaw.judge is Judge.PROPERTY else flaw.id,
        minimal="proved" if failure.minimal else "nothing can be left out",
        found_by=(*found_by, ("fingerprint", flaw.fingerprint)),
        name=program.orchestration.name,
    )
    orchestration = including(program.orchestration, scenario)
    shown = judged_run(program, failure.events).first(flaw.fingerprint)
    moment = shown.moment if shown is not None else len(failure.events)
    file = ScenarioFile(
        about,
        VERDICT,
        scenario,
        faults_of(play(program, scenario)),
        (Observed(moment, flaw.element, flaw.observed),),
    )
    return scenario_to_json(file, Names.of(orchestration))


def title_of(failure: Failure) -> str:
    """What a counterexample is called."""
    return f"{failure.flaw.id}: {failure.flaw.element}"


def is_counterexample(file: ScenarioFile) -> bool:
    """Whether a scenario file keeps a counterexample."""
    return file.verdict == VERDICT and fingerprint_of(file) is not None


def fingerprint_of(file: ScenarioFile) -> str | None:
    """The fingerprint of what a file shows; None where it has none."""
    found = dict(file.about.found_by).get("fingerprint")
    return found if isinstance(found, str) and len(found) == FINGERPRINT_LENGTH else None


def _property_gone(program: Program, file: ScenarioFile) -> str:
    """The property that a file is about, where the definition has none with this title; else nothing."""
    title = (file.about.property or "").removeprefix(OF_AUTHOR)
    is_property = title != file.about.property
    return (
        title
        if is_property and all(claim.title != title for claim in program.orchestration.properties)
        else ""
    )


def events_of(program: Program, file: ScenarioFile) -> tuple[Event, ...]:
    """The events that a file tells, for the interpreter."""
    told = [each for each in file.scenario.events if not isinstance(each, Expect | Cannot)]
    events = tuple(translate(program, each) for each in told)
    return events if events and isinstance(events[0], Begin) else (Begin(), *events)


def replayed(program: Program, file: ScenarioFile) -> Replayed:
    """Play a counterexample again and judge it anew."""
    gone = _property_gone(program, file)
    if gone:
        return Replayed(Outcome.STALE, f'There is no property "{gone}" any more.')
    events = events_of(program, file)
    judged = judged_run(program, events)
    fingerprint = fingerprint_of(file) or ""
    again = judged.first(fingerprint)
    if again is not None:
        return Replayed(Outcome.STILL_FAILS, f"In moment {again.moment}: {again.flaw.observed}.")
    if judged.refusal is not None and judged.refused_at is not None:
        instead = ", ".join(what_next(program, judged.run.configuration)) or "nothing"
        refused = event_words(events[judged.refused_at])
        return Replayed(
            Outcome.STALE,
            f"Event {judged.refused_at + 1}, {refused}, is no longer enabled: {judged.refusal.reason.rstrip('.')}. "
            f"Enabled instead: {instead}.",
        )
    if judged.found:
        other = judged.found[0]
        return Replayed(
            Outcome.FAILS_DIFFERENTLY,
            f"In moment {other.moment}, {other.flaw.id}: expected {other.flaw.expected}; seen: {other.flaw.observed}.",
        )
    return Replayed(Outcome.FIXED, "No row of the tables and no property is broken any more.")
