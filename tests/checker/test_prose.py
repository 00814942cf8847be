"""The pieces of English that messages share."""

import pytest

from stageproof.checker.prose import count, did_you_mean, listed


@pytest.mark.parametrize(
    ("names", "prose"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["A", "B", "C", "D", "E"], "A, B, C, D and E"),
        (["A", "B", "C", "D", "E", "F", "G"], "A, B, C, D, E and 2 more"),
    ],
)
def test_names_are_listed_as_people_do(names: list[str], prose: str) -> None:
    assert listed(names) == prose


def test_counts_agree_in_number() -> None:
    assert [count(1, "step"), count(2, "step"), count(2, "entry", "entries")] == [
        "1 step",
        "2 steps",
        "2 entries",
    ]


def test_a_near_name_is_suggested_as_it_is_spelled_and_otherwise_the_other_help() -> None:
    assert did_you_mean("lok_up", ["Look_Up", "Post"], "Nothing.") == 'Did you mean "Look_Up"?'
    assert did_you_mean("zzz", ["Look_Up", "Post"], "Nothing.") == "Nothing."
