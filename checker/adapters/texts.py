"""What `stageproof adapter` prints."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ...engine.error_kinds import ErrorKind
from ...engine.scenarios.event_words import in_words
from .contract import EVENTS, Capabilities, Part
from .finding import Finding, Sort
from .levels.conformance import Conformance, Conforms, RowResult
from .random_test import Mistake, RandomTest
from .random_trials import Trials
from .self_test import Result, Tried

MOST_SHOWN = 12


def capabilities_text(capabilities: Capabilities) -> str:
    """A table of everything that an engine could support, and what of it this one does."""
    named = " ".join(filter(None, (capabilities.name, capabilities.version)))
    lines = [f"{named}", ""]
    lines += _marked("events", EVENTS, capabilities.events)
    lines += _marked("errors", tuple(map(str, ErrorKind)), frozenset(map(str, capabilities.errors)))
    lines += _marked("shows", tuple(map(str, Part)), frozenset(map(str, capabilities.parts)))
    lines += _marked("shows", ("log",), frozenset({"log"}) if capabilities.log else frozenset())
    lines.append(f"  as      {capabilities.sight}")
    return "\n".join(lines) + "\n"


def _marked(title: str, words: tuple[str, ...], known: frozenset[str]) -> Iterator[str]:
    for word in words:
        yield f"  {title:7} {'yes' if word in known else 'no ':3}  {word}"


def self_test_text(tried: tuple[Tried, ...]) -> str:
    """Each demand of the contract and whether it holds."""
    lines: list[str] = []
    for one in tried:
        lines.append(f"  {one.result:9} {one.demand}")
        if one.reason and one.result is not Result.NOT_ASKED:
            lines += [f"            {line}" for line in one.reason.splitlines()]
    not_asked = [one for one in tried if one.result is Result.NOT_ASKED]
    left = len(not_asked)
    if left:
        rest = "the 1 demand after that was" if left == 1 else f"the {left} demands after that were"
        reason = not_asked[0].reason
        lines += ["", f"  {reason[:1].upper()}{reason[1:]}; {rest} not asked."]
    broken = sum(one.result is Result.BROKEN for one in tried)
    held = sum(one.result is Result.HOLDS for one in tried)
    skipped = len(tried) - held - broken - left
    more = (f", {skipped} skipped" if skipped else "") + (f", {left} not asked" if left else "")
    return (
        "\n".join(
            [*lines, "", f"{held} of {len(tried)} demands of the contract hold, {broken} broken{more}."]
        )
        + "\n"
    )


def conformance_text(conformance: Conformance, *, quiet: bool = False) -> str:
    """Per level how many rows conform; every row that does not; what is otherwise and breaks no row."""
    lines: list[str] = []
    for level, found in groupby(conformance.rows, lambda row: row.level):
        rows = list(found)
        lines.append(f"{level:17} {_counted(rows)}")
        if not quiet:
            lines += _not_conforming(rows)
    if conformance.differences and not quiet:
        lines += ["", "Otherwise than the reference, though no row is broken:"]
        lines += [f"  {line}" for finding in conformance.differences for line in finding_lines(finding)]
    conform = sum(row.result is Conforms.CONFORMS for row in conformance.rows)
    lines += ["", f"{conform} of {len(conformance.rows)} mandatory rows conform."]
    return "\n".join(lines) + "\n"


def _counted(rows: list[RowResult]) -> str:
    counts = {result: sum(row.result is result for row in rows) for result in Conforms}
    parts = [f"{counts[Conforms.CONFORMS]:3} of {len(rows):3} conform"]
    parts += [
        f"{counts[result]} {result}" for result in (Conforms.BREAKS, Conforms.NOT_JUDGED) if counts[result]
    ]
    return ", ".join(parts)


def _not_conforming(rows: list[RowResult]) -> Iterator[str]:
    for row in rows:
        if row.result is Conforms.BREAKS:
            yield f"  breaks      {row.row}: {row.reason}"
    reasons: dict[str, list[str]] = {}
    for row in rows:
        if row.result is Conforms.NOT_JUDGED:
            reasons.setdefault(row.reason, []).append(row.row)
    for reason, names in sorted(reasons.items()):
        yield f"  not judged  {len(names)} rows: {reason}"
        yield f"              {_listed(names)}"


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return ", ".join(names[:4]) + more


def finding_lines(finding: Finding) -> Iterator[str]:
    """A finding, for people."""
    verb = "breaks row" if finding.sort is Sort.BREAKS else "differs from the reference,"
    behind = finding.row or "which rests on no row there"
    yield f"{verb} {behind}"
    yield f"  {finding.element}: expected {finding.expected}; observed {finding.observed}"
    if finding.reading:
        yield f"  the reference does the same with --decision {finding.reading}"


def random_test_text(test: RandomTest, seed: int, *, quiet: bool = False) -> str:
    """What was found in the random runs of one definition."""
    if test.refused:
        return f"{test.definition}: nothing was run: the engine cannot run it: {test.refused}\n"
    lines: list[str] = []
    for mistake in test.mistakes[:MOST_SHOWN]:
        lines += _mistake_lines(mistake, seed, quiet=quiet)
    if len(test.mistakes) > MOST_SHOWN:
        lines.append(f"… and {len(test.mistakes) - MOST_SHOWN} more mistakes")
    for unsteady in test.unsteady[:1]:
        found = unsteady.difference
        lines += [
            f"not deterministic: {len(test.unsteady)} of {test.runs} runs give something else when played again",
            f"  run {unsteady.number}, event {found.moment}: {found.event}",
            f"    first: {found.then}",
            f"    then:  {found.now}",
        ]
    if not quiet:
        lines += [f"not judged: {count} rows, which need {missing}" for missing, count in test.not_judged]
        if test.undriven:
            lines.append(f"{test.undriven} runs ended at something that the engine answered as unsupported")
    verdict = "nothing was found" if test.is_clean else f"{len(test.mistakes)} mistakes"
    until = "interrupted after " if test.is_interrupted else ""
    lines.append(
        f"{test.definition}: {until}{test.runs} runs, {test.events} events, {test.parted} parted: {verdict}"
    )
    return "\n".join(lines) + "\n"


def _mistake_lines(mistake: Mistake, seed: int, *, quiet: bool) -> Iterator[str]:
    yield from finding_lines(mistake.finding)
    yield f"  in {mistake.runs} runs, the shortest being number {mistake.shortest.number} of seed {seed}"
    if not quiet:
        yield from (f"    {line}" for line in run_lines(mistake.shortest))


def run_lines(trials: Trials) -> Iterator[str]:
    """The events of a run, numbered as the moments are; events that were refused have no number."""
    number = 0
    for step in trials.steps:
        words = ", ".join((in_words(step.event), *map(in_words, step.faults)))
        if step.answer.verdict == "accepted":
            number += 1
            yield f"{number:3}. {words}"
        else:
            yield f"     {words}: {step.answer.verdict}"
