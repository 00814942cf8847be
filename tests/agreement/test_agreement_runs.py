"""Every run that people are shown is one of the interpreter's, shows what it is shown for, and none is shorter."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest
from agreement_campaign import LIMIT, case
from agreement_runs import Shown, fewest_events, length_of, name_of, wrongly_told
from agreement_truth import SUSPENDED

from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.registry import all_rules
from stageproof.engine.program.program import Program
from stageproof.grammar.source import Source

ONCE_WRONG: Final = ((92, 38), (93, 34), (94, 104), (94, 117))
"""Answers of evaluation flows that no run needs, a synchronous flow as the way out, a circle that was marked too early, and one
that was not shown.
"""
ROUND: Final = {"goes-round-forever", "errors-repeat-forever"}
ELSEWHERE: Final = {"contradictory-assumptions"}
"""Its runs are those of the definition with a property that reads the field: else it may be read nowhere."""
SETTINGS: Final = Settings(tuple(rule.id for rule in all_rules()), identify=False, prove=True, traces=True)


def _told(text: str) -> tuple[Shown, ...]:
    outcome = check_source(Source("drawn.orch", text), SETTINGS, lambda _: None)
    return (*outcome.findings, *outcome.obligations)


def _differences(program: Program, told: tuple[Shown, ...]) -> list[str]:
    found = [
        f"{name_of(one)} of {one.element}: {wrong}"
        for one in told
        for wrong in (wrongly_told(program, one.trace) if one.trace and name_of(one) not in ELSEWHERE else ())
    ]
    found += (
        f"{name_of(one)} of {one.element}: nothing goes round"
        for one in told
        if name_of(one) in ROUND and not any(step.repeats for step in one.trace or ())
    )
    fewest = fewest_events(program, 2 * LIMIT, SUSPENDED)
    for one in told if fewest is not None else ():
        assert fewest is not None
        needed, events = fewest.of(one), length_of(one.trace or ())
        if needed is not None and needed != events:
            found.append(
                f"{name_of(one)} of {one.element}: {events} events are shown, and {needed} are needed"
            )
    return found


@pytest.mark.parametrize(("seed", "number"), [*((95, number) for number in range(12)), *ONCE_WRONG])
def test_runs_that_are_shown_are_the_shortest_that_show_it(seed: int, number: int) -> None:
    found = case(seed, number)
    assert _differences(found.program, _told(found.draft.text())) == []


def test_what_is_shown_wrongly_is_noticed() -> None:
    found = case(95, 0)
    told = [one for one in _told(found.draft.text()) if one.trace]
    assert len(told) > 5
    for one in told:
        trace = one.trace
        assert trace is not None
        for wrong in ((*trace, trace[0]), (replace(trace[0], changes=()), *trace[1:])):
            assert _differences(found.program, (replace(one, trace=wrong),))
