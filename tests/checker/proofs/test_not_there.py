"""Outputs that are read before they exist: exploring everything finds the same."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from agreement_truth import ALONE
from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.evidence import nearest_run
from stageproof.checker.proofs.not_there import not_there
from stageproof.checker.proofs.not_visited import advice_on, not_visited
from stageproof.checker.proofs.results_read import read_in_stages, results_read
from stageproof.checker.proofs.together import both_in_progress, complete_in_any_order
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.graph import Graph
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Program
from stageproof.engine.statuses import StageStatus, StepStatus
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

STEPS = ("A", "B", "C", "D", "E", "F")
STAGES = {"One": STEPS[:2], "Two": STEPS[2:4], "Three": STEPS[4:]}


def _drawn(number: int) -> Program:
    """Three stages of two steps; each step gets the output of another as its input."""
    chance = Random(number)

    def step(name: str, other: str) -> str:
        source = chance.choice([each for each in STEPS if each != name])
        entry = chance.choice(
            ("", f"starts when {other} is Completed ", f"starts when {other} is InProgress ")
        )
        return f"    background {name} calls Do_It async {entry}{{ input what = {source}.Outputs.size }}"

    parts: list[str] = []
    for stage, names in STAGES.items():
        exit = chance.choice(("", f"    completes when {chance.choice(names)} is Completed\n"))
        fault = chance.choice(("", f"    on error -> go to {chance.choice(('Which', 'Three'))}\n"))
        steps = (step(names[0], names[1]), step(names[1], names[0]))
        following = {"One": "Which", "Two": chance.choice(("Three", "Which")), "Three": "end"}[stage]
        parts.append(
            f"  stage {stage} {{\n" + "\n".join(steps) + f"\n{exit}{fault}    then go to {following}\n  }}"
        )
    text = (
        f"orchestration Drawn {{\n  start autolaunched -> {chance.choice(('One', 'Which'))}\n"
        + "\n".join(parts)
        + """
  variable big: boolean input
  decision Which { when big = true -> go to Three  otherwise -> Two }
  flow Do_It { type AutoLaunchedFlow  async  in what: number  out size: number }
}
"""
    )
    parsed = parse(Source("drawn.orch", text))
    assert parsed.orchestration is not None, parsed.diagnostics
    return compile_orchestration(parsed.orchestration)


def _started_without(graph: Graph) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Pairs of a step and one that had no result as it started; and pairs of which it had one."""
    without: set[tuple[str, str]] = set()
    having: set[tuple[str, str]] = set()
    start: tuple[int, frozenset[str]] = (0, frozenset())
    seen, todo = {start}, [start]
    while todo:
        node, done = todo.pop()
        for edge in graph.edges(node):
            completed = set(done)
            for change in graph.changes(edge):
                name = change.subject.name.rpartition("/")[2]
                if change.subject.part == "stage" and change.after is StageStatus.IN_PROGRESS:
                    completed -= set(STAGES[name])
                elif change.subject.part == "step" and change.after is StepStatus.COMPLETED:
                    completed.add(name)
                elif change.subject.part == "step" and change.after is StepStatus.IN_PROGRESS:
                    without |= {(name, other) for other in STEPS if other not in completed}
                    having |= {(name, other) for other in completed}
            following = (edge.target, frozenset(completed))
            if following not in seen:
                seen.add(following)
                todo.append(following)
    return without, having


def test_what_is_read_before_it_exists_is_what_exploring_everything_finds() -> None:
    seen: dict[str, int] = {}
    for number in range(120):
        program = _drawn(number)
        graph = explore(program, limit=6000, events=ALONE)
        if not graph.complete:
            continue
        without, having = _started_without(graph)
        orchestration = program.orchestration
        analysis = Analysis(encode(program, read_in=read_in_stages(orchestration), suspends=False))
        found = {
            (one.read.reader.name, one.read.source.name): one for one in not_there(analysis, orchestration)
        }
        for _, step in orchestration.steps():
            source = step.inputs[0].value.root  # type: ignore[union-attr]  # a reference, as it was drawn
            pair = step.name, source
            assert (pair in found) is (pair in without), (number, pair)
            kind = "never read early"
            if pair in found:
                assert found[pair].always is (pair not in having), (number, pair)
                kind = "always" if found[pair].always else "at times"
                assert nearest_run(analysis, found[pair].states)
            seen[kind] = seen.get(kind, 0) + 1
    assert min(seen[kind] for kind in ("always", "at times", "never read early")) >= 20


