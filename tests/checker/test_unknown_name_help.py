"""What is advised where a name on the right of a condition is none."""

import pytest

from stageproof.checker.literals import unknown_name_help
from stageproof.grammar.condition import Condition
from stageproof.grammar.value import Reference


def _advice(left: str, right: str) -> str:
    reference = Reference(text=right)
    condition = Condition(left=Reference(text=left), operator="EqualTo", right=reference)
    return unknown_name_help(reference, condition, ("Complete", "Look"))


@pytest.mark.parametrize("written", ["Completed", "completed"])
def test_the_word_of_a_status_gets_quotes_or_is_although_a_step_is_called_almost_so(written: str) -> None:
    expected = 'Put the text in quotes ("Completed", in XML a stringValue) or write `Look is Completed`.'
    assert _advice("Look.Status", written) == expected


def test_another_word_gets_quotes_where_no_name_is_like_it() -> None:
    assert _advice("Look.Outputs.kind", "Rush") == (
        'Put the text in quotes ("Rush", in XML a stringValue) if a text is meant.'
    )
    assert _advice("Look.Status", "Rush").endswith("if a text is meant.")
    assert _advice("Look.Outputs.kind", "Loook") == 'Did you mean "Look"?'


def test_a_path_is_never_taken_for_a_text() -> None:
    assert _advice("Look.Status", "Gone.Outputs.total") == "Name an element or resource of this definition."


def test_the_left_side_is_never_taken_for_a_text() -> None:
    left = Reference(text="Gone")
    condition = Condition(left=left, operator="EqualTo", right=Reference(text="Look"))
    assert unknown_name_help(left, condition, ()) == "Name an element or resource of this definition."
