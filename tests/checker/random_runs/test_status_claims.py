"""Random claims about the statuses of random definitions: proofs say what exploration finds, suspended runs among it."""

from random import Random
from typing import Final

import pytest
from agreement_generator import draw_with_data
from status_claims import claims
from tested_definitions import known_runs, program_of

from stageproof.checker.proofs.own.judge import judge_all
from stageproof.checker.proofs.own.verdict import OwnVerdict
from stageproof.checker.random_runs.closure import close
from stageproof.checker.random_runs.flaw import Judge
from stageproof.checker.witness.replay import replay
from stageproof.checker.witness.story import story

SEED: Final = "statuses"
MOST_WAYS: Final = 400
EACH: Final = 15
FOREVER: Final = ("the run waits for ever without it", "the run goes round for ever without it")
"""What ends no run, so that exploration cannot tell."""


@pytest.mark.parametrize("chunk", range(10))
def test_what_exploration_breaks_is_refuted_and_what_it_keeps_is_not(chunk: int) -> None:
    compared, differences = 0, list[str]()
    for number in range(chunk * EACH, (chunk + 1) * EACH):
        text, data = draw_with_data(Random(f"{SEED}/{number}"))
        made = claims(program_of(text).orchestration, f"{SEED}/{number}", data)
        known = known_runs(text, made)
        closure = close(known, MOST_WAYS)
        if not closure.complete:
            continue
        broken = {
            failure.flaw.id
            for failure in closure.tally.failures.values()
            if failure.flaw.judge is Judge.PROPERTY
        }
        verdicts = judge_all(known.program)
        for verdict in verdicts:
            title = verdict.claim.title
            if title in closure.tally.untold or verdict.analysis.encoding.space.notes:
                continue
            compared += 1
            is_refuted = verdict.verdict == "refuted" and verdict.reason not in FOREVER
            if is_refuted != (title in broken):
                differences.append(
                    f"{number}, claim {title}: {verdict.verdict}, {verdict.reason}\n{made}\n{text}"
                )
            if verdict.path is not None and not _comes_about(verdict):
                differences.append(f"{number}, claim {title}: its run is none of the interpreter's")
    assert not differences, "\n".join(differences)
    assert compared > 5 * EACH


def _comes_about(verdict: OwnVerdict) -> bool:
    assert verdict.path is not None
    encoding, model = verdict.analysis.encoding, verdict.analysis.model
    return replay(encoding.program, story(encoding, model, verdict.path)).refused is None