def test_steps_that_complete_in_any_order_do_so_in_some_run() -> None:
    seen = {True: 0, False: 0}
    for number in range(80):
        program = _drawn(number)
        graph = explore(program, limit=6000, events=ALONE)
        if not graph.complete:
            continue
        pairs = {
            frozenset(pair)
            for node in range(len(graph))
            for pair in combinations(sorted(_can_complete(graph, node)), 2)
        }
        analysis = Analysis(encode(program, suspends=False))
        for stage in program.stages:
            first, second = stage.steps
            found = complete_in_any_order(analysis, stage, first, second) != {}
            assert found is (frozenset((first.name, second.name)) in pairs), (number, stage.name)
            seen[found] += 1
    assert min(seen.values()) >= 20


def _can_complete(graph: Graph, node: int) -> set[str]:
    from stageproof.engine.events import Complete

    return {
        edge.transition.event.step.rpartition("/")[2]
        for edge in graph.edges(node)
        if isinstance(edge.transition.event, Complete)
    }


def test_a_step_whose_own_exit_condition_never_held_may_have_given_a_result_all_the_same() -> None:
    """Its work item may be finished as the stage completes: nothing tells."""
    text = """
      flow Form { out size: number }
      flow Slow { async in what: number }
      start autolaunched -> First
      stage First {
        interactive A calls Form assigned to queue Desk%s
        background B calls Slow { input what = 1 }
        background C calls Slow { input what = 1 }
        completes when B is Completed
        then Second
      }
      stage Second { background D calls Slow { input what = A.Outputs.size }  then end }
    """

    def found(exit_condition: str) -> list[tuple[str, str]]:
        orchestration = program_of(text % exit_condition).orchestration
        program = compile_orchestration(orchestration)
        analysis = Analysis(encode(program, read_in=read_in_stages(orchestration), suspends=False))
        return [(one.read.reader.name, one.read.source.name) for one in not_there(analysis, orchestration)]

    assert found("") == [("D", "A")]
    assert found(" { completes when C is Completed }") == []


def test_a_step_that_a_formula_reads_twice_is_read_once() -> None:
    orchestration = program_of("""
      flow Slow { async in what: number  out size: number }
      formula Sum: number = "{!A.Outputs.size} + {!A.Outputs.size} + {!B.Outputs.size}"
      start autolaunched -> First
      stage First { background A calls Slow  background B calls Slow  then Second }
      stage Second { background C calls Slow { input what = Sum }  then end }
    """).orchestration
    assert [read.source.name for read in results_read(orchestration)] == ["A", "B"]


def test_steps_that_wait_for_synchronous_results_are_in_progress_together_but_complete_in_their_order() -> (
    None
):
    program = program_of("""
      flow Now { sync }
      start autolaunched -> First
      stage First { background A calls Now  background B calls Now  then end }
    """)
    analysis = Analysis(encode(program, suspends=False))
    (stage,) = program.stages
    assert both_in_progress(analysis, stage, *stage.steps)
    assert not complete_in_any_order(analysis, stage, *stage.steps)


UNVISITED = """
  flow Slow { async in what: text }
  start autolaunched -> Ship
  stage Ship {
    background A calls Slow { input what = GIVEN }
    interactive B calls Form assigned to queue Desk starts when A is ENTRY { completes when Check is not Completed }
    completes when A is Completed
    then Check
  }
  stage Check { background C calls Slow { input what = "c" }  then end }
"""


@pytest.mark.parametrize(
    ("given", "entry", "advice"),
    [
        ('"a"', "Error", []),
        (
            '"a"',
            "InProgress",
            ["Ask for the visit too (and Check is visited), or name the status that is meant"],
        ),
        ("Check.Status", "Error", ["Leave it so where null is meant"]),
    ],
)
def test_an_exit_condition_reads_a_stage_too_early_only_where_it_is_judged(
    given: str, entry: str, advice: list[str]
) -> None:
    orchestration = program_of(UNVISITED.replace("GIVEN", given).replace("ENTRY", entry)).orchestration
    program = compile_orchestration(orchestration)
    analysis = Analysis(encode(program, read_in=read_in_stages(orchestration), suspends=False))
    assert [advice_on([one]).partition(";")[0] for one in not_visited(analysis, orchestration)] == advice
