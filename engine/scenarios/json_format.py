"""A scenario as JSON: names, never indexes; exact values; read with every mistake told by its place.

`at` numbers the events from 1, `after` is such a number (0: before the first). Every error is an event, at its place in
the order; `faults` say by visit and attempt which starts of steps the errors struck.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from ...grammar.names import Names
from ...grammar.scenario import Begin, Cannot, Expect, Fail, Happening, Scenario
from ...grammar.scenario import Event as Told
from ..program.program import Program
from ..records.reading import At, JsonError, read_json
from ..records.values_json import Data, from_data, to_data
from .expectations import Judge
from .json_events import given_from_data, given_to_data, told_from_data, told_to_data
from .json_statements import expected_from_data, expected_to_data
from .json_values import only
from .played import Played
from .scenario_file import (
    FORMAT_VERSION,
    About,
    Fault,
    Observed,
    ScenarioFile,
    faults_of,
    observed_in,
)
from .translate import NotPlayableError, translate

KEYS: Final = (
    "format_version", "tool", "spec", "scenario", "property", "verdict", "minimal", "found_by", "inputs", "faults",
    "events", "expect", "observed",
)  # fmt: skip
_HALVES: Final = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no file can hold unless they are escaped."""
MOST: Final = 1_000_000
"""No scenario has so many events, no run so many visits."""


def file_of(played: Played, about: About, rows: tuple[str | None, ...] = ()) -> ScenarioFile:
    """A played scenario with what was seen, to be kept. `rows`: see `ScenarioFile`."""
    return ScenarioFile(
        about, played.verdict.value, played.scenario, faults_of(played), observed_in(played), rows
    )


def scenario_to_json(file: ScenarioFile, names: Names) -> str:
    """A scenario file as JSON, with a line feed at its end. The same file gives the same bytes.

    `names` are those of the definition: a step is written with its stage. Raises ValueError where the scenario gives one
    name two values, which cannot be played either.
    """
    about = file.about
    told = [event for event in file.scenario.events if not isinstance(event, Expect)]
    events = [told_to_data(event) | {"at": number} for number, event in enumerate(told, 1)]
    inputs: dict[str, Data] = {}
    if told and isinstance(told[0], Begin):
        inputs = given_to_data(told[0].values)
        events[0].pop("values", None)
    spec: dict[str, Data] = {"path": about.path, "digest": about.digest}
    data: dict[str, Data] = {
        "format_version": FORMAT_VERSION,
        "tool": about.tool,
        "spec": spec if about.name is None else spec | {"name": about.name},
        "scenario": file.scenario.title,
        "property": about.property,
        "verdict": file.verdict,
        "minimal": about.minimal,
        "found_by": dict(about.found_by),
        "inputs": inputs,
        "faults": [dict(fault._asdict()) for fault in file.faults],
        "events": list(events),
        "expect": list(_expected(file, names)),
        "observed": [
            {"after": seen.after, "path": seen.path, "value": to_data(seen.value)} for seen in file.observed
        ],
    }
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return _HALVES.sub(lambda half: f"\\u{ord(half.group()):04x}", text)


def scenario_from_json(text: str, program: Program | None = None) -> ScenarioFile:
    """What a scenario file says. Raises JsonError, which names the place, at the first thing that is wrong.

    With a program also names are looked up: steps, decisions, evaluation flows, and what expectations read.
    """
    at = read_json(text)
    version = at["format_version"]
    if version.whole(MOST) > FORMAT_VERSION:
        raise JsonError(
            version.pointer,
            f"a newer Stageproof wrote this file (format {version.data}; this one reads {FORMAT_VERSION}): "
            "update Stageproof",
        )
    if version.data == 0:
        raise JsonError(version.pointer, "there is no format 0; formats count from 1")
    only(at, *KEYS)
    title = at.get("scenario")
    events, numbers = _events(at, program)
    expected = _expectations(at, program)
    observed = at.get("observed")
    return ScenarioFile(
        about=_about(at),
        verdict=at["verdict"].text(),
        scenario=Scenario(
            title=title.text() if title else "", events=tuple(_in_order(events, numbers, expected))
        ),
        faults=_faults(at, events),
        observed=tuple(map(_observed, observed.parts() if observed else ())),
        rows=tuple(row for _, _, row in expected) if any(row for _, _, row in expected) else (),
    )


