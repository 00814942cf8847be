"""Give findings what lets a service recognise them again: a fingerprint, and the hash of their line."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from .finding import Finding


def identify(findings: Iterable[Finding], text: str) -> tuple[Finding, ...]:
    """The findings of one file with fingerprints that survive moved lines, and GitHub's hash of their line."""
    from .fingerprint import fingerprint, line_hashes

    findings = tuple(findings)
    if not findings:
        return ()
    hashes = line_hashes(text, {finding.region.line for finding in findings})
    seen: Counter[tuple[str, str, str]] = Counter()
    identified: list[Finding] = []
    for finding in findings:
        key = (finding.rule, finding.element, finding.message)
        mark = fingerprint(finding.rule, finding.path, finding.element, finding.message, seen[key])
        seen[key] += 1
        line_hash = hashes.get(finding.region.line, "")
        identified.append(replace(finding, fingerprint=mark, line_hash=line_hash))
    return tuple(identified)
