"""The contract as JSON: what is sent for each call, and how the answer is read.

A request is `{"id": 3, "call": "do", "event": {…}}`, its answer `{"id": 3, "answer": {…}}`, or `{"id": 3, "error": "why"}`
where the engine cannot answer at all. `wire_schema.json` has every shape.
"""

from __future__ import annotations

from ....engine.error_kinds import ErrorKind
from ....engine.kinds import Kind
from ....engine.records.reading import At
from ....engine.records.values_json import Data, from_data, to_data
from ....engine.scenarios.scenario_file import digest_of
from ....grammar.convert import to_orch, to_xml
from ....grammar.model import Orchestration
from ...oracle.observation import SeenRow
from ..contract import EVENTS, Answer, Capabilities, Observation, Part, Sight, Told, Unknown, Verdict


def definition_to_wire(definition: Orchestration) -> dict[str, Data]:
    """A definition: its name, its digest, its text in the language and as Salesforce XML (null where there is none)."""
    text = to_orch(definition)
    return {
        "name": definition.name,
        "digest": digest_of(text),
        "orch": text,
        "xml": to_xml(definition).text,
    }


def capabilities_to_wire(capabilities: Capabilities) -> dict[str, Data]:
    """Capabilities as JSON, sorted."""
    return {
        "name": capabilities.name,
        "version": capabilities.version,
        "events": sorted(capabilities.events),
        "errors": sorted(map(str, capabilities.errors)),
        "parts": sorted(map(str, capabilities.parts)),
        "sight": str(capabilities.sight),
        "log": capabilities.log,
    }


def capabilities_from_wire(at: At) -> Capabilities:
    """Capabilities. What is left out of the lists is not supported. Raises JsonError for a wrong shape."""
    version, log, events, sight = at.get("version"), at.get("log"), at.get("events"), at.get("sight")
    known = [_one_of(part, EVENTS) for part in events.parts()] if events else []
    errors, parts = at.get("errors"), at.get("parts")
    return Capabilities(
        name=at["name"].text(),
        version=version.text() if version else "",
        events=frozenset(known),
        errors=frozenset(part.word(ErrorKind) for part in errors.parts()) if errors else frozenset(),
        parts=frozenset(part.word(Part) for part in parts.parts()) if parts else frozenset(),
        sight=sight.word(Sight) if sight else Sight.CHANGES,
        log=log.truth() if log else False,
    )


def _one_of(at: At, words: tuple[str, ...]) -> str:
    text = at.text()
    if text not in words:
        raise at.wrong(f"one of {', '.join(words)}")
    return text


def answer_to_wire(answer: Answer) -> dict[str, Data]:
    """What came of a call, as JSON."""
    reason: dict[str, Data] = {"reason": answer.reason} if answer.reason else {}
    return {"verdict": str(answer.verdict)} | reason


def answer_from_wire(at: At) -> Answer:
    """What came of a call. Raises JsonError for a wrong shape."""
    reason = at.get("reason")
    return Answer(at["verdict"].word(Verdict), reason.text() if reason else "")


def observation_to_wire(observation: Observation) -> dict[str, Data]:
    """What was seen, as JSON."""
    return {
        "told": [_told_to_wire(told) for told in observation.told],
        "log": [_row_to_wire(row) for row in observation.log],
    }


def observation_from_wire(at: At) -> Observation:
    """What was seen. Raises JsonError for a wrong shape."""
    told, log = at.get("told"), at.get("log")
    return Observation(
        tuple(map(_told_from_wire, told.parts())) if told else (),
        tuple(map(_row_from_wire, log.parts())) if log else (),
    )


def _told_to_wire(told: Told) -> dict[str, Data]:
    found: dict[str, Data] = {"part": str(told.part), "element": told.element, "after": to_data(told.after)}
    if told.attribute != "Status":
        found["attribute"] = told.attribute
    if not isinstance(told.before, Unknown):
        found["before"] = to_data(told.before)
    return found


def _told_from_wire(at: At) -> Told:
    before, attribute = at.get("before"), at.get("attribute")
    return Told(
        at["part"].word(Part),
        at["element"].text(),
        from_data(at["after"]),
        from_data(before) if before else Unknown.NOT_TOLD,
        attribute.text() if attribute else "Status",
    )


def _row_to_wire(row: SeenRow) -> dict[str, Data]:
    found: dict[str, Data] = {"kind": str(row.kind)}
    if row.stage is not None:
        found["stage"] = row.stage
    if row.step is not None:
        found["step"] = row.step
    return found


def _row_from_wire(at: At) -> SeenRow:
    stage, step = at.get("stage"), at.get("step")
    return SeenRow(
        at["kind"].word(Kind),
        stage.text() if stage and not stage.is_null else None,
        step.text() if step and not step.is_null else None,
    )
