"""The harness notices what it is there for: it draws the same again, finds wrong answers, makes them small."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from agreement_campaign import (
    MORE_STRIKES,
    Tally,
    campaign,
    case,
    disagreement,
    program_of_draft,
    report,
    shortfalls,
)
from agreement_drafts import Draft
from agreement_features import features
from agreement_generator import draw
from agreement_minimise import minimised, reductions
from agreement_prover import Answers, Prover, differences, known_prover
from agreement_truth import Truth, explored

from stageproof.engine.program.program import Program

DRAWS = """
from agreement_generator import draw
print("".join(draw(44, number).text() for number in range(40)))
"""


@pytest.mark.parametrize("seed", ["0", "2"])
def test_what_is_drawn_does_not_depend_on_the_order_of_sets(seed: str) -> None:
    support = Path(__file__).parents[1] / "support"
    environment = {"PYTHONPATH": os.pathsep.join((str(support), *sys.path)), "PYTHONHASHSEED": seed}
    drawn = subprocess.run(
        [sys.executable, "-c", DRAWS], env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert drawn == "".join(draw(44, number).text() for number in range(40)) + "\n"


def honest(program: Program) -> Answers:
    """The prover that explores: it is always right."""
    found = explored(program)
    assert found is not None
    claims = {field.name: getattr(found.truth, field.name) for field in fields(Truth)}
    return Answers({name: said for name, said in claims.items() if said is not None})


def lying(field: str) -> Prover:
    """Always right but for one field, which it takes for empty."""

    def prover(program: Program) -> Answers:
        return Answers({**honest(program).claims, field: ()})

    return prover


def test_the_same_seed_and_number_draw_the_same_definition() -> None:
    assert [draw(1, number).text() for number in range(30)] == [
        draw(1, number).text() for number in range(30)
    ]
    assert len({draw(seed, 7).text() for seed in range(20)}) > 15


def test_every_drawn_definition_can_be_run() -> None:
    for number in range(150):
        for attempt in range(3):
            draft = draw(2, number, attempt)
            assert program_of_draft(draft) is not None, draft.text()


def test_every_definition_with_one_member_less_can_be_run() -> None:
    for number in range(12):
        for smaller in reductions(draw(4, number)):
            assert program_of_draft(smaller) is not None, smaller.text()


def test_a_right_prover_has_no_disagreement() -> None:
    assert not campaign(6, range(10), honest).disagreements


def test_more_errors_of_one_moment_than_are_followed_at_first_are_no_disagreement() -> None:
    found = case(311, 2591)
    deeper = explored(found.program, 6000, 0, MORE_STRIKES)
    assert deeper is not None
    assert deeper.truth.errors - found.explored.truth.errors == {("Turn", "decision")}
    assert not campaign(311, [2591], known_prover()).disagreements


@pytest.mark.parametrize(
    "field", ["starts", "waits_for_ever", "error_ends", "reads_null", "endless_with_errors"]
)
def test_a_prover_that_misses_something_is_found_out(field: str) -> None:
    tally = campaign(6, range(5), lying(field))
    assert tally.disagreements
    assert all(f"{field}: exploration alone says" in text for text in tally.disagreements.values())


def test_what_only_the_prover_says_is_told_apart() -> None:
    truth = case(6, 0).explored.truth
    (wrong,) = differences(truth, Answers({"starts": {*truth.starts, "Nowhere"}}))
    assert str(wrong) == "starts: the prover alone says Nowhere"


def test_a_claim_about_nothing_known_is_refused() -> None:
    with pytest.raises(ValueError, match="the prover speaks of begins; known are starts"):
        differences(case(6, 0).explored.truth, Answers({"begins": ()}))


def test_undecided_and_a_crash_are_disagreements() -> None:
    draft = draw(6, 0)
    assert disagreement(draft, lambda _: Answers({}, ("ran out of budget",))) == (
        "undecided: ran out of budget",
    )

    def crashing(program: Program) -> Answers:
        raise ZeroDivisionError("oh")

    assert disagreement(draft, crashing) == ("the prover raises ZeroDivisionError: oh",)


def test_a_minimised_definition_still_goes_wrong_and_loses_nothing_more() -> None:
    def goes_wrong(draft: Draft) -> bool:
        return bool(disagreement(draft, lying("waits_for_ever"), frozenset(["waits_for_ever"])))

    large = next(draft for number in range(50) if goes_wrong(draft := draw(8, number)))
    small = minimised(large, goes_wrong)
    assert goes_wrong(small)
    assert len(small.text()) < len(large.text())
    assert not any(
        goes_wrong(smaller) for smaller in reductions(small) if len(smaller.text()) < len(small.text())
    )
    assert len(small.stages) == 1


def test_nothing_is_minimised_where_nothing_goes_wrong() -> None:
    with pytest.raises(ValueError, match="nothing goes wrong"):
        minimised(draw(8, 0), lambda _: False)


def test_a_campaign_in_parts_comes_to_the_same() -> None:
    whole = campaign(9, range(12), None)
    parts = Tally()
    for start in (8, 0, 4):
        parts.add(campaign(9, range(start, start + 4), None))
    assert report(parts) == report(whole)


def test_what_a_campaign_lacks_is_said() -> None:
    few = campaign(9, range(3), None)
    assert any("should" in line for line in shortfalls(few))


@pytest.mark.parametrize(
    ("feature", "number"),
    [(name, number) for name in ("Go To loop", "nested fault path", "data guard") for number in range(3)],
)
def test_a_feature_is_gone_from_a_definition_without_its_members(feature: str, number: int) -> None:
    """Features are read off the definition: taken to pieces it has none of them."""
    having = [draft for place in range(60) if feature in features(draft := draw(10, place))]

    small = minimised(having[number], lambda draft: feature in features(draft))
    assert all(
        feature not in features(smaller)
        for smaller in reductions(small)
        if len(smaller.text()) < len(small.text())
    )
