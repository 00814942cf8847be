"""The formatter changes the layout and nothing else."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from orch_strategies import orchestrations

from stageproof.grammar.language.format import format_text
from stageproof.grammar.language.lexer import END, read_tokens
from stageproof.grammar.language.parse import parse
from stageproof.grammar.language.print import to_text
from stageproof.grammar.language.table import table
from stageproof.grammar.model import Orchestration
from stageproof.grammar.source import Source

SPECS = sorted((Path(__file__).parents[2] / "specs").rglob("*.orch"))
WIDTHS = (1, 20, 80, 100)
FEW = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def _formatted(text: str, width: int = 100) -> str:
    formatted, diagnostics = format_text(Source("x.orch", text), width)
    assert formatted is not None, [diagnostic.message for diagnostic in diagnostics]
    return formatted


def _comments(text: str) -> list[str]:
    read = read_tokens(Source("x.orch", text), table(), 0, len(text))
    return [text[span.start : span.end].rstrip() for span in read.comments]


def _hold_the_laws(text: str, width: int) -> None:
    formatted = _formatted(text, width)
    assert parse(Source("x.orch", formatted)).orchestration == parse(Source("x.orch", text)).orchestration
    assert _formatted(formatted, width) == formatted
    assert _comments(formatted) == _comments(text)
    assert "\n\n\n" not in re.sub(r'""".*?"""', "", formatted, flags=re.DOTALL)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", SPECS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_spec_keeps_its_meaning_and_comments(path: Path, width: int) -> None:
    _hold_the_laws(path.read_text(encoding="utf-8"), width)


@FEW
@given(orchestrations(), st.sampled_from(WIDTHS), st.data())
def test_a_generated_text_with_comments_anywhere_keeps_its_meaning_and_comments(
    model: Orchestration, width: int, data: st.DataObject
) -> None:
    text = to_text(model)
    tokens = read_tokens(Source("x.orch", text), table(), 0, len(text)).tokens
    chosen = data.draw(st.lists(st.sampled_from(tokens), max_size=8, unique=True))
    for number, token in enumerate(sorted(chosen, key=lambda token: -token.start)):
        comment = data.draw(
            st.sampled_from([f" # {number}\n", f'\n# {number} {{ "\n', f"\n\n\n  #{number}  \n\n"])
        )
        place = token.end if token.type != END and data.draw(st.booleans()) else token.start
        text = text[:place] + comment + text[place:]
    assert parse(Source("x.orch", text)).orchestration == model
    _hold_the_laws(text, width)


@FEW
@given(orchestrations(), st.sampled_from([" ", "\n", "\t", "\n\n\n", "\r\n"]))
def test_white_space_between_tokens_means_nothing(model: Orchestration, space: str) -> None:
    text = to_text(model)
    tokens = read_tokens(Source("x.orch", text), table(), 0, len(text)).tokens
    spread = space.join(token.text for token in tokens)
    result = parse(Source("x.orch", spread))
    assert result.diagnostics == ()
    assert result.orchestration == model
    assert _formatted(spread, 80) == _formatted(_formatted(spread, 80), 80)


def test_members_stand_on_lines_of_their_own_two_spaces_deeper() -> None:
    text = "orchestration X{start autolaunched stage A{background B calls C then end}}"
    assert _formatted(text) == (
        "orchestration X {\n  start autolaunched\n  stage A {\n    background B calls C\n    then end\n  }\n}\n"
    )


def test_own_line_and_trailing_comments_stay_what_they_are() -> None:
    text = """\
# before
orchestration X {  # the header
  # above the start
  start autolaunched->A  # the start
  stage A {
    # inside
    then   end
    # last
  }  # after A
  # at the end
}
# after
"""
    assert _formatted(text) == text.replace("->", " -> ").replace("then   end", "then end")


def test_one_of_several_blank_lines_is_kept_and_none_at_the_edges_of_a_block() -> None:
    text = "orchestration X {\n\n\n  api 67\n\n\n\n  status Active\n  stage A { then end }\n\n}\n\n\n"
    assert _formatted(text) == ("orchestration X {\n  api 67\n\n  status Active\n  stage A { then end }\n}\n")


def test_the_order_of_the_author_is_kept() -> None:
    text = "orchestration X {\n  stage B { then end }\n  api 67\n  stage A { then end }\n}\n"
    assert _formatted(text) == text


def test_a_block_of_one_member_stays_on_its_line_only_where_it_was_written_so_and_fits() -> None:
    text = "orchestration X {\n  flow Some_Flow { type Flow }\n  flow Other {\n    async\n  }\n}\n"
    assert _formatted(text) == text
    assert _formatted(text, 20).startswith("orchestration X {\n  flow Some_Flow {\n    type Flow\n  }\n")


def test_a_long_step_is_broken_at_its_clauses_then_at_and() -> None:
    text = """orchestration X { stage A { interactive Review calls Review_Form assigned to user "anna@example.com"
      starts when First is Completed and Second is Completed and Third.Outputs.answer = "Approve" } }"""
    assert _formatted(text, 60).splitlines()[2:6] == [
        "    interactive Review calls Review_Form",
        '        assigned to user "anna@example.com"',
        "        starts when First is Completed",
        "        and Second is Completed",
    ]


def test_semicolons_between_the_members_of_a_contract_are_dropped() -> None:
    text = "orchestration X { flow F { async; in a: text;  # why\n out b: text } }"
    assert ";" not in _formatted(text)
    assert "in a: text  # why" in _formatted(text)


def test_windows_line_ends_are_kept_and_a_byte_order_mark_is_dropped() -> None:
    text = '\ufefforchestration X {\r\n  description """a\r\nb"""\r\n}\r\n'
    formatted = _formatted(text)
    assert formatted == text.removeprefix("\ufeff")
    model = parse(Source("x.orch", formatted)).orchestration
    assert model is not None
    assert model.description == "a\nb"


def test_what_does_not_parse_is_not_formatted() -> None:
    formatted, diagnostics = format_text(Source("x.orch", "orchestration X { label }"))
    assert formatted is None
    assert len(diagnostics) == 1
