"""Damaged, hostile and foreign XML: a plain message at the right place, and never an exception."""

import pytest
from flow_xml import RICH, minimal, result
from hypothesis import given
from hypothesis import strategies as st

from stageproof.grammar.diagnostic import Diagnostic, Problem
from stageproof.grammar.salesforce.xml_tree import Document, read_tree
from stageproof.grammar.source import Source


def said(text: str) -> Diagnostic:
    found = result(text)
    assert found.orchestration is None
    (diagnostic,) = found.diagnostics
    assert diagnostic.problem is Problem.SYNTAX_ERROR
    return diagnostic


@pytest.mark.parametrize("text", ["", " \n", "\ufeff"])
def test_an_empty_file_is_called_empty(text: str) -> None:
    assert said(text).message == "The file is empty."


@pytest.mark.parametrize("text", ["hello", "\x00\x01\x02", "PK\x03\x04"])
def test_what_is_no_xml_is_called_so(text: str) -> None:
    assert "XML" in said(text).message


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("<a>\n<b>\n", "The file ends inside <b> opened on line 2.", "\n"),
        ("<a>\n<b c='", "in the middle of a tag that begins on line 2, inside <a> opened on line 1.", "'"),
        ("<a>\n<!-- x\ny", "The file ends inside a comment opened on line 2.", "y"),
        ("<a>\n<b></a>", "</a> stands where </b> was expected, which closes <b> opened on line 2.", "</a>"),
        ("<a>x &nbsp; y</a>", "&nbsp; is no entity of XML", "&nbsp;"),
        ("<a>x & y</a>", "A bare & stands here", "&"),
        ("<a>x < y</a>", "A bare < stands here", "<"),
        ("<a b='1' b='2'/>", "The same attribute is written twice", "b"),
        ("<a/><b/>", "after the end of the root element", "<"),
        ("<a>\x01</a>", "The character U+0001 stands here", "\x01"),
        ("<a>\ud800</a>", "The character U+D800 stands here", "\ud800"),
        ("<a>é\x01</a>", "The character U+0001 stands here", "\x01"),
        ("<a>&#0;</a>", "This number stands for no character", "&"),
    ],
)
def test_damage_is_told_in_plain_words_at_its_place(text: str, message: str, place: str) -> None:
    found = said(text)
    assert message in found.message
    assert Source("x", text).slice(found.span) == place


def test_an_unclosed_cdata_section_is_told_with_its_line() -> None:
    assert "inside a CDATA section" in said("<a>\n<![CDATA[x\ny\nz").message


def test_a_file_that_is_cut_off_anywhere_says_where_it_ends() -> None:
    for length in range(0, len(RICH) - 1, 7):
        found = result(RICH[:length])
        assert found.orchestration is None
        (diagnostic,) = found.diagnostics
        assert diagnostic.message.startswith("The file ")
        assert diagnostic.span.end >= len(RICH[:length].rstrip("<!/")) - 1 or length == 0


def test_the_open_element_of_a_cut_off_file_is_the_innermost_one() -> None:
    cut = RICH[: RICH.index("<entryConditionLogic>")]
    line = RICH[: RICH.index("<stageSteps>")].count("\n") + 1
    assert said(cut).message == f"The file ends inside <stageSteps> opened on line {line}."


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1", "windows-1252", "utf-7"])
def test_another_declared_encoding_is_refused(encoding: str) -> None:
    found = said(RICH.replace("UTF-8", encoding))
    assert found.message == f"The file says that it is written in {encoding}; a flow has to be UTF-8."
    assert RICH[: found.span.start].endswith('encoding="')


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "US-ASCII"])
def test_utf_8_by_any_name_is_read(encoding: str) -> None:
    assert result(RICH.replace("UTF-8", encoding)).orchestration is not None


BILLION = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY a{level} '{'&a' + str(level - 1) + ';' if level > 1 else '&a;'}{'&a;' * 9}'>"
    for level in range(1, 10)
)


@pytest.mark.parametrize(
    "text",
    [
        BILLION + "]><Flow>&a9;</Flow>",
        f"<!DOCTYPE x [<!ENTITY a '{'a' * 50_000}'>]><Flow>{'&a;' * 50_000}</Flow>",
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Flow>&a;</Flow>',
        '<!DOCTYPE Flow SYSTEM "http://example.com/flow.dtd"><Flow/>',
        '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://example.com/a"> %a;]><Flow/>',
        "<!DOCTYPE Flow><Flow/>",
    ],
)
def test_a_document_type_is_refused_before_anything_in_it_is_used(text: str) -> None:
    found = said('<?xml version="1.0"?>\n' + text)
    assert found.message.startswith("A document type (<!DOCTYPE …>) stands here.")


def test_deep_nesting_is_refused_at_the_tag_that_goes_too_far() -> None:
    text = minimal("<a>" * 1000 + "</a>" * 1000)
    found = said(text)
    assert found.message.startswith("Elements are nested more than 200 deep here")
    assert Source("x", text).slice(found.span) == "a"


def test_nesting_within_the_bound_is_kept() -> None:
    text = minimal("<a>" * 150 + "</a>" * 150)
    assert [one.xml for one in (result(text).orchestration or pytest.fail("not read")).unknown] == [
        "<a>" * 150 + "</a>" * 150
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<a " * 20_000,
        "<a>" * 20_000,
        '<a b="' * 20_000,
        "<!--" * 20_000,
        "<![CDATA[" * 20_000,
        "&" * 20_000,
        "<a " + "b='" * 20_000,
        "<a>" + "]]" * 20_000,
        "<" * 20_000,
        "<a" + " /" * 20_000,
    ],
)
def test_repeated_openings_are_refused_without_a_search_that_explodes(text: str) -> None:
    assert result(text).orchestration is None
    assert len(result(text).diagnostics) == 1


@given(st.text())
def test_any_text_gives_a_tree_or_one_diagnostic_inside_the_text(text: str) -> None:
    found = read_tree(Source("x.xml", text))
    if isinstance(found, Diagnostic):
        assert 0 <= found.span.start <= found.span.end <= len(text)
    else:
        assert isinstance(found, Document)


@given(
    st.lists(
        st.sampled_from(
            [
                "<a>",
                "</a>",
                "<b/>",
                "<!--",
                "-->",
                "<![CDATA[",
                "]]>",
                "&amp;",
                "&",
                "<",
                ">",
                '"',
                "'",
                " ",
                "x=",
                "é",
                "\r",
            ]
        )
    ).map("".join)
)
def test_any_soup_of_tags_gives_a_tree_or_one_diagnostic(text: str) -> None:
    found = read_tree(Source("x.xml", f"<a>{text}</a>"))
    if isinstance(found, Document):
        assert (found.root.start, found.root.end) == (0, len(text) + 7)
    else:
        assert found.problem is Problem.SYNTAX_ERROR
