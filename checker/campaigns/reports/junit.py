"""Campaigns as JUnit XML: a suite a definition; a case for the tables, for each property and for each scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ....grammar.light_dataclass import dataclass
from ...random_runs.flaw import Judge
from ...random_runs.tally import Failure
from ...reports.junit import attribute, element_text
from ...reports.style import Style
from ...reports.words import one_line
from ..outcome import Campaign, StopReason
from ..tried import Tried
from ..vacuity import is_reached, is_untested, never_struck
from .text import NOT_REACHED, UNTESTED, failure_parts, scenario_parts

TABLES: Final = "the documented tables"
NOT_DONE: Final = {
    StopReason.TIME: "undecided: the time was over before every run was made",
    StopReason.INTERRUPTED: "undecided: interrupted",
    StopReason.LOST: "undecided: a chunk of runs ended its worker each time",
    StopReason.NO_START: "no run begins",
}
"""Why a case that did not fail does not count as passed."""


def junit(tried: Iterable[Tried], unreadable: Iterable[tuple[str, str]] = ()) -> str:
    """The campaigns as CI servers read test results. The bytes depend on the runs alone: there is no time in them."""
    told, failed = tuple(tried), tuple(unreadable)
    suites = [list(_cases(each)) for each in told]
    lines = [line for each, cases in zip(told, suites, strict=True) for line in _suite(each, cases)]
    for path, reason in failed:
        case = _Case("it can be read", (one_line(reason), "unreadable", reason))
        counts = 'tests="1" failures="1" errors="0" skipped="0"'
        lines += [f"  <testsuite name={attribute(path)} {counts}>", *case.lines(path), "  </testsuite>"]
    tests = sum(map(len, suites)) + len(failed)
    failures = sum(case.is_failure for cases in suites for case in cases) + len(failed)
    skipped = sum(case.is_skipped for cases in suites for case in cases)
    head = f'<testsuites name="stageproof test" tests="{tests}" failures="{failures}" errors="0" skipped="{skipped}">'
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', head, *lines, "</testsuites>")) + "\n"


@dataclass(frozen=True, slots=True)
class _Case:
    """One test case. `failure` is its message, kind and text; `skipped` why it was not decided."""

    name: str
    failure: tuple[str, str, str] | None = None
    skipped: str | None = None

    @property
    def is_failure(self) -> bool:
        return self.failure is not None

    @property
    def is_skipped(self) -> bool:
        return self.skipped is not None and self.failure is None

    def lines(self, path: str) -> Iterator[str]:
        head = f"    <testcase name={attribute(self.name)} classname={attribute(path)} file={attribute(path)}"
        if self.failure is not None:
            message, kind, text = self.failure
            yield f"{head}>"
            yield f"      <failure message={attribute(message)} type={attribute(kind)}>{element_text(text)}</failure>"
            yield "    </testcase>"
        elif self.skipped is not None:
            yield f"{head}><skipped message={attribute(self.skipped)}/></testcase>"
        else:
            yield f"{head}/>"


def _suite(tried: Tried, cases: list[_Case]) -> Iterator[str]:
    campaign, path = tried.campaign, tried.campaign.plan.subject.path
    failures, skipped = sum(case.is_failure for case in cases), sum(case.is_skipped for case in cases)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}"'
    yield f"  <testsuite name={attribute(path)} {counts}>"
    yield "    <properties>"
    for name, value in _properties(campaign):
        yield f"      <property name={attribute(name)} value={attribute(value)}/>"
    yield "    </properties>"
    for case in cases:
        yield from case.lines(path)
    yield "  </testsuite>"


def _properties(campaign: Campaign) -> Iterator[tuple[str, str]]:
    yield "stageproof.seed", ", ".join(map(str, campaign.seeds))
    yield "stageproof.runs", str(campaign.tally.runs)
    yield "stageproof.exhaustive", str(campaign.is_exhaustive).lower()
    yield "stageproof.stop_reason", campaign.stop_reason.value
    for each in campaign.coverage:
        yield f"stageproof.coverage.{each.measure}", f"{len(each.covered)} of {each.possible}"
    kinds = ", ".join(f"{each.kind} ({each.reason})" for each in never_struck(campaign))
    if kinds:
        yield "stageproof.errors_never_struck", kinds


def _cases(tried: Tried) -> Iterator[_Case]:
    campaign = tried.campaign
    left = NOT_DONE.get(campaign.stop_reason)
    rows = [failure for failure in campaign.failures if failure.flaw.judge is Judge.ROW]
    for failure in rows:
        yield _Case(f"row {failure.flaw.id} at {failure.flaw.element}", _told(failure, tried))
    if not rows:
        yield _Case(TABLES, skipped=left)
    broken = {
        failure.flaw.id: failure for failure in campaign.failures if failure.flaw.judge is Judge.PROPERTY
    }
    for claim in tried.program.orchestration.properties:
        found = broken.get(claim.title)
        name = f"property: {one_line(claim.title)}"
        if claim.kind == "reachable":
            yield _Case(name, skipped=None if is_reached(campaign, claim) else left or NOT_REACHED)
        else:
            skipped = left or (UNTESTED if is_untested(campaign, claim) else None)
            yield _Case(name, None if found is None else _told(found, tried), skipped)
    for problem in tried.problems:
        yield _Case(
            f"property: {one_line(problem.message)}", (one_line(problem.message), "unknown", problem.message)
        )
    for scenario in tried.scenarios:
        text = "\n\n".join(scenario_parts(scenario, campaign.plan.subject.path, Style(), None))
        failed = None if scenario.is_good else (text.partition("\n")[0], "scenario", text)
        yield _Case(f"scenario: {one_line(scenario.title)}", failed)


def _told(failure: Failure, tried: Tried) -> tuple[str, str, str]:
    flaw = failure.flaw
    file = tried.files.get(flaw.fingerprint)
    source = tried.campaign.plan.subject.source
    text = "\n\n".join(failure_parts(failure, tried.program, source, Style(), None, file))
    return f"expected {one_line(flaw.expected)}; seen: {one_line(flaw.observed)}", flaw.id, text
