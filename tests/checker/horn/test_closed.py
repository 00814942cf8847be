"""Spacer's answers, held to every state of systems drawn at random."""

from __future__ import annotations

from random import Random

import pytest
from explicit_states import Explicit, drawn_system

from stageproof.checker.encoding.guard import Guard, In, all_of, holds
from stageproof.checker.encoding.system import System
from stageproof.checker.horn.closed import Excluded, Found, Unsettled, ask
from stageproof.checker.horn.slices import Slice


def drawn_goals(random: Random, system: System) -> dict[int, Guard]:
    place = random.randrange(len(system.locations))
    parts: list[Guard] = []
    for number, variable in enumerate(system.variables):
        if random.random() < 0.6:
            parts.append(In(number, random.randrange(1, 1 << len(variable.values))))
    return {place: all_of(parts)}


@pytest.mark.parametrize("number", range(50))
def test_it_is_found_exactly_where_some_run_gets_there_and_else_ruled_out_by_what_every_run_keeps(
    number: int,
) -> None:
    random = Random(f"horn {number}")
    system = drawn_system(random)
    goals = drawn_goals(random, system)
    reached = Explicit(system).reached()
    there = any(
        state.location in goals and holds(goals[state.location], dict(enumerate(state.values)))
        for state in reached
    )
    reply = ask(system, goals)
    if there:
        assert isinstance(reply, Found)
        return
    assert isinstance(reply, Excluded)
    for location, values in reached:
        told = reply.solution.get(location)
        assert told is None or holds(told, dict(enumerate(values)))


def test_both_answers_come_often() -> None:
    replies: list[str] = []
    for number in range(50):
        random = Random(f"horn {number}")
        system = drawn_system(random)
        replies.append(type(ask(system, drawn_goals(random, system))).__name__)
    assert replies.count("Found") >= 10
    assert replies.count("Excluded") >= 10


def test_a_question_is_bounded_by_steps_and_says_so() -> None:
    reasons: set[str] = set()
    for number in range(50):
        random = Random(f"horn {number}")
        system = drawn_system(random)
        reply = ask(system, drawn_goals(random, system), steps=1)
        if isinstance(reply, Unsettled):
            reasons.add(reply.reason)
    assert any("limit" in reason or "cancel" in reason for reason in reasons)


@pytest.mark.parametrize("number", range(40))
def test_a_slice_has_every_edge_that_leads_to_the_question(number: int) -> None:
    random = Random(f"slice {number}")
    system = drawn_system(random)
    goals = drawn_goals(random, system)
    part = Slice(system, goals)
    leading = set(part.locations)
    for edge_number, edge in enumerate(system.edges):
        assert (edge_number in part.edges) == (edge.target in leading)
