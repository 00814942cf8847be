"""Every mistake is said in people's words, with what to do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stageproof.grammar.diagnostic import Diagnostic, Problem
from stageproof.grammar.language.format import format_text
from stageproof.grammar.language.parse import parse, parse_members
from stageproof.grammar.language.table import table
from stageproof.grammar.source import Source

STAGE = "orchestration X {{\n  stage A {{\n    {}\n    then end\n  }}\n}}\n"
DECISION = 'orchestration X {{\n  decision A {{\n    {}\n    label "x"\n  }}\n}}\n'
ROOT = "orchestration X {{\n  {}\n  api 67\n}}\n"
NESTED = "(" * 300 + "a = 1" + ")" * 300


def _only(text: str) -> Diagnostic:
    result = parse(Source("x.orch", text))
    assert len(result.diagnostics) == 1, [diagnostic.message for diagnostic in result.diagnostics]
    return result.diagnostics[0]


@pytest.mark.parametrize(
    ("text", "found", "message", "advice"),
    [
        (STAGE.format('completes when a == "b"'), "==", "not a word of this language", "`=`"),
        (STAGE.format('completes when a != "b"'), "!=", "not a word of this language", "`<>`"),
        (STAGE.format("completes when a = 1 && b = 2"), "&&", "not a word of this language", "`and`"),
        (STAGE.format("completes when a = 1 || b = 2"), "||", "not a word of this language", "`or`"),
        (ROOT.format("label 'it'"), "'it'", "straight double quotes", '"it"'),
        (ROOT.format("label “it”"), "“it”", "straight double quotes", '"it"'),
        (ROOT.format("stage A : then end }"), ":", "does not open a block", "`{`"),
        (ROOT.format("stage A { then }"), "}", "target is missing", "a stage, a decision or `end`"),
        (STAGE.format("on error ->\n label \"x\""), "label", "target is missing", "a stage, a decision or `end`"),
        (ROOT.format("stage A { then -> B }"), "->", "without an arrow", "then Stage"),
        (DECISION.format("else -> end"), "else", "not a word of this language", "otherwise"),
        (DECISION.format("elseif a = 1 -> end"), "elseif", "not a word of this language", "when condition"),
        (DECISION.format("else if a = 1 -> end"), "else", "not a word of this language", "otherwise"),
        (ROOT.format("status Active;"), ";", "not needed", "delete"),
        (ROOT.format("label Some label"), "Some", "not in quotes", '"Some label"'),
        (ROOT.format("stage status { then end }"), "status", "a name is expected", '"status"'),
        (ROOT.format("variable x: text = status"), "status", "no reference", "{!status}"),
        (ROOT.format("stgae A { then end }"), "stgae", "cannot stand here", "did you mean `stage`"),
        (STAGE.format("background B calsl C"), "calsl", "cannot stand here", "did you mean `calls`"),
        (STAGE.format("Background B calls C"), "Background", "cannot stand here", "did you mean `background`"),
        (STAGE.format("complete when a = 1"), "complete", "cannot stand here", "did you mean `completes`"),
        ("orchestation X { }", "orchestation", "cannot stand here", "did you mean `orchestration`"),
        (STAGE.format("on error B"), "B", "expected `->`", ""),
        (STAGE.format("stage B { then end }"), "stage", "cannot stand here", "between the braces of the orchestration"),
        (ROOT.format("background B calls C"), "background", "cannot stand here", "in a stage"),
        (ROOT.format('label "a\\d"'), "\\d", "no escape", "written \\\\"),
        (ROOT.format('label "open'), '"open', "no closing quote", '"""'),
        (ROOT.format('label """open'), '"""open\n  api 67\n}\n', 'no closing """', '"""'),
        (ROOT.format("variable x: text = {!open"), "{!open", "no closing `}`", "{!Element.Field}"),
        (ROOT.format("status §Active"), "§", "the character `§`", "delete"),
        (ROOT.format("stage 2nd { then end }"), "2nd", "neither a number nor a name", "quotes"),
        (ROOT.format('label "a"\n  label "b"'), 'label "b"', "said twice", "keep one"),
        (STAGE.format(f"completes when {NESTED}"), "(", "deeper than 200", "split"),
        (STAGE.format(f"completes when {'not ' * 300}a = 1"), None, "deeper than 200", "split"),
        (ROOT.format(f'never "x": {"not " * 300}a = 1'), None, "deeper than 200", "split"),
        (STAGE.format("background B calls C completes when a = 1"), "completes", "of the step or of the stage", "braces"),
        (STAGE.format("completes when all steps are Error"), "Error", "cannot wait", "Completed"),
        (STAGE.format("completes when flow F returns false"), "false", "returns true", "returns true"),
        (ROOT.format("start autolaunched { where Status is New }"), "Status is New", "start filter", 'Status = "…"'),
        (ROOT.format("start autolaunched -> A { -> B }"), "B", "two targets", "keep one"),
        (ROOT.format("variable x: date = 2026-02-30"), "2026-02-30", "no date", "YYYY-MM-DD"),
        (ROOT.format("variable x: number = 1/0"), "1/0", "divides by zero", ""),
        (ROOT.format("variable x: number(1.5)"), "1.5", "not a whole number", ""),
        (ROOT.format("parameter x: integer 5..1"), "5..1", "no number is between", "lower one first"),
        (ROOT.format("parameter x: integre"), "integre", "no domain", "integer"),
        (STAGE.format('completes when logic "1" { 2: a = 1 }'), "2", "row is number 1, not 2", "count"),
        ("", "", "no orchestration in this file", "orchestration Name"),
        ("# nothing\n", "", "no orchestration in this file", "orchestration Name"),
        ("<?xml version='1.0'?>", "<", "this is XML", ".flow-meta.xml"),
        ("stage A { then end }", "stage", "begins with its kind", "orchestration Name"),
        ("hello world", "hello", "begins with its kind", "orchestration Name"),
        ("orchestration", "", "the file ends where a name is expected", ""),
        ("orchestration X", "", "a `{` is missing", ""),
        ("orchestration X {", "{", "never closed", "`}`"),
        ("orchestration X { } }", "}", "closes nothing", "delete"),
        ("orchestration X { } orchestration Y { }", "orchestration", "one orchestration", "file of its own"),
        ("orchestration X { } more", "more", "has ended", "delete"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_on_its_place(text: str, found: str | None, message: str, advice: str) -> None:
    diagnostic = _only(text)
    assert diagnostic.problem is Problem.SYNTAX_ERROR
    assert message.lower() in diagnostic.message.lower()
    assert advice.lower() in diagnostic.help.lower()
    if found is not None:
        assert text[slice(*diagnostic.span)] == found


@pytest.mark.parametrize("text", ["\x00\x01\x02", 'orchestration X { label "a\ud800b" }'])
def test_what_is_no_text_is_said_once(text: str) -> None:
    result = parse(Source("x.orch", text))
    assert result.orchestration is None
    assert [diagnostic.problem for diagnostic in result.diagnostics] == [Problem.UNREADABLE_FILE]
    assert format_text(Source("x.orch", text)) == (None, result.diagnostics)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(line_end: str, mark: str) -> None:
    text = 'orchestration X {\n  # comment\n  label "a"\n  description """a\nb"""\n}\n'
    model = parse(Source("x.orch", mark + text.replace("\n", line_end)))
    assert model == parse(Source("x.orch", text))
    assert model.diagnostics == ()


def test_no_message_names_a_terminal_of_the_grammar() -> None:
    words = [
        "stage",
        "A",
        "{",
        "}",
        "when",
        "->",
        '"x"',
        "5",
        "starts",
        "(",
        ":",
        "=",
        "is",
        "and",
        "flow",
        "..",
        ",",
    ]
    hidden = {name for name in table().spelling if name.startswith("__")} | {
        "LBRACE",
        "RBRACE",
        "STRING",
        "NAME",
    }
    for first in words:
        for second in words:
            for pattern in (STAGE, DECISION, ROOT):
                for diagnostic in parse(Source("x.orch", pattern.format(f"{first} {second}"))).diagnostics:
                    assert not any(name in diagnostic.message for name in hidden), diagnostic.message
                    assert diagnostic.message.count(",") <= 12, diagnostic.message


def test_at_most_six_alternatives_are_named_before_the_next_part() -> None:
    message = _only(STAGE.format('background B "x"')).message
    before = message.split("or the next part")[0]
    assert before.count("`") <= 2 * 7


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=60) | st.text('orchestration X{}"\\#\n ()->:=5§', max_size=60))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    source = Source("x.orch", text)
    result = parse(source)
    assert result.orchestration is not None or result.diagnostics
    members = parse_members(source, 0, len(text))
    for diagnostic in (*result.diagnostics, *members.diagnostics):
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
    formatted, diagnostics = format_text(source)
    assert (formatted is None) == bool(diagnostics)


def test_declarations_are_read_from_a_part_of_a_text_with_places_of_the_whole() -> None:
    before = "<!-- stageproof: "
    text = f'{before}known users "a@b.c" suppress some-rule because "why" parameter x: integer -->'
    result = parse_members(Source("x.xml", text), len(before), len(text) - 4)
    assert result.diagnostics == ()
    assert [type(member).__name__ for member in result.members] == ["Known", "Suppression", "OpenParameter"]
    assert text[slice(*result.members[0].span)] == 'known users "a@b.c"'


def test_a_mistake_in_declarations_leaves_the_others() -> None:
    text = 'known users "a"\nstage A { then end }\nfield $Record.X: integer 1..\nknown § queues HR\n}\nsuppress a-rule'
    result = parse_members(Source("x.xml", text), 0, len(text))
    assert [type(member).__name__ for member in result.members][:2] == ["Known", "FieldDeclaration"]
    assert "Suppression" in [type(member).__name__ for member in result.members]
    assert len(result.diagnostics) == 3