def _expected(file: ScenarioFile, names: Names) -> Iterator[dict[str, Data]]:
    after, number = 0, 0
    for event in file.scenario.events:
        if not isinstance(event, Expect):
            after += 1
            continue
        for statement in event.statements:
            row = file.rows[number] if number < len(file.rows) else None
            number += 1
            entry: dict[str, Data] = {"after": after, **expected_to_data(statement, names)}
            yield entry if row is None else entry | {"row": row}


def _about(at: At) -> About:
    spec = at["spec"]
    only(spec, "path", "digest", "name")
    found = at.get("found_by")
    found_by: list[tuple[str, bool | int | str | None]] = []
    for name, value in found.members().items() if found else ():
        data = value.data
        if data is not None and not isinstance(data, bool | int | str):
            raise value.wrong("text, a whole number, true, false or null")
        found_by.append((name, data))
    return About(
        tool=at["tool"].text(),
        path=spec["path"].text(),
        digest=spec["digest"].text(),
        property=_optional(at.get("property")),
        minimal=_optional(at.get("minimal")),
        found_by=tuple(found_by),
        name=_optional(spec.get("name")),
    )


def _events(at: At, program: Program | None) -> tuple[list[Happening | Cannot], list[int]]:
    """The events and their numbers, which grow."""
    given = at.get("inputs")
    inputs = given_from_data(given)
    events: list[Happening | Cannot] = []
    numbers: list[int] = []
    for place in at["events"].parts():
        event = told_from_data(place)
        if not events and isinstance(event, Begin) and inputs:
            if event.values:
                raise JsonError(place["values"].pointer, "the first begin takes its values from /inputs")
            event = Begin(values=inputs)
        if program is not None:
            try:
                translate(program, event.event if isinstance(event, Cannot) else event)
            except NotPlayableError as error:
                raise JsonError(place.pointer, str(error)) from None
        number = place.get("at")
        last = numbers[-1] if numbers else 0
        numbers.append(number.whole(MOST) if number else last + 1)
        if number is not None and numbers[-1] <= last:
            raise JsonError(number.pointer, f"events come in order: a number above {last} is expected")
        events.append(event)
    if inputs and not (events and isinstance(events[0], Begin)):
        events.insert(0, Begin(values=inputs))
        numbers.insert(0, 0)
    return events, numbers


def _expectations(at: At, program: Program | None) -> list[tuple[int, Expect, str | None]]:
    """What is expected, each with the number of the event after which."""
    expect = at.get("expect")
    judge = None if program is None else Judge(program)
    found: list[tuple[int, Expect, str | None]] = []
    for place in expect.parts() if expect else ():
        statement = expected_from_data(place)
        for problem in judge.problems(statement) if judge else ():
            raise JsonError(place.pointer, problem.message)
        after = place["after"].whole(MOST)
        found.append((after, Expect(statements=(statement,)), _optional(place.get("row"))))
    return sorted(found, key=lambda each: each[0])


def _in_order(
    events: list[Happening | Cannot], numbers: list[int], expected: list[tuple[int, Expect, str | None]]
) -> Iterator[Told]:
    """Events and between them what is expected; expectations of one moment are one `expect`."""
    waiting = [(after, expect.statements[0]) for after, expect, _ in expected]
    for event, number in zip(events, numbers, strict=True):
        before = [statement for after, statement in waiting if after < number]
        if before:
            yield Expect(statements=tuple(before))
        waiting = waiting[len(before) :]
        yield event
    if waiting:
        yield Expect(statements=tuple(statement for _, statement in waiting))


def _faults(at: At, events: list[Happening | Cannot]) -> tuple[Fault, ...]:
    faults = at.get("faults")
    told = [(event.step.casefold(), event.kind) for event in events if isinstance(event, Fail)]
    found: list[Fault] = []
    for place in faults.parts() if faults else ():
        only(place, *Fault._fields)
        fault = Fault(
            place["step"].text(),
            place["visit"].whole(MOST),
            place["attempt"].whole(MOST),
            place["kind"].text(),
        )
        if (fault.step.casefold(), fault.kind) not in told:
            raise JsonError(
                place.pointer,
                f'no event tells this error: one with "do": "fail", "element": "{fault.step}" and '
                f'"kind": "{fault.kind}" is expected in /events',
            )
        told.remove((fault.step.casefold(), fault.kind))
        found.append(fault)
    return tuple(found)


def _observed(at: At) -> Observed:
    only(at, "after", "path", "value")
    return Observed(at["after"].whole(MOST), at["path"].text(), from_data(at["value"]))


def _optional(at: At | None) -> str | None:
    return None if at is None or at.is_null else at.text()
