"""Answers of the solver are the same whatever was asked before, and however the first attempt ends."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random
from threading import Thread

import pytest
from certificate_damages import Subject, invariant_edited
from explicit_certificates import Builder
from explicit_states import drawn_system
from staged_systems import staged_certificate, staged_choice, staged_system

from stageproof.checker.certificates import solving
from stageproof.checker.certificates.alike import shape_of
from stageproof.checker.certificates.check import check
from stageproof.checker.certificates.formulas import Formulas
from stageproof.checker.certificates.solving import Answer, Budget, Somewhere
from stageproof.checker.certificates.verdicts import Checked

STAGED = Subject(staged_system(3, 4), staged_certificate(3, 4))


def drawn(seed: int) -> Subject:
    system = drawn_system(Random(seed))
    return Subject(system, Builder(system).certificate())


def damaged() -> list[Subject]:
    return [invariant_edited(Random(seed), drawn(seed)) for seed in range(12)]


def test_the_order_of_checks_changes_nothing() -> None:
    subjects = [STAGED, *damaged()]
    first = [check(*subject) for subject in subjects]
    assert [check(*subject) for subject in reversed(subjects)] == first[::-1]
    assert sum(checked.is_accepted for checked in first) in range(1, len(first))


def test_what_the_first_attempt_leaves_open_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    subjects = [STAGED, Subject(STAGED.system, staged_choice(3, 4)), *damaged()]
    expected = [check(*subject) for subject in subjects]
    monkeypatch.setattr(solving, "QUICK", 1)
    assert [check(*subject) for subject in subjects] == expected


def test_a_budget_counts_anew_for_every_check() -> None:
    for _ in range(3):
        assert check(*STAGED).is_accepted
        assert not check(*STAGED, Budget(steps=1)).is_accepted


def test_threads_do_not_disturb_each_other() -> None:
    found: list[Checked] = []
    threads = [Thread(target=lambda: found.append(check(*STAGED))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [check(*STAGED)] * 4


def exactly_one(formulas: Formulas, variables: Sequence[int]) -> int:
    """One of two variables has value 0."""
    one, other = (formulas.literal(variable, 1) for variable in variables)
    either = formulas.disjunction((one, other))
    both = formulas.conjunction((one, other))
    return formulas.conjunction((either, formulas.negation(both)))


def test_formulas_that_differ_in_names_only_have_one_shape() -> None:
    formulas = Formulas([2, 2, 2, 2, 3])
    one, other = (exactly_one(formulas, variables) for variables in ((0, 1), (2, 3)))
    assert one != other
    assert shape_of(formulas, one).pattern == shape_of(formulas, other).pattern
    assert shape_of(formulas, other).variables == (2, 3)


def test_formulas_that_differ_in_more_have_other_shapes() -> None:
    formulas = Formulas([2, 2, 2, 2, 3])
    one = shape_of(formulas, exactly_one(formulas, (0, 1))).pattern
    assert shape_of(formulas, exactly_one(formulas, (0, 4))).pattern != one, "a variable with more values"
    literals = [formulas.literal(variable, 1) for variable in range(4)]

    def two_of(*members: int) -> int:
        pairs = [formulas.conjunction((literals[a], literals[b])) for a, b in pairwise(members)]
        return formulas.disjunction(pairs)

    assert shape_of(formulas, two_of(0, 1, 2)).pattern != shape_of(formulas, two_of(0, 1, 2, 3)).pattern
    chain = formulas.disjunction(
        (formulas.conjunction((literals[0], literals[1])), formulas.conjunction((literals[2], literals[3])))
    )
    assert shape_of(formulas, two_of(0, 1, 2)).pattern != shape_of(formulas, chain).pattern


def test_an_answer_for_one_is_an_answer_for_all_that_are_like_it(monkeypatch: pytest.MonkeyPatch) -> None:
    formulas = Formulas([3] * 20)
    questions = [exactly_one(formulas, (at, at + 1)) for at in range(0, 20, 2)]
    asked: list[int] = []
    answer = solving._answers

    def counted(table: Formulas, some: Sequence[int], purse: solving._Purse) -> dict[int, Answer]:
        asked.append(len(some))
        return answer(table, some, purse)

    monkeypatch.setattr(solving, "_answers", counted)
    found = solving.answers(formulas, questions, Budget())
    assert asked[0] == 1
    for question in questions:
        said = found[question]
        assert isinstance(said, Somewhere)
        assert formulas.holds(question, said.valuation)
