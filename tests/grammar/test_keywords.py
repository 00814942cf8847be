"""The keywords are known without the parser, and are the parser's."""

from stageproof.grammar.language.keywords import keywords
from stageproof.grammar.language.table import table


def test_the_keywords_are_those_of_the_parser() -> None:
    assert keywords() == frozenset(table().keywords)
    assert {"orchestration", "scenario", "cannot"} <= keywords()
