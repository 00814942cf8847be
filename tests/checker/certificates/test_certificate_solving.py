"""Answers of the solver are the same whatever was asked before, and however the first attempt ends."""

from random import Random
from threading import Thread

import pytest
from certificate_damages import Subject, invariant_edited
from explicit_certificates import Builder
from explicit_states import drawn_system
from staged_systems import staged_certificate, staged_choice, staged_system

from stageproof.checker.certificates import solving
from stageproof.checker.certificates.check import check
from stageproof.checker.certificates.solving import Budget
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
