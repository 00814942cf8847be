"""Random claims about the statuses of random definitions: proofs say what exploration finds, suspended runs among it."""

from random import Random
from typing import Final

import pytest
from agreement_generator import draw_with_data
from shown_runs import by_ending, wrongly_shown
from status_claims import claims
from tested_definitions import known_runs, program_of

from stageproof.checker.proofs.own.judge import judge_all
from stageproof.checker.random_runs.closure import close
from stageproof.checker.random_runs.flaw import Judge

SEED: Final = "statuses"
MOST_WAYS: Final = 400
EACH: Final = 15


@pytest.mark.parametrize("chunk", range(7))
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
            if verdict.analysis.encoding.space.notes:
                continue
            compared += 1
            if by_ending(verdict) != (title in broken):
                differences.append(
                    f"{number}, claim {title}: {verdict.verdict}, {verdict.reason}\n{made}\n{text}"
                )
            wrong = wrongly_shown(verdict)
            if wrong:
                differences.append(f"{number}, claim {title}: {wrong}")
    assert not differences, "\n".join(differences)
    assert compared > 5 * EACH
