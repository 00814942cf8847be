"""Several errors on one edge, runs that nobody resumes, and watching an exploration."""

from __future__ import annotations

import pytest
from running import program_of

from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.graph import Edge, Graph, Reached
from stageproof.engine.exploration.policy import Happening, Policy
from stageproof.engine.history import Change
from stageproof.engine.interpreter.advance import Advance
from stageproof.engine.statuses import RunStatus

# Work and Repair complete at once: their steps can fail only as they start, both in the same burst.
TWICE = """
  start autolaunched -> Wait
  stage Wait { background W calls F async then Work }
  stage Work { background A calls F async
    completes when always on error -> Repair then end }
  stage Repair { background B calls F async
    completes when always on error -> Rescue then end }
  stage Rescue { background C calls F async then end }
"""
FAILS = """
  start autolaunched -> Main
  stage Main { background A calls F async background B calls F async then end }
"""
ALONE = frozenset({Happening.SUSPEND, Happening.RESUME, Happening.CANCEL, Happening.PUBLISH})


def most_strikes(graph: Graph) -> int:
    return max(len(edge.transition.faults) for node in range(len(graph)) for edge in graph.edges(node))


def test_a_second_error_in_one_burst_leads_where_a_single_one_cannot() -> None:
    program = program_of(TWICE)
    rescue = Reached("stage", "Rescue", "InProgress")
    assert rescue not in explore(program, events=Policy(ALONE)).reached
    graph = explore(program, events=Policy(ALONE, strikes=2))
    assert rescue in graph.reached
    assert most_strikes(graph) == 2


@pytest.mark.parametrize("faults", [0, 1, 2])
def test_errors_that_strike_together_count_one_by_one(faults: int) -> None:
    graph = explore(program_of(TWICE), events=Policy(ALONE, faults=faults, strikes=3))
    assert graph.complete
    assert most_strikes(graph) == faults
    assert max(graph.faults) == faults


def test_every_edge_with_several_errors_replays() -> None:
    graph = explore(program_of(TWICE), events=Policy(ALONE, strikes=3))
    for node in range(len(graph)):
        for edge in graph.edges(node):
            replayed = graph.replay(graph.through(edge)).configuration
            assert replayed == graph.configurations[edge.target]


def test_a_run_that_nobody_resumes_has_no_future() -> None:
    program = program_of(FAILS)
    left = Policy(frozenset({Happening.RESUME}))
    stopped = Policy(frozenset({Happening.RESUME}), stops_at_error=True)
    assert len(explore(program, events=stopped)) < len(explore(program, events=left))
    graph = explore(program, events=stopped)
    assert graph.complete
    for node, configuration in enumerate(graph.configurations):
        assert graph.is_explored(node)
        assert configuration.run is not RunStatus.ERROR or not list(graph.edges(node))


def test_who_watches_is_told_every_edge_and_what_happens_on_it() -> None:
    told: list[tuple[Edge, tuple[Change, ...]]] = []

    def watch(edge: Edge, result: Advance) -> None:
        told.append((edge, result.changes))

    graph = explore(program_of(TWICE), events=Policy(ALONE, strikes=2), watch=watch)
    edges = [edge for node in range(len(graph)) for edge in graph.edges(node)]
    assert sorted(map(repr, edges)) == sorted(repr(edge) for edge, _ in told)
    assert all(graph.changes(edge) == changes for edge, changes in told)
