"""Graphs that were worked out by hand, and what an exploration promises of any graph."""

import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from running import play, program_of, status

from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.events import Begin, Cancel, Complete, Fail, Publish, Resume, SetField, Suspend, Wait
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.graph import Graph, Reached, Transition
from stageproof.engine.exploration.policy import OBLIGED, Happening, Policy
from stageproof.engine.statuses import RunStatus, StepStatus

RESULTS_ALONE = Policy(OBLIGED.without, faults=0)

TWO_IN_PARALLEL = """
  start autolaunched -> Main
  stage Main { background A calls F async background B calls F async then end }
"""
ROUND = """
  flow Check { async out good: boolean not null }
  start autolaunched -> Work
  stage Work { background Do calls Check async then Good }
  decision Good { when Do.Outputs.good = true -> end otherwise -> go to Work }
"""
CAUGHT = """
  start autolaunched -> Main
  stage Main { background A calls F async on error -> Repair then end }
  stage Repair { background Fix calls F async then end }
"""


def numbered(graph: Graph) -> list[tuple[int, object, int]]:
    """All edges as (source, event, target)."""
    return [
        (edge.source, edge.transition.event, edge.target)
        for node in range(len(graph))
        for edge in graph.edges(node)
    ]


def test_two_steps_in_parallel_make_a_diamond() -> None:
    graph = explore(program_of(TWO_IN_PARALLEL), events=RESULTS_ALONE)
    assert graph.complete
    assert numbered(graph) == [
        (0, Begin(), 1),
        (1, Complete("A"), 2),
        (1, Complete("B"), 3),
        (2, Complete("B"), 4),
        (3, Complete("A"), 4),
    ]
    assert graph.configurations[4].run is RunStatus.COMPLETED


def test_a_loop_back_to_the_same_configuration_closes() -> None:
    graph = explore(program_of(ROUND), events=RESULTS_ALONE)
    good, bad = (("good", True),), (("good", False),)
    assert numbered(graph) == [
        (0, Begin(), 1),
        (1, Complete("Do", good), 2),
        (1, Complete("Do", bad), 3),
        (3, Complete("Do", good), 2),
        (3, Complete("Do", bad), 3),
    ]
    assert [graph.configurations[node].outcomes for node in range(4)] == [(None,), (None,), (0,), (-1,)]


def test_a_fault_path_is_taken_by_errors_of_the_result_and_of_the_start() -> None:
    graph = explore(program_of(CAUGHT), events=Policy(OBLIGED.without, faults=1))
    in_repair = next(
        node
        for node, configuration in enumerate(graph.configurations)
        if configuration.location == 1 and configuration.run is RunStatus.IN_PROGRESS
    )
    leading = [
        edge.transition
        for node in range(len(graph))
        for edge in graph.edges(node)
        if edge.target == in_repair
    ]
    assert leading == [
        Transition(Begin(), (Fail("A", ErrorKind.PREPARE_REQUEST),)),
        Transition(Fail("A", ErrorKind.CALLED_FLOW)),
        Transition(Fail("A", ErrorKind.PROCESS_RESULT)),
    ]
    assert graph.reached[Reached("fault path", "Main", "taken")].target == in_repair
    assert Reached("step", "Repair/Fix", "Error") not in graph.reached


def test_an_error_that_nothing_catches_takes_no_fault_path() -> None:
    program = program_of(CAUGHT.replace("on error -> Repair then end", "then end"))
    graph = explore(program)
    assert Reached("stage", "Main", "Error") in graph.reached
    assert Reached("fault path", "Main", "taken") not in graph.reached


def test_a_result_while_suspended_is_stored_until_the_resume() -> None:
    program = program_of("start autolaunched -> Main stage Main { background A calls F async then end }")
    everything = set(Happening) - {Happening.SUSPEND, Happening.RESUME}
    graph = explore(program, events=Policy(frozenset(everything)))
    assert numbered(graph) == [
        (0, Begin(), 1),
        (1, Complete("A"), 2),
        (1, Suspend(), 3),
        (3, Complete("A"), 4),
        (3, Resume(), 1),
        (4, Resume(), 2),
    ]


def test_a_failed_run_is_overdue_only_after_its_days() -> None:
    program = program_of("start autolaunched -> Main stage Main { background A calls F async then end }")
    graph = explore(program)
    waits = [event for _, event, _ in numbered(graph) if isinstance(event, Wait)]
    assert set(waits) == {Wait(Fraction(14 * 24 * 60 + 1))}
    overdue = [configuration for configuration in graph.configurations if configuration.overdue]
    assert overdue
    assert {configuration.run for configuration in overdue} == {RunStatus.ERROR}


def test_events_that_change_nothing_are_no_edges_but_counted() -> None:
    program = program_of(TWO_IN_PARALLEL)
    graph = explore(program, events=Policy(frozenset(Happening) - {Happening.PUBLISH}))
    assert not any(isinstance(event, Publish) for _, event, _ in numbered(graph))
    assert graph.irrelevant == 3


def test_a_record_change_is_explored_with_the_values_that_matter() -> None:
    program = program_of("""
      field $Record.Status: one of "New", "Done" not null
      start when Case is created -> Main
      stage Main {
        background A calls F async
        background B calls F async starts when $Record.Status = "Done"
        then end
      }
    """)
    graph = explore(program, events=Policy(frozenset(Happening) - {Happening.SET}))
    values = {event.value for _, event, _ in numbered(graph) if isinstance(event, SetField)}
    assert values == {"New", "Done"}


