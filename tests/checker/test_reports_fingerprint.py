"""Line hashes are those of GitHub's code scanning action; our own fingerprints do not know lines."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stageproof.checker.fingerprint import fingerprint, line_hashes

ENDED = (
    "e9496ae3ebfced30 fb7c023a8b9ccb3f ce8ba1a563dcdaca e20e36e16fcb0cc8 b3edc88f2938467e c8e28b0b4002a3a0 "
    "c129715d7a2bc9a3"
)
EQUAL = (
    "a7f2ff13bc495cf2 " * 6
    + "a7f2ff1481e87703 a9cf91f7bbf1862b 55ec222b86bcae53 cc97dc7b1d7d8f7b c129715d7a2bc9a3"
)


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", "c129715d7a2bc9a3"),
        (" a\nb\n  \t\tc\n d", "271789c17abda88f 54703d4cd895b18 180aee12dab6264 a23a3dc5e078b07b"),
        (
            " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End",
            "8b7cf3e952e7aeb2 b1ae1287ec4718d9 bff680108adb0fcc c6805c5e1288b612 b86d3392aea1be30 e6ceba753e1a442",
        ),
        (" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", ENDED),
        (" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", ENDED),
        (" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", ENDED),
        (" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", ENDED),
        ("Lorem ipsum dolor sit amet.\n" * 10, EQUAL),
    ],
)
def test_line_hashes_are_the_values_of_the_actions_own_tests(text: str, hashes: str) -> None:
    """The values are facts of github/codeql-action, src/fingerprints.test.ts."""
    seen: Counter[str] = Counter()
    expected: dict[int, str] = {}
    for line, value in enumerate(hashes.split(), 1):
        seen[value] += 1
        expected[line] = f"{value}:{seen[value]}"
    assert line_hashes(text, range(1, len(expected) + 5)) == expected


def _reference(text: str) -> dict[int, str]:
    """The documented algorithm done the slow way, one UTF-16 unit after the other."""
    code = text.encode("utf-16-le")
    kept: list[int] = []
    after_return = False
    for at in range(0, len(code), 2):
        unit = int.from_bytes(code[at : at + 2], "little")
        if unit in (9, 32) or (after_return and unit == 10):
            after_return = False
            continue
        after_return = unit == 13
        kept.append(10 if unit == 13 else unit)
    kept.append(65535)
    starts = [0, *(index + 1 for index, unit in enumerate(kept) if unit == 10)]
    padded = kept + [0] * 100
    seen: Counter[int] = Counter()
    hashes: dict[int, str] = {}
    for line, start in enumerate(starts, 1):
        value = 0
        for unit in padded[start : start + 100]:
            value = (value * 37 + unit) & 0xFFFFFFFFFFFFFFFF
        seen[value] += 1
        hashes[line] = f"{value:x}:{seen[value]}"
    return hashes


PIECES = ["name", "</a>", "é", "注", "\U0001f680", " ", "\t", "\n", "\r", "\r\n", "x" * 60]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_line_hashes_are_those_of_the_algorithm_on_any_text(text: str) -> None:
    expected = _reference(text)
    assert line_hashes(text, expected) == expected


def test_a_byte_order_mark_counts_as_the_action_counts_it() -> None:
    assert line_hashes("\ufeffa\nb", (1, 2)) == _reference("\ufeffa\nb")


def test_only_lines_asked_for_are_answered_and_counted_from_the_top() -> None:
    text = f"{'x' * 120}\n" * 4
    assert line_hashes(text, (3,)) == {3: line_hashes(text, (1,))[1].replace(":1", ":3")}
    assert line_hashes(text, ()) == {}
    assert line_hashes(text, (99,)) == {}


def test_fingerprints_differ_by_everything_that_is_no_line_and_stay_what_they_are() -> None:
    marks = {
        fingerprint("rule", "path", "element", "message", 0),
        fingerprint("other", "path", "element", "message", 0),
        fingerprint("rule", "other", "element", "message", 0),
        fingerprint("rule", "path", "other", "message", 0),
        fingerprint("rule", "path", "element", "other", 0),
        fingerprint("rule", "path", "element", "message", 1),
    }
    assert len(marks) == 6
    assert all(len(mark) == 32 for mark in marks)
    assert fingerprint("rule", "path", "element", "message", 0) == "3f8eea09a4bb0166a9f2bf07a74d82c9"
    assert fingerprint("rule", "caf\udce9", "", "", 0)
