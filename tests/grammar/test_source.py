"""Offsets become lines, columns and bytes, whatever the line ends and characters."""

from hypothesis import given
from hypothesis import strategies as st

from stageproof.grammar.source import Source

TEXTS = st.text(st.sampled_from("aé😀\t \r\n\u2028\ufeff"), max_size=40)


@given(TEXTS, st.integers(0, 40))
def test_bytes_are_those_of_the_utf8_file(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    assert Source("x", text).position(offset).byte == len(text[:offset].encode())


@given(TEXTS)
def test_every_line_begins_where_its_text_stands(text: str) -> None:
    source = Source("x", text)
    for line, start in enumerate(source.line_starts(), 1):
        place = source.position(start)
        assert (place.line, place.column) == (line, 1)
        shown = source.line_text(line)
        assert text[start:].removeprefix("\ufeff" if line == 1 else "").startswith(shown)
        assert "\n" not in shown
        assert not shown.endswith("\r")


def test_lines_end_with_line_feed_carriage_return_or_both() -> None:
    source = Source("x", "a\r\nb\rc\nd")
    assert [source.line_text(line) for line in (1, 2, 3, 4, 5)] == ["a", "b", "c", "d", ""]


def test_columns_count_code_points_and_not_the_byte_order_mark() -> None:
    source = Source("x", "\ufeff😀b")
    assert source.position(2) == (1, 2, 7)
    assert source.position(99) == (1, 3, 8)


def test_findings_on_one_long_line_share_its_text() -> None:
    source = Source("x", "x" * 1000)
    assert source.line_text(1) is source.line_text(1)
