"""What the checker of certificates says of a countdown, on a small system whose loop is counted down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

import pytest
from certificate_damages import with_counted
from counting_systems import (
    AGAIN,
    CHARGE,
    COUNT,
    DOES_NOT,
    ENTER,
    HOLDS,
    LEAVE,
    MEND,
    ONCE_MORE,
    START,
    counting_certificate,
    counting_claim,
    counting_system,
    move,
)
from smt_solvers import SOLVERS

from stageproof.checker.certificates.certificate import Certificate
from stageproof.checker.certificates.check import check
from stageproof.checker.certificates.claims import Countdown, CountedPart
from stageproof.checker.certificates.exchange import from_json, to_json
from stageproof.checker.certificates.export import export
from stageproof.checker.certificates.fields import ExchangeError
from stageproof.checker.certificates.obligation import Kind
from stageproof.checker.certificates.sets import Place
from stageproof.checker.certificates.solving import Budget
from stageproof.checker.certificates.verdicts import Checked, Fails, Undecided
from stageproof.checker.certificates.words import told
from stageproof.checker.encoding.guard import TRUE, AllOf, Guard, Negation
from stageproof.checker.encoding.system import Comparison, Duty, Edge, Map, System

SYSTEM: Final = counting_system()
CLAIM: Final = counting_claim()
(PART,) = CLAIM.counted
(TRIES,) = SYSTEM.comparisons


def checked(system: System = SYSTEM, claim: Countdown = CLAIM) -> Checked:
    return check(system, replace(counting_certificate(), claims=(claim,)))


def kinds(system: System = SYSTEM, claim: Countdown = CLAIM) -> set[Kind]:
    found = checked(system, claim)
    assert not found.problems
    assert found.is_proved(0) is not bool(found.unmet)
    return {one.obligation.kind for one in found.unmet}


def counted(**changes: Any) -> Countdown:
    return with_counted(CLAIM, (PART._replace(**changes),))


def compared(**changes: Any) -> System:
    return replace(SYSTEM, comparisons=(replace(TRIES, **changes),))


def with_edge(edge: Edge) -> System:
    return replace(SYSTEM, edges=(*SYSTEM.edges, edge))


def asking(guard: Guard) -> System:
    edges = list(SYSTEM.edges)
    edges[ONCE_MORE] = edges[ONCE_MORE]._replace(guard=guard)
    edges[LEAVE] = edges[LEAVE]._replace(guard=Negation(guard))
    return replace(SYSTEM, edges=tuple(edges))


def test_a_loop_that_is_counted_down_ends() -> None:
    found = checked()
    assert found.is_accepted
    assert found.is_proved(0)
    assert found.solver.startswith("z3 ")


def test_what_is_asked_of_numbers_counts_as_asked() -> None:
    found = checked()
    assert found.distinct == 3, "what is asked of states is settled by plain rules"
    assert found.count == checked(claim=with_counted(CLAIM, ())).count + 2 + 3


@pytest.mark.parametrize("operator", ["LessThan", "LessThanOrEqualTo"])
@pytest.mark.parametrize("by", [Fraction(1), Fraction(1, 2), Fraction(1, 3)])
def test_it_may_fall_by_more_than_is_said(operator: str, by: Fraction) -> None:
    assert not kinds(compared(operator=operator), counted(by=by))


def test_it_may_be_asked_the_other_way_round() -> None:
    system = compared(operator="GreaterThan", changes=((COUNT, Fraction(-1, 2)),))
    assert not kinds(system, counted(is_left_greater=True, by=Fraction(1, 2)))


@pytest.mark.parametrize(
    "system",
    [compared(changes=()), compared(changes=((COUNT, Fraction(-1)),)), compared(changes=((COUNT, None),))],
    ids=["not at all", "the wrong way", "not known"],
)
def test_an_edge_that_does_not_count_as_the_system_tells_is_rejected(system: System) -> None:
    assert kinds(system) == {Kind.FALLS}


@pytest.mark.parametrize(
    ("change", "by"),
    [(Fraction(1), Fraction(2)), (Fraction(1, 2), Fraction(1)), (Fraction(1, 2), Fraction(2, 3))],
)
def test_a_fall_by_more_than_the_system_tells_is_rejected(change: Fraction, by: Fraction) -> None:
    assert kinds(compared(changes=((COUNT, change),)), counted(by=by)) == {Kind.FALLS}


@pytest.mark.parametrize("change", [Fraction(-1), Fraction(-1, 1000), None])
def test_an_edge_of_the_loop_that_lets_it_rise_is_rejected(change: Fraction | None) -> None:
    changes = ((ENTER, change), (COUNT, Fraction(1)))
    assert not kinds(compared(changes=changes)), "outside of the loop it may"
    assert kinds(compared(changes=((COUNT, Fraction(1)), (ONCE_MORE, change)))) == {Kind.FALLS}


def test_an_edge_that_happens_finitely_often_may_let_it_rise() -> None:
    system = with_edge(move(MEND, CHARGE, "set", Duty.OPTIONAL))
    changes = (*TRIES.changes, (len(SYSTEM.edges), Fraction(-1)))
    assert not kinds(replace(system, comparisons=(replace(TRIES, changes=changes),)))


def test_a_way_round_that_is_not_asked_is_rejected() -> None:
    assert kinds(with_edge(move(AGAIN, CHARGE, "take"))) == {Kind.RANK}


def test_a_way_round_that_is_not_counted_is_rejected() -> None:
    assert kinds(with_edge(move(MEND, AGAIN, "fail", Duty.FAULT))) == {Kind.RANK}


def test_without_its_asking_or_its_falling_edges_nothing_is_counted() -> None:
    assert kinds(claim=counted(asking=())) == {Kind.RANK}
    assert kinds(claim=counted(falling=())) == {Kind.RANK}


def test_an_edge_back_to_an_earlier_part_is_rejected_unless_it_happens_finitely_often() -> None:
    back = move(CHARGE, START, "complete", Duty.RESULT)
    assert Kind.IN_ORDER in kinds(with_edge(back))
    assert not kinds(with_edge(back._replace(duty=Duty.OPTIONAL)))
    assert not kinds(with_edge(back._replace(guard=AllOf((HOLDS, DOES_NOT))))), "it is never taken"


@pytest.mark.parametrize("guard", [TRUE, DOES_NOT], ids=["in any case", "the other way"])
def test_an_edge_that_does_not_ask_is_rejected(guard: Guard) -> None:
    assert kinds(asking(guard)) == {Kind.ASKS}


def test_what_the_invariant_says_of_an_open_condition_does_not_make_an_edge_ask() -> None:
    holding = ((0, (0, 1, 0)),)
    sets = tuple(2 if place == AGAIN else 1 for place in range(len(SYSTEM.locations)))
    edges = list(asking(TRUE).edges)
    edges[COUNT] = edges[COUNT]._replace(updates=(Map(0, (0b010,) * 3),))
    certificate = Certificate(holding, sets, (CLAIM,))
    unmet = check(replace(SYSTEM, edges=tuple(edges)), certificate).unmet
    assert {one.obligation.kind for one in unmet} == {Kind.ASKS}


def test_a_side_that_may_be_null_is_rejected_where_nothing_is_asked_of_it() -> None:
    until = asking(DOES_NOT)
    reached = replace(TRIES, operator="GreaterThanOrEqualTo")
    claim = counted(holds=False)
    assert not kinds(replace(until, comparisons=(reached,)), claim)
    assert kinds(replace(until, comparisons=(replace(reached, is_never_null=False),)), claim) == {
        Kind.NOT_NEGATIVE
    }
    assert not kinds(compared(is_never_null=False)), "where it holds, both are numbers"


def test_a_difference_the_wrong_way_round_is_rejected() -> None:
    assert kinds(claim=counted(is_left_greater=True)) == {Kind.NOT_NEGATIVE, Kind.FALLS}
    assert kinds(compared(operator="GreaterThan")) == {Kind.NOT_NEGATIVE}


def test_a_failure_says_which_edge_changes_what() -> None:
    found = checked(compared(changes=()))
    (one,) = found.unmet
    assert one.verdict == Fails("mend", (("tries - limit", "grows by 0"),), "complete (edge 3, to again)")
    assert "falls by enough with an edge that counts; not so at mend with tries - limit grows by 0" in told(
        found
    )


def test_a_failure_says_which_condition_leaves_the_difference_negative() -> None:
    (one,) = checked(compared(operator="GreaterThan")).unmet
    assert isinstance(one.verdict, Fails)
    assert one.verdict.before == (("tries > limit", "holds"),)
    assert one.verdict.edge == "take (edge 4, to charge)"


def test_without_a_budget_what_is_asked_of_numbers_is_undecided() -> None:
    found = check(SYSTEM, counting_certificate(), Budget(steps=1))
    assert {Kind.FALLS} <= {one.obligation.kind for one in found.unmet if isinstance(one.verdict, Undecided)}
    assert not found.is_proved(0)


def part(**changes: Any) -> CountedPart:
    return PART._replace(**changes)


@pytest.mark.parametrize(
    ("claim", "problem"),
    [
        (replace(CLAIM, order=(0, 1)), "there are 2 parts in order for 5 locations"),
        (counted(comparison=1), "comparison 1 does not exist"),
        (counted(comparison=-1), "comparison -1 does not exist"),
        (counted(by=Fraction(0)), "a difference that falls by 0 does not fall"),
        (counted(asking=(99,)), "edge 99 does not exist"),
        (counted(falling=(-1,)), "edge -1 does not exist"),
        (counted(asking=(ENTER,)), "edge 0 does not lie within part 1"),
        (counted(falling=(COUNT, LEAVE)), "edge 5 does not lie within part 1"),
        (counted(part=2), "edge 4 does not lie within part 2"),
        (with_counted(CLAIM, (PART, PART)), "a part is counted down twice"),
        (replace(CLAIM, counted=(part(asking=()),)), "counted are not the asking edges of a countdown"),
        (replace(CLAIM, counted=(part(falling=()),)), "counted are not the falling edges of a countdown"),
        (
            replace(CLAIM, without_asking=replace(CLAIM.without_asking, counted=())),
            "counted are not the asking edges of a countdown",
        ),
        (
            replace(CLAIM, without_falling=replace(CLAIM.without_falling, starts=())),
            "the starts of the fair ranks of a countdown differ",
        ),
        (
            replace(CLAIM, without_falling=replace(CLAIM.without_falling, goals=())),
            "the goals of the fair ranks of a countdown differ",
        ),
        (
            replace(CLAIM, without_asking=replace(CLAIM.without_asking, waiting=(Place(CHARGE, 1),))),
            "the waiting states of the fair ranks of a countdown differ",
        ),
        (
            replace(CLAIM, without_asking=replace(CLAIM.without_asking, duties=tuple(Duty))),
            "the duties of the fair ranks of a countdown differ",
        ),
        (
            replace(CLAIM, without_asking=replace(CLAIM.without_asking, parts=())),
            "there are 0 parts for 5 locations",
        ),
        (
            replace(CLAIM, without_falling=replace(CLAIM.without_falling, ranks=())),
            "there are 0 ranks for 5 locations",
        ),
    ],
)
def test_the_wrong_shape_of_a_countdown_is_said(claim: Countdown, problem: str) -> None:
    found = checked(claim=claim)
    assert f"claim 0: {problem}" in found.problems
    assert not found.is_proved(0)


def test_an_edge_that_a_fair_rank_counts_out_exists() -> None:
    rank = replace(CLAIM.without_asking, counted=(99,))
    found = check(SYSTEM, replace(counting_certificate(), claims=(rank,)))
    assert found.problems == ("claim 0: edge 99 does not exist",)


def test_a_fair_rank_alone_holds_if_what_it_counts_out_is_taken_finitely_often() -> None:
    rank = CLAIM.without_asking
    certificate = replace(counting_certificate(), claims=(rank, replace(rank, counted=())))
    found = check(SYSTEM, certificate)
    assert [found.is_proved(number) for number in range(2)] == [True, False]


def test_an_edge_that_is_counted_has_one_of_the_duties() -> None:
    edges = list(SYSTEM.edges)
    edges[COUNT] = edges[COUNT]._replace(duty=Duty.OPTIONAL)
    problems = checked(replace(SYSTEM, edges=tuple(edges))).problems
    assert problems == ("claim 0: edge 3 of a countdown has none of the duties of the claim",)


@pytest.mark.parametrize(
    ("comparison", "problem"),
    [
        (replace(TRIES, variable=1), "comparison 0 is about variable 1, which does not exist"),
        (replace(TRIES, variable=-1), "comparison 0 is about variable -1, which does not exist"),
        (replace(TRIES, operator="EqualTo"), "comparison 0 has the operator EqualTo, which is no ordering"),
        (replace(TRIES, changes=((9, None),)), "comparison 0 is changed by an edge that does not exist"),
        (replace(TRIES, changes=((3, None), (3, None))), "the edges that change comparison 0 do not ascend"),
    ],
)
def test_a_comparison_of_the_wrong_shape_is_said(comparison: Comparison, problem: str) -> None:
    assert checked(replace(SYSTEM, comparisons=(comparison,))).problems == (problem,)


def test_a_comparison_needs_two_values() -> None:
    only = replace(SYSTEM.variables[0], values=("no",))
    system = System((only,), SYSTEM.locations, (), comparisons=(replace(TRIES, changes=()),))
    assert check(system, Certificate((), (1,) * 5)).problems == (
        "comparison 0 is about variable 0, which has no two values",
    )


def test_a_countdown_comes_back_from_json() -> None:
    system = compared(changes=((ENTER, None), (COUNT, Fraction(3, 2))))
    certificate = replace(counting_certificate(), claims=(counted(by=Fraction(1, 2)),))
    assert from_json(to_json(system, certificate)) == (system, certificate)


def test_a_system_without_comparisons_and_a_rank_that_counts_nothing_out_are_read_as_before() -> None:
    rank = replace(CLAIM.without_asking, counted=())
    system = replace(SYSTEM, comparisons=())
    text = to_json(system, replace(counting_certificate(), claims=(rank,)))
    older = text.replace(',"comparisons":[]', "").replace(',"counted":[]', "")
    assert older != text
    assert from_json(older) == from_json(text)


@pytest.mark.parametrize("wrong", ["1/0", "1.5", "1e9", "", "x", "1/-2", "9" * 1001])
def test_what_is_no_fraction_is_told(wrong: str) -> None:
    text = to_json(SYSTEM, counting_certificate())
    assert '"by":"1"' in text
    with pytest.raises(ExchangeError, match=r'claims\[0\].counted\[0\].by: expected a fraction such as "-1"'):
        from_json(text.replace('"by":"1"', f'"by":"{wrong}"'))


@SOLVERS
def test_two_solvers_confirm_the_scripts_of_a_countdown(solve: Callable[..., list[str]]) -> None:
    made = export(SYSTEM, counting_certificate())
    assert [script.name for script in made.scripts if "numbers" in script.name] == ["claim-0000-numbers.smt2"]
    for script in made.scripts:
        assert solve(script) == ["unsat"] * script.questions, script.text
    assert "countdown: " in made.contents
    assert "claim-0000-numbers.smt2, 3 questions." in made.contents


@SOLVERS
@pytest.mark.parametrize(
    ("system", "claim"),
    [
        (compared(changes=()), CLAIM),
        (compared(changes=((COUNT, None),)), CLAIM),
        (compared(operator="GreaterThan"), CLAIM),
        (SYSTEM, counted(by=Fraction(3, 2))),
    ],
    ids=["not counted", "not known", "the wrong way", "too much"],
)
def test_two_solvers_refuse_the_numbers_of_a_countdown_that_is_wrong(
    solve: Callable[..., list[str]], system: System, claim: Countdown
) -> None:
    made = export(system, replace(counting_certificate(), claims=(claim,)))
    (script,) = (script for script in made.scripts if "numbers" in script.name)
    unstated = script._replace(text=script.text.replace("(set-info :status unsat)\n", ""))
    assert set(solve(unstated)) in ({"sat"}, {"sat", "unsat"})
    assert not checked(system, claim).is_accepted


def test_a_script_says_what_is_asked_of_numbers_and_where() -> None:
    (text,) = (one.text for one in export(SYSTEM, counting_certificate()).scripts if "numbers" in one.name)
    assert "(set-logic QF_LRA)" in text
    assert ";   at mend, edge 3 (complete) to again\n;   tries - limit grows by 1\n" in text
    assert ";   tries < limit holds\n" in text
