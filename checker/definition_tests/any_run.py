"""The test of a definition's random runs: no moment of them breaks a row of the documented tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from ..campaigns.outcome import StopReason
from ..random_runs.flaw import Judge
from ..random_runs.tally import Failure
from ..reports.words import plural
from .decided import Decided, NamedTest, Verdict
from .mistakes import mistakes_text
from .tested import DefinitionUnderTest

NAME: Final = "random runs keep to the tables"
DISAGREEMENT: Final = (
    "A property is proved, and a run breaks it: one of the two is our bug. Please report it with this file."
)


def run_tests(tested: DefinitionUnderTest) -> Iterator[NamedTest]:
    """The one test of random runs."""
    line = tested.definition.source.position(tested.definition.orchestration.span.start).line
    yield NamedTest(NAME, line, partial(_decide, tested))


def _decide(tested: DefinitionUnderTest) -> Decided:
    failures = tested.failures(Judge.ROW)
    if failures:
        return Decided(Verdict.BROKEN, mistakes_text(tested, failures), measures=tested.measures)
    contradicted = _contradicted(tested)
    if contradicted:
        text = f"{DISAGREEMENT}\n\n{mistakes_text(tested, contradicted)}"
        return Decided(Verdict.BROKEN, text, measures=tested.measures)
    campaign = tested.campaign
    if campaign.stop_reason is StopReason.NO_START:
        return Decided(
            Verdict.UNDECIDED, "no run begins: nothing that starts it was found", measures=tested.measures
        )
    told = "every run" if campaign.is_exhaustive else f"{campaign.tally.runs} random runs"
    tolerated = "".join(
        f"; tolerated in {plural(times, 'moment')}: another reading of {decision}"
        for decision, times in campaign.tolerated.items()
    )
    note = f"held in {told} (seed {tested.seed}){tolerated}"
    return Decided(Verdict.HOLDS, note=note, measures=tested.measures)


def _contradicted(tested: DefinitionUnderTest) -> tuple[Failure, ...]:
    """Runs that break properties which are proved of every run."""
    failures = tested.failures(Judge.PROPERTY)
    if not failures:
        return ()
    proved = {one.claim.title for one in tested.definition.context.own_verdicts if one.verdict == "proved"}
    return tuple(failure for failure in failures if failure.flaw.id in proved)
