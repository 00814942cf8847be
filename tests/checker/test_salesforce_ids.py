"""Record Ids are told from other text."""

import pytest

from stageproof.checker.salesforce_ids import checksum, is_salesforce_id


@pytest.mark.parametrize(
    "text", ["005580000021gFPAAY", "001D000000IqhSLIAZ", "001D000000IqhSL", "a0B5g00000abcDE"]
)
def test_ids_of_both_lengths_are_recognised(text: str) -> None:
    assert is_salesforce_id(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("005580000021gFPAAZ", "the checksum is wrong"),
        ("InProgressState", "fifteen letters"),
        ("approvalRequest", "fifteen letters that begin with a"),
        ("00Everywhere000", "too few digits for an Id"),
        ("zz1D000000IqhSL", "no known key prefix"),
        ("001D000000Iqh", "too short"),
        ("001D000000-qhSL", "a character that no Id has"),
        ("００1D000000IqhSL"[:15], "digits that are not ASCII"),
        ("", "nothing"),
    ],
)
def test_other_text_is_not_taken_for_an_id(text: str, why: str) -> None:
    assert not is_salesforce_id(text), why


def test_the_checksum_follows_upper_case_letters_five_by_five() -> None:
    assert checksum("001D000000IqhSL") == "IAZ"
    assert checksum("aaaaaaaaaaaaaaa") == "AAA"
    assert checksum("AAAAAAAAAAAAAAA") == "555"
