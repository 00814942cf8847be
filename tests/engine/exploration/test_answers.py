"""What a graph answers: ends, what never happens, traps, what cannot complete, loops. Each worked out by hand."""

from pathlib import Path

import pytest
from running import program_of

from stageproof.engine.events import Complete
from stageproof.engine.exploration.answers import (
    can_complete,
    cannot_complete,
    ends,
    never_reached,
    reached_elements,
    traps,
)
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.graph import Graph, Reached
from stageproof.engine.exploration.loops import loops
from stageproof.engine.exploration.policy import OBLIGED, Happening, Policy
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.statuses import RunStatus, SubmissionStatus
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

RESULTS_ALONE = Policy(OBLIGED.without, faults=0)
ONE_STEP = "start autolaunched -> Main stage Main { background A calls F async then end }"


def events(graph: Graph, node: int) -> list[object]:
    return [event for event, _ in graph.shortest(node)]


def test_the_ways_to_end_are_listed_with_the_shortest_run_to_each() -> None:
    graph = explore(program_of(ONE_STEP))
    found = [(end.run, end.resumable, graph.distances[end.node]) for end in ends(graph)]
    assert found == [
        (RunStatus.COMPLETED, False, 2),
        (RunStatus.CANCELED, False, 2),
        (RunStatus.ERROR, False, 2),
        (RunStatus.ERROR, True, 2),
    ]


def test_an_approval_ends_by_the_status_of_its_submission() -> None:
    program = program_of("""
      approval Test {
        api 67
        start autolaunched -> Main
        stage Main { approval A calls Ask assigned to user "x" then end }
      }
    """)
    graph = explore(program, events=RESULTS_ALONE)
    assert {(end.run, end.submission) for end in ends(graph)} == {
        (RunStatus.COMPLETED, SubmissionStatus.APPROVED),
        (RunStatus.COMPLETED, SubmissionStatus.REJECTED),
    }


def test_what_no_run_reaches_is_listed_in_the_order_of_the_definition() -> None:
    program = program_of("""
      flow F { async out size: integer 0..5 not null }
      start autolaunched -> Main
      stage Main {
        background A calls F
        background Never calls G async starts when A is Discontinued
        completes when A is Completed
        on error -> Repair
        then Choose
      }
      decision Choose {
        outcome Large when A.Outputs.size > 3 -> end
        outcome Impossible when A.Outputs.size > 4 -> Lost
        otherwise -> end
      }
      stage Lost { background B calls G async then end }
      stage Repair { background Fix calls G async then end }
    """)
    assert never_reached(explore(program)) == (
        Reached("stage", "Lost", "InProgress"),
        Reached("step", "Lost/B", "InProgress"),
        Reached("step", "Main/Never", "InProgress"),
        Reached("decision", "Choose", "Impossible"),
    )


def test_a_stage_whose_exit_nobody_brings_about_is_a_trap() -> None:
    program = program_of("""
      flow F { async out ok: boolean not null }
      start autolaunched -> Main
      stage Main {
        background A calls F
        completes when A.Outputs.ok = true
        then end
      }
    """)
    graph = explore(program)
    (trap,) = traps(graph)
    assert not trap.helped
    assert events(graph, trap.node)[-1] == Complete("A", (("ok", False),))
    assert trap.node in cannot_complete(graph)
    assert trap.node not in can_complete(graph)


def test_a_trap_from_which_a_record_change_helps_is_told_apart() -> None:
    program = program_of("""
      field $Record.Status: one of "New", "Done" not null
      start when Case is created -> Main
      stage Main {
        background A calls F async
        completes when $Record.Status = "Done"
        then end
      }
    """)
    graph = explore(program, events=Policy(faults=0))
    assert {trap.helped for trap in traps(graph)} == {True}
    assert cannot_complete(graph) == ()


def test_what_completes_has_no_trap() -> None:
    graph = explore(program_of(ONE_STEP))
    assert traps(graph) == ()
    assert cannot_complete(graph) == ()


def test_a_circle_without_an_end_is_told_from_rework_that_can_be_left() -> None:
    rework = """
      flow F {{ async out ok: boolean not null }}
      start autolaunched -> Work
      stage Work {{ background A calls F then Choose }}
      decision Choose {{ when A.Outputs.ok = {wanted} -> {target} otherwise -> go to Work }}
    """
    left = explore(program_of(rework.format(wanted="true", target="end")), events=RESULTS_ALONE)
    (loop,) = loops(left)
    assert loop.can_end
    assert loop.stages == ("Work",)
    assert cannot_complete(left) == ()
    endless = explore(program_of(rework.format(wanted="null", target="end")), events=RESULTS_ALONE)
    assert [loop.can_end for loop in loops(endless)] == [False]
    assert 1 in cannot_complete(endless)


def test_a_definition_without_a_way_back_has_no_loop() -> None:
    assert loops(explore(program_of(ONE_STEP))) == ()


def test_a_graph_that_was_cut_claims_no_trap_it_has_not_seen() -> None:
    program = program_of(ONE_STEP)
    for limit in range(1, 6):
        graph = explore(program, limit=limit)
        assert cannot_complete(graph) == ()
        assert traps(graph) == ()


def test_what_happened_is_given_with_the_first_edge_on_which_it_did() -> None:
    graph = explore(program_of(ONE_STEP), events=RESULTS_ALONE)
    edge = reached_elements(graph)[Reached("step", "Main/A", "Completed")]
    assert (edge.source, edge.transition.event, edge.target) == (1, Complete("A"), 2)


SPECS = sorted((Path(__file__).parents[3] / "specs").glob("*/good.orch"))
BY_RESULTS_AND_THE_RECORD = Policy(
    frozenset({
        Happening.SUSPEND, Happening.RESUME, Happening.CANCEL, Happening.REASSIGN, Happening.WAIT, Happening.PUBLISH,
    }),
    faults=1,
)  # fmt: skip
IN_VAIN = {
    "quote_discount_approval": (Reached("decision", "Rejected_By_Anyone", "default outcome"),),
}
"""What an example holds although no run gets there: a default outcome that is there for safety."""


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.parent.name)
def test_every_example_reaches_its_elements(path: Path) -> None:
    parsed = parse(Source(path.name, path.read_text(encoding="utf-8")))
    assert parsed.orchestration is not None
    graph = explore(compile_orchestration(parsed.orchestration), events=BY_RESULTS_AND_THE_RECORD, limit=5000)
    assert never_reached(graph) == IN_VAIN.get(path.parent.name, ())
    assert graph.mistakes == {}
