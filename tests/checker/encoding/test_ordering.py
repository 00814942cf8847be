"""The order in which proofs look at the steps of a stage."""

from random import Random

import pytest
from running import program_of

from stageproof.checker.encoding import ordering
from stageproof.checker.encoding.encode import encode
from stageproof.checker.encoding.ordering import groups_of, order_of
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.verdicts import answers
from stageproof.engine.program.program import Program
from stageproof.grammar.names import Names


def chains(count: int, length: int, seed: int | None) -> Program:
    """One stage with chains of steps; `seed`: listed in an order of its own."""
    lines = [
        f"background S{chain}_{place} calls F"
        + (f" starts when S{chain}_{place - 1} is Completed" if place else "")
        for chain in range(count)
        for place in range(length)
    ]
    if seed is not None:
        Random(seed).shuffle(lines)
    return program_of(
        "orchestration O {\n start autolaunched -> A\n stage A {\n" + "\n".join(lines) + "\n }\n}\n"
    )


def order(program: Program) -> list[str]:
    orchestration = program.orchestration
    stage = orchestration.stages[0]
    groups = groups_of(orchestration, Names.of(orchestration)).get(stage.name, ())
    return [stage.steps[place].name for place in order_of(stage, groups)]


@pytest.mark.parametrize("seed", range(10))
def test_steps_that_start_each_other_lie_side_by_side_wherever_they_are_listed(seed: int) -> None:
    found = order(chains(5, 6, seed))
    for chain in range(5):
        places = sorted(found.index(f"S{chain}_{place}") for place in range(6))
        assert places == list(range(places[0], places[0] + 6))
        along = [int(name[3:]) for name in found if name.startswith(f"S{chain}_")]
        assert along in ([0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0])


def test_the_order_of_the_definition_is_kept_where_it_is_good_enough() -> None:
    program = chains(5, 6, None)
    assert order(program) == [step.name for step in program.stages[0].steps]


ENTANGLED = tuple(map(frozenset, ({0, 3}, {1, 2}, {2, 4, 5}, {0, 3}, {0, 4}, {1, 4, 5})))


def test_drawing_steps_together_again_and_again_finds_what_no_first_order_has() -> None:
    stage = program_of(
        "orchestration O { start autolaunched -> A  stage A { "
        + "  ".join(f"background S{number} calls F" for number in range(6))
        + " } }"
    ).orchestration.stages[0]
    assert order_of(stage, ENTANGLED) == (3, 0, 4, 5, 1, 2)
    assert ordering._width((3, 0, 4, 5, 1, 2), ENTANGLED) == (2, 9)
    assert ordering._width(range(6), ENTANGLED) == (5, 18)


def test_a_step_is_drawn_to_the_middle_of_those_it_looks_at() -> None:
    assert ordering._drawn_together((0, 1, 2, 3), [frozenset({0, 3})]) == (1, 0, 3, 2)


def test_steps_of_other_stages_and_values_of_the_record_do_not_count() -> None:
    definition = program_of("""orchestration O {
      start when Case is created -> A
      stage A { background One calls F starts when $Record.Amount > 3  then B }
      stage B { background Two calls F starts when One is Completed }
    }""").orchestration
    assert groups_of(definition, Names.of(definition)) == {}


@pytest.mark.parametrize("seed", range(6))
def test_the_order_changes_no_verdict(seed: int) -> None:
    listed, mixed = (answers(chains(4, 3, mixing)) for mixing in (None, seed))
    assert {name: sorted(found) for name, found in listed.claims.items()} == {
        name: sorted(found) for name, found in mixed.claims.items()
    }


def test_a_stage_of_many_chains_stays_small_in_any_order() -> None:
    """Five chains of six steps have 7 ** 5 states; as sets they need little room where chains are told one by one."""
    nodes: list[int] = []
    for seed in (None, 3):
        analysis = Analysis(encode(chains(5, 6, seed), {}))
        assert analysis.reached
        nodes.append(len(analysis.model.diagrams.levels))
    assert nodes[1] <= 2 * nodes[0]
