"""What findings say of runs, beside what exploring all runs finds: neither says more than the other."""

from __future__ import annotations

import pytest
from agreement_generator import draw
from agreement_truth import INTERFERED
from drawn_side_by_side import approving, writing
from explored_runs import runs_of
from explored_stages import repeats
from explored_told import Told, Wanted, differences
from findings_explored import RULES, told_by, wanted_of
from findings_once_wrong import ONCE_WRONG
from large_definitions import context_of

from stageproof.checker.registry import rule_named

LIMIT = 2000
WRITTEN = 60_000
"""The limit of definitions that were written down: none of them is left out."""


def _compared(text: str, limit: int) -> tuple[tuple[Wanted, ...], tuple[Told, ...]] | None:
    """What has to be told, and what is; None where no run begins or there are too many."""
    context = context_of(text, too_large=False)
    if context.never_begins:
        return None
    assert context.proofs.analysis is not None
    runs = runs_of(context.orchestration, context.proofs.analysis.program, limit)
    return None if runs is None else (tuple(wanted_of(runs)), told_by(context))


def _drawn(text: str) -> tuple[tuple[Wanted, ...], tuple[Told, ...]]:
    found = _compared(text, LIMIT)
    if found is None:
        pytest.skip("no run begins, or it is too large to be explored with suspended runs")
    return found


def _both(text: str) -> tuple[tuple[Wanted, ...], tuple[Told, ...]]:
    """Of a definition that was written down."""
    found = _compared(text, WRITTEN)
    assert found is not None
    return found


@pytest.mark.parametrize("number", range(12))
def test_findings_say_what_exploring_a_drawn_definition_finds(number: int) -> None:
    assert list(differences(*_drawn(draw(47, number, 1).text()))) == []


@pytest.mark.parametrize("number", range(14))
def test_findings_say_what_becomes_of_approvals(number: int) -> None:
    assert list(differences(*_drawn(approving(9, number)))) == []


@pytest.mark.parametrize("number", range(14))
def test_findings_say_which_steps_set_the_same(number: int) -> None:
    assert list(differences(*_drawn(writing(9, number)))) == []


@pytest.mark.parametrize("number", range(10))
def test_findings_say_what_a_resume_starts_a_second_time(number: int) -> None:
    context = context_of(writing(9, number), too_large=False)
    assert context.proofs.analysis is not None
    runs = runs_of(context.orchestration, context.proofs.analysis.program, LIMIT, INTERFERED)
    if runs is None:
        pytest.skip("too large to be explored with resumed runs")
    assert list(differences(repeats(runs), told_by(context, ("repeats-on-resume",)))) == []


@pytest.mark.parametrize("name", ONCE_WRONG)
def test_findings_are_right_where_they_once_were_wrong(name: str) -> None:
    assert list(differences(*_both(ONCE_WRONG[name]))) == []


@pytest.mark.parametrize("name", RULES)
def test_findings_on_the_examples_of_rules_are_what_exploring_finds(name: str) -> None:
    rule = rule_named(name)
    assert rule is not None
    for example in (rule.bad, rule.good):
        wanted, told = _both(example.text)
        assert list(differences(wanted, told)) == []
        assert (name in {one.rule for one in told}) == (example is rule.bad)


def test_a_finding_more_or_less_is_noticed() -> None:
    wanted, told = _both(ONCE_WRONG["who was rejected before is not approved by an error"])
    assert len(told) == 2
    for one in told:
        less = [other for other in told if other != one]
        assert [line.partition(":")[0] for line in differences(wanted, less)] == ["missed"]
        more = [*told, one._replace(rule="stage-waits-forever")]
        assert [line.partition(":")[0] for line in differences(wanted, more)] == ["false"]
