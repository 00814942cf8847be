"""Random claims about the outcomes of decisions: what random runs see of them is what proofs say, and their runs show."""

from collections.abc import Iterator
from random import Random
from typing import Final

import pytest
from agreement_generator import draw_with_data
from status_claims import about_outcomes, claims
from tested_definitions import known_runs, program_of

from stageproof.checker.counterexamples.judged_run import judged_run
from stageproof.checker.proofs.own.judge import judge_all
from stageproof.checker.proofs.own.verdict import OwnVerdict
from stageproof.checker.random_runs.closure import close
from stageproof.checker.random_runs.flaw import Judge
from stageproof.checker.witness.story import story

SEED: Final = "outcomes"
MOST_WAYS: Final = 400
EACH: Final = 12
FOREVER: Final = ("the run waits for ever without it", "the run goes round for ever without it")
"""What ends no run, so that no run can show it broken."""


@pytest.mark.parametrize("chunk", range(6))
def test_what_runs_break_is_refuted_and_what_is_refuted_is_broken_by_the_run_that_shows_it(
    chunk: int,
) -> None:
    compared, about, differences = 0, 0, list[str]()
    for number in range(chunk * EACH, (chunk + 1) * EACH):
        text, data = draw_with_data(Random(f"{SEED}/{number}"))
        definition = program_of(text).orchestration
        made = claims(definition, f"{SEED}/{number}", data, outcomes=about_outcomes(definition))
        known = known_runs(text, made)
        closure = close(known, MOST_WAYS)
        broken = {
            failure.flaw.id
            for failure in closure.tally.failures.values()
            if failure.flaw.judge is Judge.PROPERTY
        }
        assert not closure.tally.untold, f"{closure.tally.untold}\n{made}\n{text}"
        for verdict in judge_all(known.program):
            if verdict.analysis.encoding.space.notes:
                continue
            compared += closure.complete
            about += any(
                word in made.splitlines()[int(verdict.claim.title)] for word in ("selected", "visited")
            )
            different = _differences(verdict, verdict.claim.title in broken, complete=closure.complete)
            differences += (
                f"{number}, claim {verdict.claim.title}: {one}\n{made}\n{text}" for one in different
            )
    assert not differences, "\n".join(differences)
    assert compared > 5 * EACH
    assert about > 2 * EACH


def _differences(verdict: OwnVerdict, is_broken: bool, *, complete: bool) -> Iterator[str]:
    is_refuted = verdict.verdict == "refuted" and verdict.reason not in FOREVER
    if is_broken > is_refuted or (complete and is_refuted > is_broken):
        yield f"{verdict.verdict}, {verdict.reason}"
    if is_refuted and verdict.path is not None and not _breaks(verdict):
        yield "the run that is shown breaks nothing"


def _breaks(verdict: OwnVerdict) -> bool:
    """Whether the watch says of the run that a verdict shows that it breaks the property."""
    assert verdict.path is not None
    encoding, model = verdict.analysis.encoding, verdict.analysis.model
    told = story(encoding, model, verdict.path)
    events = [event for one in told for event in (one.event, *one.faults)]
    found = judged_run(encoding.program, events)
    assert found.refusal is None
    return any(
        each.flaw.judge is Judge.PROPERTY and each.flaw.id == verdict.claim.title for each in found.found
    )
