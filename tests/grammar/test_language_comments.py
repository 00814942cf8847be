"""The comments of a text are found where they stand."""

import pytest

from stageproof.grammar.language.comments import comments_of
from stageproof.grammar.source import Source

TEXT = """\
# first
orchestration Order { # second
  label "no # comment"
  description \"\"\"neither
  # this\"\"\"#third
}
#"""


@pytest.mark.parametrize("before", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_comment_and_nothing_in_quotes(before: str, line_end: str) -> None:
    source = Source("Order.orch", before + TEXT.replace("\n", line_end))
    assert [source.slice(span) for span in comments_of(source)] == ["# first", "# second", "#third", "#"]


@pytest.mark.parametrize("text", ["", "orchestration A { }", "\x00", '"open # text'])
def test_a_text_without_comments_has_none(text: str) -> None:
    assert comments_of(Source("A.orch", text)) == ()
