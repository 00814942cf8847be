"""SARIF 2.1.0 as GitHub code scanning wants it: always exactly one run."""

import json
from typing import Any, Final
from urllib.parse import quote

from ..finding import Finding, Region, Severity, TraceStep
from ..report import Report, RuleInfo
from .json_format import obligation_json
from .words import not_checked_files, not_checked_reason, one_line, ordered, repository_path

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
INFORMATION: Final = "https://github.com/stageproof/stageproof"
LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
PROBLEM: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}
PRECISION: Final = {"certain": "very-high", "likely": "high", "possible": "medium"}
TEXT_LIMIT: Final = 1024
"""Characters GitHub takes of a rule's descriptions."""

Json = dict[str, Any]


def sarif(report: Report) -> str:
    """One SARIF log with one run, valid also when files could not be parsed or a rule failed."""
    rules = _rules(report)
    indices = {rule["id"]: index for index, rule in enumerate(rules)}
    run: Json = {
        "tool": {
            "driver": {
                "name": "Stageproof",
                "semanticVersion": report.version,
                "informationUri": INFORMATION,
                "rules": rules,
            }
        },
        "automationDetails": {"id": "stageproof/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        "invocations": [_invocation(report)],
        "results": [_result(finding, indices) for finding in ordered(report.findings)],
        "properties": {
            "profile": report.profile,
            "notChecked": list(report.not_checked),
            "obligations": [obligation_json(obligation) for obligation in report.obligations],
        },
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n"


def _rules(report: Report) -> list[Json]:
    known = {rule.id: _rule(rule) for rule in report.rules}
    for finding in report.findings:
        if finding.rule not in known:
            known[finding.rule] = _bare_rule(finding)
    return [known[name] for name in sorted(known)]


def _rule(rule: RuleInfo) -> Json:
    described: Json = {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": _limited(rule.summary) or rule.id},
        "fullDescription": {"text": _limited(rule.description) or rule.id},
        "help": {"text": rule.help or rule.id},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": list(rule.tags),
            "precision": PRECISION[rule.confidence],
            "problem.severity": PROBLEM[rule.severity],
        },
    }
    if rule.url:
        described["helpUri"] = rule.url
        described["help"]["markdown"] = f"{rule.help or rule.id}\n\n[Documentation]({rule.url})"
    return described


def _limited(text: str) -> str:
    return text if len(text) <= TEXT_LIMIT else text[: TEXT_LIMIT - 1] + "…"


def _bare_rule(finding: Finding) -> Json:
    return {
        "id": finding.rule,
        "shortDescription": {"text": finding.rule},
        "fullDescription": {"text": finding.rule},
        "help": {"text": finding.help or finding.rule},
        "defaultConfiguration": {"level": LEVELS[finding.severity]},
    }


def _invocation(report: Report) -> Json:
    invocation: Json = {"executionSuccessful": not report.crashed}
    crashes = [finding for finding in report.findings if finding.rule == "rule-crashed"]
    notifications: list[Json] = [
        {
            "level": "error",
            "message": {"text": one_line(finding.message) or finding.rule},
            "locations": [{"physicalLocation": _physical(finding.path, finding.region)}],
        }
        for finding in crashes
    ]
    if report.crashed and not notifications:
        notifications.append(
            {"level": "error", "message": {"text": "Stageproof failed on a part of this run."}}
        )
    notifications += [
        {
            "level": "note" if file.status == "skipped" else "warning",
            "message": {"text": not_checked_reason(file)},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(file.path)}}],
        }
        for file in not_checked_files(report)
    ]
    if notifications:
        invocation["toolExecutionNotifications"] = notifications
    return invocation


def _result(finding: Finding, indices: dict[str, int]) -> Json:
    location: Json = {"physicalLocation": _physical(finding.path, finding.region)}
    if finding.element:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.element, "kind": "member"}]
    text = " ".join(filter(None, (one_line(finding.message), one_line(finding.help))))
    result: Json = {
        "ruleId": finding.rule,
        "ruleIndex": indices[finding.rule],
        "level": LEVELS[finding.severity],
        "message": {"text": text or finding.rule},
        "locations": [location],
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _physical(related.path, related.region),
                "message": {"text": one_line(related.message) or "see also"},
            }
            for number, related in enumerate(finding.related)
        ]
    if finding.trace:
        result["codeFlows"] = [_code_flow(finding)]
    prints = {"primaryLocationLineHash": finding.line_hash, "stageproof/logicalPath/v1": finding.fingerprint}
    prints = {name: value for name, value in prints.items() if value}
    if prints:
        result["partialFingerprints"] = prints
    if finding.suppressed is not None:
        result["suppressions"] = [
            {"kind": "inSource", "justification": one_line(finding.suppressed) or "accepted"}
        ]
    return result


def _code_flow(finding: Finding) -> Json:
    steps = [_flow_location(finding, number, step) for number, step in enumerate(finding.trace, 1)]
    message = "the run" + (
        ": it can go round for ever" if any(step.repeats for step in finding.trace) else ""
    )
    return {"message": {"text": message}, "threadFlows": [{"locations": steps}]}


def _flow_location(finding: Finding, number: int, step: TraceStep) -> Json:
    by = f" ({step.by})" if step.by else ""
    changes = ", ".join(step.told)
    event = f"from here on, for ever: {step.event}" if step.repeats else step.event
    text = one_line(f"{event}{by}: {changes}" if changes else f"{event}{by}")
    return {
        "executionOrder": number,
        "nestingLevel": 1 if step.own else 0,
        "location": {
            "physicalLocation": _physical(finding.path, step.region or finding.region),
            "message": {"text": text or "…"},
        },
    }


def _physical(path: str, region: Region) -> Json:
    return {
        "artifactLocation": _artifact(path),
        "region": {
            "startLine": region.line,
            "startColumn": region.column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
        },
    }


def _artifact(path: str) -> Json:
    forward = repository_path(path)
    if forward.startswith("/"):
        return {"uri": "file://" + _quoted(forward)}
    if forward[1:3] == ":/" and forward[0].isalpha():
        return {"uri": f"file:///{forward[0]}:" + _quoted(forward[2:])}
    return {"uri": _quoted(forward), "uriBaseId": "%SRCROOT%"}


def _quoted(path: str) -> str:
    """Percent-encoded; the bytes of a file name that is no UTF-8 are kept, as Python's surrogates stand for them."""
    try:
        return quote(path, errors="surrogateescape")
    except UnicodeEncodeError:
        return quote(path, errors="replace")
