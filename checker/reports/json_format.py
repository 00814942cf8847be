"""The JSON of `check`, schema version 1. Keys are added, never renamed."""

import json
from collections.abc import Sequence
from typing import Any, Final

from ..fault_row import FaultRow
from ..finding import Finding, Related, TraceStep
from ..report import SCHEMA_VERSION, FileResult, Obligation, Report
from .words import ordered

Json = dict[str, Any]
_compact: Final = json.JSONEncoder(ensure_ascii=False).encode


def json_format(report: Report) -> str:
    """The report as JSON: lines and columns 1-based, columns in code points, ends exclusive."""
    members = (
        ("schema_version", _compact(SCHEMA_VERSION)),
        ("tool", _compact({"name": "stageproof", "version": report.version})),
        ("profile", _compact(report.profile)),
        ("files", _rows([_file(file) for file in report.files])),
        ("findings", _rows([_finding(finding) for finding in ordered(report.findings)])),
        ("obligations", _rows([obligation_json(obligation) for obligation in report.obligations])),
        ("fault_table", _rows([_fault(row) for row in report.fault_table])),
        ("not_checked", _rows(list(report.not_checked))),
        ("summary", _compact(report.summary())),
    )
    text = ",\n".join(f"{_compact(key)}: {value}" for key, value in members)
    return f"{{\n{text}\n}}\n".encode("utf-8", "replace").decode()


def _rows(entries: Sequence[object]) -> str:
    """A list with one entry a line, so that a difference between two reports is a line."""
    return "[\n" + ",\n".join(map(_compact, entries)) + "\n]" if entries else "[]"


def _file(file: FileResult) -> Json:
    return {
        "path": file.path,
        "format": file.format,
        "orchestration": file.orchestration,
        "kind": file.kind,
        "status": file.status,
        "reason": file.reason,
    }


def _finding(finding: Finding) -> Json:
    return {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "confidence": finding.confidence.value,
        "message": finding.message,
        "path": finding.path,
        "element": finding.element,
        "line": finding.region.line,
        "column": finding.region.column,
        "end_line": finding.region.end_line,
        "end_column": finding.region.end_column,
        "related": [_related(related) for related in finding.related],
        "trace": [_trace(step) for step in finding.trace],
        "help": finding.help,
        "url": finding.url,
        "fingerprint": finding.fingerprint,
        "suppressed": finding.suppressed,
    }


def _related(related: Related) -> Json:
    return {
        "path": related.path,
        "line": related.region.line,
        "column": related.region.column,
        "end_line": related.region.end_line,
        "end_column": related.region.end_column,
        "message": related.message,
    }


def _trace(step: TraceStep) -> Json:
    """`changes` says what each cell is after the event, `steps` every change on the way, in order."""
    return {
        "event": step.event,
        "changes": dict(step.changes),
        "steps": [{"cell": cell, "after": value} for cell, value in step.changes],
        "by": step.by,
        "world": [cell for cell, _ in step.changes if cell in step.world],
        "same_moment": step.own,
        "repeats": step.repeats,
    }


def obligation_json(obligation: Obligation) -> Json:
    """One obligation as the JSON contract has it."""
    return {
        "id": obligation.id,
        "property": obligation.property,
        "element": obligation.element,
        "verdict": obligation.verdict,
        "assumptions": list(obligation.assumptions),
        "certificate": obligation.certificate,
        "trace": None if obligation.trace is None else [_trace(step) for step in obligation.trace],
        "reason": obligation.reason,
    }


def _fault(row: FaultRow) -> Json:
    return {
        "path": row.path,
        "orchestration": row.orchestration,
        "stage": row.stage,
        "step": row.step,
        "decision": row.decision,
        "errors": list(row.errors),
        "fault_path": row.fault_path,
        "then": list(row.then),
        "then_with_errors": list(row.then_with_errors),
        "resumable": row.resumable,
        "documented": list(row.documented),
        "agrees": row.agrees,
    }
