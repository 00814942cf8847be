"""Random claims about the outcomes of decisions: what random runs see of them is what proofs say, and their runs show."""

import re
from collections.abc import Iterator
from itertools import count, islice
from random import Random
from typing import Final

import pytest
from agreement_generator import draw_with_data
from shown_runs import by_ending, wrongly_shown
from status_claims import about_outcomes, claims
from tested_definitions import known_runs, program_of

from stageproof.checker.proofs.own.judge import judge_all
from stageproof.checker.proofs.own.verdict import OwnVerdict
from stageproof.checker.random_runs.closure import close
from stageproof.checker.random_runs.flaw import Judge
from stageproof.checker.random_runs.known_runs import KnownRuns

SEED: Final = "outcomes"
MOST_WAYS: Final = 400
EACH: Final = 8
ABOUT: Final = re.compile(r"(Choose|Sort|Turn)(_\d)?\b")
"""The names of decisions and outcomes in drawn definitions."""


@pytest.mark.parametrize("chunk", range(5))
def test_runs_break_what_is_refuted_alone_and_the_run_that_is_shown_breaks_it(chunk: int) -> None:
    compared, about, broken, differences = 0, 0, 0, list[str]()
    for name, known, made in islice(_drawn(chunk), EACH):
        closure = close(known, MOST_WAYS)
        failures = closure.tally.failures.values()
        wrong = {failure.flaw.id for failure in failures if failure.flaw.judge is Judge.PROPERTY}
        if closure.tally.untold:
            differences.append(f"{name} cannot tell {sorted(closure.tally.untold)}")
        for verdict, line in zip(judge_all(known.program), made.splitlines(), strict=True):
            if verdict.analysis.encoding.space.notes:
                continue
            compared += closure.complete
            about += bool(ABOUT.search(line))
            broken += verdict.claim.title in wrong
            told = _differences(verdict, verdict.claim.title in wrong, complete=closure.complete)
            differences += (f"{name}, {line}: {one}" for one in told)
    assert not differences, "\n".join(differences)
    assert compared > 2 * EACH
    assert about > 5 * EACH
    assert broken > 2 * EACH


def _drawn(chunk: int) -> Iterator[tuple[str, KnownRuns, str]]:
    """Definitions with decisions, their runs, and what is claimed of them."""
    for number in count():
        name = f"{SEED}/{chunk}/{number}"
        text, data = draw_with_data(Random(name), 3 - number % 2)
        definition = program_of(text).orchestration
        if definition.decisions:
            made = claims(definition, name, data, outcomes=about_outcomes(definition))
            yield name, known_runs(text, made), made


def _differences(verdict: OwnVerdict, is_broken: bool, *, complete: bool) -> Iterator[str]:
    is_refuted = by_ending(verdict)
    if is_broken > is_refuted or (complete and is_refuted > is_broken):
        yield f"{verdict.verdict}, {verdict.reason}"
    wrong = wrongly_shown(verdict)
    if wrong:
        yield wrong
