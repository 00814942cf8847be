"""GitLab Code Quality: one JSON array."""

import json
from hashlib import sha256
from typing import Final

from ..finding import Severity
from ..report import Report
from .words import one_line, ordered, repository_path

SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def gitlab(report: Report) -> str:
    """The report for a merge request. Fingerprints are unique in it and do not depend on lines."""
    seen: dict[tuple[str, str, str], int] = {}
    entries: list[dict[str, object]] = []
    for finding in ordered(report.shown()):
        key = (finding.path, finding.element, finding.rule)
        count = seen[key] = seen.get(key, 0) + 1
        mark = sha256("\0".join((*key, str(count))).encode("utf-8", "replace")).hexdigest()
        entries.append({
            "description": f"{finding.rule}: {one_line(finding.message)}",
            "check_name": finding.rule,
            "fingerprint": mark,
            "severity": SEVERITIES[finding.severity],
            "location": {
                "path": repository_path(finding.path),
                "lines": {"begin": finding.region.line, "end": finding.region.end_line},
            },
        })  # fmt: skip
    return json.dumps(entries, indent=2, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n"