def test_a_policy_leaves_out_what_it_says() -> None:
    program = program_of(TWO_IN_PARALLEL)
    graph = explore(program, events=Policy(frozenset({Happening.CANCEL})))
    events = [event for _, event, _ in numbered(graph)]
    assert any(isinstance(event, Suspend) for event in events)
    assert not any(isinstance(event, Cancel) for event in events)


@pytest.mark.parametrize("most", [0, 1, 2])
def test_no_run_has_more_errors_than_the_policy_allows(most: int) -> None:
    graph = explore(program_of(CAUGHT), events=Policy(faults=most))
    assert graph.complete
    errors = {
        sum(isinstance(event, Fail) for event, _ in path) + sum(len(faults) for _, faults in path)
        for path in (graph.shortest(node) for node in range(len(graph)))
    }
    assert errors == set(range(most + 1))


def test_the_bound_is_respected_and_said() -> None:
    program = program_of(TWO_IN_PARALLEL)
    whole = explore(program)
    for limit in (1, 2, 10, len(whole) - 1):
        graph = explore(program, limit=limit)
        assert len(graph) == limit
        assert not graph.complete
        assert graph.stop is not None
        assert graph.stop.explored + graph.stop.waiting == limit
        assert graph.stop.explored == sum(map(graph.is_explored, range(limit)))
    assert explore(program, limit=len(whole)).complete


def test_numbers_that_grow_without_end_stop_at_the_bound() -> None:
    program = program_of("""
      flow Count { async writes $Record.N = $Record.N + 1 }
      field $Record.N: number not null, changed only by Count
      start when Case is created -> Work
      stage Work { background Do calls Count then Enough }
      decision Enough { when $Record.N = 7 -> end otherwise -> go to Work }
    """)
    graph = explore(program, limit=500, events=RESULTS_ALONE)
    assert graph.stop is not None
    assert len(graph) == 500


def test_a_path_replays_as_a_run_that_ends_where_it_says() -> None:
    program = program_of(CAUGHT)
    graph = explore(program)
    for node in range(len(graph)):
        assert graph.replay(graph.shortest(node)).configuration == graph.configurations[node]


def test_a_path_of_another_definition_is_refused_by_its_place() -> None:
    graph = explore(program_of(TWO_IN_PARALLEL))
    with pytest.raises(ValueError, match="event 2 of the path"):
        graph.replay((Transition(Begin()), Transition(Complete("Elsewhere"))))


def test_the_shortest_run_to_a_predicate_is_found() -> None:
    graph = explore(program_of(TWO_IN_PARALLEL))
    path = graph.path_to(lambda configuration: configuration.run is RunStatus.COMPLETED)
    assert path == (Transition(Begin()), Transition(Complete("A")), Transition(Complete("B")))
    assert graph.path_to(lambda configuration: configuration.location == 7) is None


def test_a_run_is_found_by_its_configuration() -> None:
    program = program_of(TWO_IN_PARALLEL)
    run = play(program, Complete("B"), Suspend())
    assert status(program, run, "run") == "Suspended"
    path = explore(program).path_to(run.configuration)
    assert path is not None
    assert [event for event, _ in path] == [Begin(), Complete("B"), Suspend()]


def test_an_error_that_strikes_on_the_way_is_an_event_of_its_own() -> None:
    """A late failure takes as many events as one that strikes at the start: the plain event comes first."""
    graph = explore(program_of("start autolaunched -> M stage M { background A calls F async then end }"))
    path = graph.path_to(
        lambda found: found.current is not None and found.current.steps == (StepStatus.ERROR,)
    )
    assert path is not None
    assert sum(1 + len(faults) for _, faults in path) == 2


def test_changes_are_worked_out_again_as_they_were() -> None:
    program = program_of(TWO_IN_PARALLEL)
    graph = explore(program, events=RESULTS_ALONE)
    (edge,) = graph.edges(2)
    last = play(program, Complete("A"), Complete("B")).moments()[-1]
    assert graph.changes(edge) == last.changes


def test_a_burst_that_never_waits_is_a_mistake_of_the_definition() -> None:
    program = program_of("""
      start autolaunched -> Round
      decision Round { when Again is visited -> Again otherwise -> Again }
      decision Again { when Round is visited -> Round otherwise -> end }
    """)
    graph = explore(program)
    (message,) = graph.mistakes
    assert message.startswith("the run goes round and never waits: ")
    assert graph.mistakes[message].transition == Transition(Begin())


def test_injected_errors_are_no_mistakes_of_the_definition() -> None:
    assert explore(program_of(CAUGHT)).mistakes == {}


def test_late_results_of_flows_that_write_are_explored() -> None:
    program = program_of("""
      flow Mark { async writes $Record.Status = "Late" }
      field $Record.Status: one of "New", "Late" not null, changed only by Mark
      start when Case is created -> Main
      stage Main {
        background Slow calls Mark async
        background Quick calls F async
        completes when Quick is Completed
        then Next
      }
      stage Next { background Wait calls F async then Late }
      decision Late { when $Record.Status = "Late" -> end otherwise -> end }
    """)
    graph = explore(program, events=Policy(frozenset(Happening) - {Happening.LATE}))
    late = [edge for node in range(len(graph)) for edge in graph.edges(node) if edge.source and edge.target]
    assert any(
        edge.transition.event == Complete("Slow") and graph.configurations[edge.source].location == 1
        for edge in late
    )


SCRIPT = """
import sys
sys.path.insert(0, {support!r})
from running import program_of
from stageproof.engine.exploration.explore import explore
graph = explore(program_of({text!r}))
print(graph.configurations, graph.transitions, list(graph.targets), list(graph.parents), graph.reached)
"""


def test_the_same_definition_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    support = str(Path(sys.modules["running"].__file__ or "").parent)
    script = SCRIPT.format(support=support, text=CAUGHT)
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 1000
