"""Everything that a run may come to, with the edges that show it and the shortest run there."""

from __future__ import annotations

from typing import Final

import pytest
from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.reachability import Reaching, is_existential, reachings, run_to

PROGRAM: Final = program_of("""
  flow F { async out x: integer 0..2 not null }
  flow Form { type Flow }
  start autolaunched -> First
  stage First {
    background A calls F
    interactive B calls Form assigned to queue Desk { completes when A is Completed }
    on error -> Last
    then Choose
  }
  decision Choose { outcome One when A.Outputs.x = 3 -> Never otherwise -> Last }
  stage Never { background C calls F then end }
  stage Last { background D calls F then end }
""")
Claims = dict[tuple[str, str], Reaching]


@pytest.fixture
def analysis() -> Analysis:
    """What is worked out of it, for one test: its budget has a clock."""
    return Analysis(encode(PROGRAM))


@pytest.fixture
def claims(analysis: Analysis) -> Claims:
    """The claims, by property and element."""
    return {(one.property, one.element): one for one in reachings(analysis)}


def test_stages_steps_fault_paths_outcomes_and_ends_are_claims(claims: Claims) -> None:
    assert list(claims) == [
        ("reachable", "First"),
        ("completes", "First"),
        ("reachable", "First/A"),
        ("completes", "First/A"),
        ("reachable", "First/B"),
        ("completes", "First/B"),
        ("fault-path-reachable", "First"),
        ("reachable", "Last"),
        ("completes", "Last"),
        ("reachable", "Last/D"),
        ("completes", "Last/D"),
        ("reachable", "Never"),
        ("completes", "Never"),
        ("reachable", "Never/C"),
        ("completes", "Never/C"),
        ("reachable", "Choose/One"),
        ("reachable", "Choose/default outcome"),
        *(claim for claim in claims if claim[0].startswith("ends-")),
    ]
    assert {("ends-completed", ""), ("ends-canceled", ""), ("ends-error", "")} <= set(claims)


def events(analysis: Analysis, claim: Reaching) -> set[str]:
    """What the edges of a claim are."""
    return {analysis.system.edges[edge].label.event for edge in claim.edges}


def test_a_persons_step_with_an_exit_condition_completes_by_that_and_another_by_its_result(
    analysis: Analysis, claims: Claims
) -> None:
    assert events(analysis, claims["completes", "First/A"]) == {"complete"}
    assert events(analysis, claims["completes", "First/B"]) == {"exit"}
    assert events(analysis, claims["completes", "First"]) == {"complete stage"}


def test_the_run_that_is_shown_is_the_shortest_and_there_is_none_where_nothing_leads(
    analysis: Analysis, claims: Claims
) -> None:
    assert run_to(analysis, claims["completes", "Never"]) == ()
    assert run_to(analysis, claims["reachable", "Choose/One"]) == ()
    by_error = run_to(analysis, claims["reachable", "Last"])
    by_results = run_to(analysis, claims["reachable", "Choose/default outcome"])
    by_result = run_to(analysis, claims["completes", "First/A"])
    for run in (by_results, by_result):
        assert [step.event for step in run] == ["begin", "complete A with x = 0"]
    assert 0 < len(by_error) < len(by_results)


@pytest.mark.parametrize(
    ("name", "one_run"),
    [
        ("reachable", True),
        ("completes", True),
        ("fault-path-reachable", True),
        ("waits-if-nobody-acts", True),
        ("null-decides", True),
        ("ends-error", True),
        ("can-complete", False),
        ("always-ends", False),
    ],
)
def test_one_run_proves_what_is_reached_and_not_what_always_holds(name: str, *, one_run: bool) -> None:
    assert is_existential(name) is one_run
