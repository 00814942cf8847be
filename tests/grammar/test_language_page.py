"""docs/language.md says what the grammar says: its examples parse, and its keywords are those of the grammar."""

import re
from pathlib import Path
from typing import Any

import pytest
from lark import Lark

from stageproof.grammar.language.building.rules import RULES
from stageproof.grammar.language.format import format_text
from stageproof.grammar.language.parse import parse
from stageproof.grammar.language.table import ENTRIES, table
from stageproof.grammar.source import Source

PAGE = Path(__file__).parents[2] / "docs" / "language.md"
GRAMMAR = Path(__file__).parents[2] / "grammar" / "language" / "orch.lark"
WRAPPED = {
    "": "{}",
    "member": "orchestration Example {{\n{}\n}}",
    "stage": "orchestration Example {{ stage Some {{\n{}\n}} }}",
}
BLOCKS = re.findall(r"^```orch *(\w*)\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def test_the_page_has_examples() -> None:
    assert len(BLOCKS) > 15


@pytest.mark.parametrize(("kind", "text"), BLOCKS)
def test_every_example_parses(kind: str, text: str) -> None:
    result = parse(Source("example.orch", WRAPPED[kind].format(text)))
    assert [diagnostic.message for diagnostic in result.diagnostics] == []
    assert result.orchestration is not None


@pytest.mark.parametrize("width", [1, 20, 80, 100])
@pytest.mark.parametrize(("kind", "text"), BLOCKS)
def test_every_example_means_the_same_when_formatted(kind: str, text: str, width: int) -> None:
    source = Source("example.orch", WRAPPED[kind].format(text))
    formatted, _ = format_text(source, width)
    assert formatted is not None
    again = Source("example.orch", formatted)
    assert parse(again).orchestration == parse(source).orchestration
    assert format_text(again, width) == (formatted, ())


def _keywords_of_the_grammar() -> set[str]:
    text = re.sub(r"//[^\n]*|^[A-Z_.0-9]+: .*$", "", GRAMMAR.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return set(re.findall(r'"([a-z]+)"', text))


def test_every_keyword_of_the_grammar_is_in_the_list_of_the_page_and_no_other() -> None:
    section = PAGE.read_text(encoding="utf-8").split("## Keywords")[1]
    assert set(re.findall(r"`([a-z]+)`", section)) == _keywords_of_the_grammar()


def test_every_keyword_is_explained_outside_the_list() -> None:
    text = PAGE.read_text(encoding="utf-8").split("## Keywords")[0]
    words = set(re.findall(r"[a-z]+", text))
    assert _keywords_of_the_grammar() - words == set()


def test_every_keyword_may_name_a_variable() -> None:
    assert set(table().keywords) == _keywords_of_the_grammar()
    for word in sorted(_keywords_of_the_grammar()):
        text = f'orchestration X {{ flow F {{ in {word}: text }} scenario "s" {{ begin with {word} = 1 }} }}'
        assert parse(Source("x.orch", text)).diagnostics == (), word


def test_every_keyword_may_be_a_name_in_quotes() -> None:
    for word in sorted(_keywords_of_the_grammar()):
        result = parse(Source("x.orch", f'orchestration X {{ stage "{word}" {{ then "{word}" }} }}'))
        assert result.diagnostics == ()
        assert result.orchestration is not None
        assert result.orchestration.stages[0].name == word


def test_every_rule_of_the_grammar_has_its_function() -> None:
    lark: Any = Lark(
        GRAMMAR.read_text(encoding="utf-8"), parser="lalr", start=list(ENTRIES), keep_all_tokens=True
    )
    names = {
        str(rule.alias or rule.origin.name)
        for rule in lark.rules
        if rule.alias or not (rule.options.expand1 and len(rule.expansion) == 1)
    }
    assert {name for name in names if not name.startswith("__") and not hasattr(RULES, name)} == set()
