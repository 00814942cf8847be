"""Exported obligations: two solvers that know nothing of Stageproof answer them, and agree with its checker."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from certificate_damages import Subject, invariant_edited
from explicit_certificates import Builder
from explicit_states import drawn_system
from smt_solvers import SOLVERS
from staged_systems import staged_certificate, staged_choice, staged_system

from stageproof.checker.certificates.certificate import Certificate
from stageproof.checker.certificates.check import check
from stageproof.checker.certificates.export import export
from stageproof.checker.encoding.system import System, Variable


def drawn(seed: int) -> Subject:
    system = drawn_system(Random(seed))
    return Subject(system, Builder(system).certificate())


@SOLVERS
def test_every_question_of_a_good_certificate_is_unsat(solve: Any) -> None:
    staged = [Subject(staged_system(2, 3), made(2, 3)) for made in (staged_certificate, staged_choice)]
    subjects = [*staged, *map(drawn, range(12))]
    asked = 0
    for subject in subjects:
        for script in export(*subject).scripts:
            assert solve(script) == ["unsat"] * script.questions, script.text
            asked += script.questions
    assert asked >= 60


@SOLVERS
def test_a_damaged_invariant_is_found_from_the_text_alone(solve: Any) -> None:
    rejected = 0
    for seed in range(24):
        damaged = invariant_edited(Random(seed), drawn(seed))
        is_unsat = all(answer == "unsat" for script in export(*damaged).scripts for answer in solve(script))
        assert is_unsat == check(*damaged).is_accepted, seed
        rejected += not is_unsat
    assert rejected >= 12


def test_the_scripts_ask_what_the_checker_asks_and_what_it_settles_by_itself() -> None:
    system, certificate = staged_system(2, 3), replace(staged_certificate(2, 3), claims=())
    assert (
        sum(script.questions for script in export(system, certificate).scripts)
        > check(system, certificate).distinct
    )


def test_scripts_tell_what_they_are_about() -> None:
    scripts = export(staged_system(2, 3), staged_certificate(2, 3)).scripts
    assert [script.name for script in scripts] == [
        "invariant.smt2",
        "claim-0000.smt2",
        "claim-0001.smt2",
        "claim-0002.smt2",
    ]
    text = scripts[0].text
    assert text.startswith("; the invariant\n")
    assert "(set-logic QF_UF)" in text
    assert "|status of step 0 = In Progress|" in text
    assert (
        "; the edge leads from the invariant into the invariant\n;   at exits of stage 0, edge 7 (stay) to"
        in text
    )


@SOLVERS
def test_names_that_look_alike_or_hold_bars_stay_apart(solve: Any) -> None:
    system = staged_system(1, 2)
    awkward = tuple(Variable("a|b\\c\né", ("x", "x", "y|", "y|")) for _ in system.variables)
    (script, *_) = export(replace(system, variables=awkward), staged_certificate(1, 2)).scripts
    assert "|a<7c>b<5c>c<a><e9> = x|" in script.text
    assert solve(script) == ["unsat"] * script.questions


def test_a_certificate_of_the_wrong_shape_is_not_exported() -> None:
    with pytest.raises(ValueError, match="cannot be exported: the invariant has 0 sets for 5 locations"):
        export(staged_system(1, 2), Certificate((), ()))


def test_the_same_text_every_time() -> None:
    def texts(system: System, certificate: Certificate) -> list[str]:
        return [script.text for script in export(system, certificate).scripts]

    assert texts(*drawn(3)) == texts(*drawn(3))


def test_no_script_asks_nothing_and_the_contents_say_what_a_claim_without_one_rests_on() -> None:
    silent = 0
    for subject in (Subject(staged_system(2, 3), staged_certificate(2, 3)), *map(drawn, range(12))):
        made = export(*subject)
        assert all(script.text.count("(check-sat)") == script.questions > 0 for script in made.scripts)
        lines = made.contents.splitlines()[2:]
        assert len(lines) == len(subject.certificate.claims) + 1
        asked = {script.name for script in made.scripts}
        for line, name in zip(
            lines, ["invariant", *(f"claim-{n:04}" for n in range(len(lines) - 1))], strict=True
        ):
            assert line.startswith(name)
            if f"{name}.smt2" in asked:
                assert f": {name}.smt2, " in line
            else:
                assert "no script. Its" in line or "no script. The run" in line
                silent += 1
    assert silent


def test_the_contents_say_in_words_what_a_claim_is_about() -> None:
    subjects = ("never reachable: Odd", "can complete", "ends")
    made = export(staged_system(2, 3), staged_certificate(2, 3), subjects)
    assert "claim-0000 (never reachable: Odd): " in made.contents
    assert "(never reachable: Odd)" in made.scripts[1].text.splitlines()[0]
