"""The evidence of a conformance run: JSON that says what was played, what was seen, and what follows. Same run, same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from ....engine.decisions.choices import Choices
from ....engine.records.values_json import Data
from ....engine.scenarios.scenario_file import digest_of
from ....engine.tables.catalogue import rows_of
from ....grammar.convert import to_orch
from ..finding import Finding
from ..remote.wire import answer_to_wire, capabilities_to_wire, observation_to_wire
from ..remote.wire_events import error_to_wire, event_to_wire
from ..trial import Step
from .conformance import Conformance, Conforms, PlayedScenario, RowResult
from .level import Level, level_of
from .scenario import Move, definitions


def evidence(conformance: Conformance, version: str) -> str:
    """The text of an evidence file. Its `digest` is that of the same JSON without it, sorted and without white space."""
    content: dict[str, Data] = {
        "schema_version": 1,
        "tool": {"name": "stageproof", "version": version},
        "profile": conformance.chosen.profile,
        "readings": dict(conformance.chosen.changed()),
        "engine": capabilities_to_wire(conformance.capabilities),
        "levels": [_level(conformance, level) for level in conformance.levels],
        "rows": [_row(result) for result in conformance.rows],
        "not_observable": [
            {"row": id, "reason": reason} for id, reason in not_observable(conformance.chosen)
        ],
        "definitions": list(_definitions(conformance)),
        "scenarios": [_scenario(number, played) for number, played in enumerate(conformance.played)],
    }
    return json.dumps(content | {"digest": digest(content)}, indent=2, ensure_ascii=False) + "\n"


def digest(content: dict[str, Data]) -> str:
    """The digest of evidence: `sha256:…`."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def not_observable(chosen: Choices) -> Iterator[tuple[str, str]]:
    """The rows of the profile that belong to no level, each with the reason, in the order of the tables."""
    for row in rows_of(chosen.profile):
        level = level_of(row, chosen)
        if not isinstance(level, Level):
            yield row.id, str(level)


def _level(conformance: Conformance, level: Level) -> dict[str, Data]:
    rows = [row for row in conformance.rows if row.level is level]
    counted: dict[str, Data] = {"level": str(level), "mandatory": len(rows)}
    return counted | {
        str(result).replace(" ", "_"): sum(row.result is result for row in rows) for result in Conforms
    }


def _row(result: RowResult) -> dict[str, Data]:
    return {
        "row": result.row,
        "level": str(result.level),
        "result": str(result.result),
        "reason": result.reason,
        "scenario": result.scenario,
    }


def _definitions(conformance: Conformance) -> Iterator[Data]:
    used = {played.scenario.definition for played in conformance.played}
    for name, definition in definitions().items():
        if name in used:
            text = to_orch(definition)
            yield {"name": name, "digest": digest_of(text), "orch": text}


def _scenario(number: int, played: PlayedScenario) -> Data:
    steps = played.steps
    return {
        "number": number,
        "definition": played.scenario.definition,
        "events": [
            _event(move, steps[place] if place < len(steps) else None)
            for place, move in enumerate(played.scenario.moves)
        ],
        "ended_early": played.reason,
        "findings": [_finding(finding) for finding in played.findings],
    }


def _event(move: Move, step: Step | None) -> Data:
    told: dict[str, Data] = {
        "event": event_to_wire(move.event),
        "errors": [error_to_wire(fault) for fault in move.faults],
        "must_be_refused": move.refused,
    }
    if step is None:
        return told | {"answer": None, "seen": None}
    return told | {"answer": answer_to_wire(step.answer), "seen": observation_to_wire(step.observation)}


def _finding(finding: Finding) -> Data:
    return {
        "sort": str(finding.sort),
        "row": finding.row,
        "element": finding.element,
        "expected": finding.expected,
        "observed": finding.observed,
        "moment": finding.moment,
        "reading": finding.reading,
    }
