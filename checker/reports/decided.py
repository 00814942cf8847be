"""What was proved and what was not, for people: counted, and listed where that is asked for."""

from __future__ import annotations

from typing import Final

from ..report import Obligation, Report
from .words import one_line, plural

VERDICTS: Final = ("proved", "refuted", "assumed", "vacuous", "undecided")


def counted(report: Report) -> str:
    """`31 claims about every run: 29 proved, 2 refuted`; nothing where nothing was asked."""
    verdicts = [obligation.verdict for obligation in report.obligations]
    if not verdicts:
        return ""
    parts = [f"{verdicts.count(verdict)} {verdict}" for verdict in VERDICTS if verdict in verdicts]
    return f"{plural(len(verdicts), 'claim')} about every run: {', '.join(parts)}"


def listed(report: Report) -> list[str]:
    """A line for each claim, by orchestration, in the order of the definition."""
    lines: list[str] = []
    by_root: dict[str, list[Obligation]] = {}
    for obligation in report.obligations:
        by_root.setdefault(obligation.element.partition("/")[0], []).append(obligation)
    for root, obligations in by_root.items():
        lines.append(f"Claims about {one_line(root)}:")
        wide = max(len(obligation.property) for obligation in obligations)
        for obligation in obligations:
            place = one_line(obligation.element.partition("/")[2]) or "the whole run"
            lines.append(
                f"  {obligation.verdict:<9}  {obligation.property:<{wide}}  {place}{_more(obligation)}"
            )
    return lines


def _more(obligation: Obligation) -> str:
    told = [one_line(obligation.reason)] if obligation.reason else []
    if obligation.certificate:
        told.append(f"certificate: {obligation.certificate}")
    return f" ({'; '.join(told)})" if told else ""
