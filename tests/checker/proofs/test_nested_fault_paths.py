"""Fault paths within fault paths, to a depth of twenty: with a counter the errors end, without one they need not."""

import pytest

from stageproof.checker.check_file import FileOutcome, Settings, check_source
from stageproof.checker.registry import select
from stageproof.checker.report import Obligation
from stageproof.grammar.source import Source

DEPTHS = range(1, 21)
RULES = tuple(rule.id for rule in select((), ()))


def _nested(depth: int, *, counted: bool, back_to: int = 0) -> str:
    """Stage Level_0 and `depth` stages, each the fault path of the one before; the last one leads back to `back_to`.

    `counted`: each attempt adds one to a field that nothing else changes, and after three attempts the run ends.
    """
    lines = ["orchestration Nested {", "  start when Order__c is created -> Level_0"]
    for level in range(depth + 1):
        fault = f"  on error -> Level_{level + 1}" if level < depth else ""
        then = "end" if level < depth else ("Again" if counted else f"go to Level_{back_to}")
        lines.append(
            f"  stage Level_{level} {{ background Work_{level} calls Work async{fault}  then {then} }}"
        )
    if counted:
        lines += [
            "  decision Again {",
            "    outcome Once_More when $Record.Attempts__c < 3 -> go to Count",
            '    otherwise "enough" -> end, intended',
            "  }",
            f"  stage Count {{ background Add calls Count_Attempt  then go to Level_{back_to} }}",
            "  flow Count_Attempt {",
            "    type AutoLaunchedFlow",
            "    sync",
            "    writes $Record.Attempts__c = $Record.Attempts__c + 1",
            "  }",
            "  field $Record.Attempts__c: integer 0..5 not null, changed only by Count_Attempt",
        ]
    lines += ["  flow Work { type AutoLaunchedFlow  async }", "}"]
    return "\n".join(lines) + "\n"


def _outcome(text: str) -> FileOutcome:
    outcome = check_source(
        Source("nested.orch", text), Settings(RULES, prove=True, certify="on"), lambda _: None
    )
    assert not outcome.crashed
    assert "syntax-error" not in {finding.rule for finding in outcome.findings}
    return outcome


def _endings(outcome: FileOutcome) -> dict[str, Obligation]:
    """What is said of each fault path, by stage."""
    return {
        one.element.rpartition("/")[2]: one
        for one in outcome.obligations
        if one.property == "fault-path-ends"
    }


def _verdicts(text: str) -> tuple[dict[str, str], set[str], dict[str, str | None]]:
    outcome = _outcome(text)
    of_run = [one for one in outcome.obligations if one.element == "Nested"]
    return (
        {one.property: one.verdict for one in of_run},
        {finding.rule for finding in outcome.findings},
        {one.property: one.certificate for one in of_run},
    )


@pytest.mark.parametrize("depth", DEPTHS)
def test_without_a_counter_the_errors_need_not_end(depth: int) -> None:
    verdicts, rules, _ = _verdicts(_nested(depth, counted=False))
    assert verdicts["errors-end"] == "refuted"
    assert rules & {"errors-repeat-forever", "fault-path-returns-to-its-stage"}


@pytest.mark.parametrize("depth", DEPTHS)
def test_with_a_counter_they_end_and_a_rank_shows_it(depth: int) -> None:
    verdicts, rules, certificates = _verdicts(_nested(depth, counted=True))
    assert verdicts["errors-end"] == "proved"
    assert certificates["errors-end"] == "fair rank"
    assert "errors-repeat-forever" not in rules


@pytest.mark.parametrize("depth", [2, 5, 20])
def test_back_into_the_middle_is_found_too(depth: int) -> None:
    verdicts, _, _ = _verdicts(_nested(depth, counted=False, back_to=depth // 2))
    assert verdicts["errors-end"] == "refuted"
    assert _verdicts(_nested(depth, counted=True, back_to=depth // 2))[0]["errors-end"] == "proved"


@pytest.mark.parametrize("depth", DEPTHS)
def test_every_fault_path_on_the_way_is_told_with_the_counter_that_ends_it(depth: int) -> None:
    endings = _endings(_outcome(_nested(depth, counted=True)))
    assert set(endings) == {f"Level_{level}" for level in range(depth)}
    for ending in endings.values():
        assert ending.verdict == "proved"
        assert ending.certificate == "fair rank"
        assert ending.reason == (
            "it leads back at most 3 times: every lap moves $Record.Attempts__c on (0, 1, 2, 3)"
        )
        assert ending.assumptions == (
            "Count_Attempt sets $Record.Attempts__c to $Record.Attempts__c + 1, as its contract says",
        )


@pytest.mark.parametrize("depth", DEPTHS)
def test_every_fault_path_on_the_way_is_told_with_the_stage_it_returns_to(depth: int) -> None:
    endings = _endings(_outcome(_nested(depth, counted=False)))
    for name, ending in endings.items():
        assert ending.verdict == "refuted"
        assert ending.reason == f"{name}'s fault path returns to {name}; nothing counts the attempts"
