"""The result of a check, told plainly."""

from dataclasses import replace
from re import fullmatch

from staged_systems import staged_certificate, staged_system

from stageproof.checker.certificates.check import check
from stageproof.checker.certificates.sets import NOTHING, compact, contains
from stageproof.checker.certificates.solving import Budget
from stageproof.checker.certificates.words import told

SYSTEM = staged_system(1, 2)
CERTIFICATE = staged_certificate(1, 2)


def test_a_valid_certificate_is_said_to_be_valid() -> None:
    text = told(check(SYSTEM, CERTIFICATE))
    assert text.startswith(
        "The certificate is valid: all 31 obligations hold, 13 of them different ones put to z3 "
    )


def test_a_failing_certificate_is_said_to_be_an_error_of_stageproof() -> None:
    sets = (*CERTIFICATE.invariant[:2], CERTIFICATE.invariant[3], *CERTIFICATE.invariant[3:])
    text = told(check(SYSTEM, replace(CERTIFICATE, invariant=sets)))
    first, second, *rest = text.splitlines()
    assert "This is an error of Stageproof, not of the definition" in first
    assert fullmatch(
        "- the invariant: the edge leads from the invariant into the invariant; not so at stage 0 rests with "
        r"status of step 0 In Progress, status of step 1 (In Progress|Error) by complete Step_0 \(edge 1, to exits of "
        r"stage 0\), which gives status of step 0 Completed",
        second,
    )
    assert rest[-1] == "- and 1 more"


def test_a_wrong_shape_is_an_error_of_stageproof_too() -> None:
    text = told(check(SYSTEM, replace(CERTIFICATE, invariant=(NOTHING,))))
    assert "an error of Stageproof" in text
    assert "- its shape is wrong: the invariant has 1 sets for 5 locations" in text


def test_a_spent_budget_is_no_error() -> None:
    text = told(check(SYSTEM, CERTIFICATE, Budget(steps=1)))
    assert text.startswith("The separate check of what was proved was stopped before it was through")
    assert text.endswith(" of 31 obligations were not confirmed.")


def test_a_table_can_be_cut_down_to_the_sets_that_are_used() -> None:
    wanted = CERTIFICATE.invariant[2]
    nodes, new = compact(CERTIFICATE.nodes, [wanted])
    assert 0 < len(nodes) < len(CERTIFICATE.nodes)
    for one in range(4):
        for other in range(4):
            before = contains(CERTIFICATE.nodes, wanted, (one, other))
            assert contains(nodes, new[wanted], (one, other)) == before
