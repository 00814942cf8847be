"""Reading PNML and state graphs: what is kept, and what is said of what cannot be read."""

import pytest
from net_text import net_of, pnml_of

from stageproof.checker.nets.net import Arc, Net
from stageproof.checker.nets.pnml import read_pnml
from stageproof.checker.nets.state_graph import Move, read_state_graph, system_of_graph
from stageproof.grammar.source import Source

NET = net_of("fork: i -> a b b\njoin: a b b -> o")


def _read(text: str) -> Net:
    reading = read_pnml(Source("net.pnml", text))
    assert reading.net is not None, reading.diagnostics
    assert not reading.diagnostics
    return reading.net


def _problem(text: str) -> str:
    reading = read_pnml(Source("net.pnml", text))
    assert reading.net is None
    assert all(0 <= found.span.start <= found.span.end <= len(text) for found in reading.diagnostics)
    return " ".join(found.message for found in reading.diagnostics)


def test_a_net_comes_back_from_its_pnml() -> None:
    assert _read(pnml_of(NET)) == NET


def test_names_pages_reference_places_and_drawings_are_read() -> None:
    text = """<pnml><net id="n" type="http://www.pnml.org/version-2009/grammar/ptnet">
      <name><text>Two pages</text></name>
      <page id="first"><graphics><position x="1" y="2"/></graphics>
        <place id="p"><name><text>Waiting</text></name><initialMarking><text> 2 </text></initialMarking></place>
        <page id="inner"><transition id="t"><toolspecific tool="x" version="1"><any/></toolspecific></transition></page>
      </page>
      <page id="second"><referencePlace id="r" ref="q"/><referencePlace id="q" ref="p"/>
        <arc id="a" source="r" target="t"/></page></net></pnml>"""
    net = _read(text)
    assert net.name == "Two pages"
    assert net.places[0].label == "Waiting"
    assert net.initial == (2,)
    assert net.transitions[0].takes == (Arc(0),)


def test_two_arcs_between_the_same_nodes_add_up() -> None:
    assert _read(pnml_of(NET, '<arc id="x" source="i" target="fork"/>')).transitions[0].takes == (Arc(0, 2),)


def test_older_files_with_values_and_a_final_marking_are_read() -> None:
    text = """<pnml><module><net id="n" type="PTNet"><place id="p"><initialMarking><value>1</value></initialMarking></place>
      <place id="q"/><transition id="t"/><arc id="a" source="p" target="t"/><arc id="b" source="t" target="q">
      <inscription><value>1</value></inscription></arc></net>
      <finalmarkings><marking><place idref="q"><text>1</text></place></marking></finalmarkings></module></pnml>"""
    net = _read(text)
    assert net.initial == (1, 0)
    assert net.final == (0, 1)


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ('<arc id="x" source="i" target="nowhere"/>', "target of this <arc> is “nowhere”"),
        ('<arc id="x" source="i" target="a"/>', "joins two places"),
        ('<arc id="x" source="fork" target="join"/>', "joins two transitions"),
        ('<place id="i"/>', "second element with the id i"),
        ("<place/>", "has no id"),
        ('<place id="x"><initialMarking><text>-1</text></initialMarking></place>', "says “-1”"),
        ('<place id="x"><initialMarking><text>many</text></initialMarking></place>', "says “many”"),
        ('<place id="x"><capacity><text>1</text></capacity></place>', "<capacity> in <place>"),
        ('<arc id="x" source="i" target="fork"><type value="inhibitor"/></arc>', "type inhibitor"),
        ('<arc id="x" source="i" target="fork"><inscription><text>0</text></inscription></arc>', "says “0”"),
        ('<referencePlace id="x" ref="x"/><arc id="y" source="x" target="fork"/>', "expected"),
        ("<unfolding/>", "<unfolding> in <page>"),
    ],
)
def test_what_cannot_be_read_is_said(inside: str, said: str) -> None:
    assert said in _problem(pnml_of(NET, inside))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no well-formed XML"),
        ("<pnml><net>", "no well-formed XML"),
        ("<flow/>", "this is <flow>"),
        ("<pnml/>", "<net> in it was expected"),
        ("<pnml><net id='a'/><net id='b'/></pnml>", "second net"),
        (
            "<pnml><net type='http://www.pnml.org/version-2009/grammar/symmetricnet'/></pnml>",
            "only place/transition nets",
        ),
        ("<!DOCTYPE pnml [<!ENTITY a 'b'>]><pnml/>", "document type"),
        ("<a>" * 300 + "</a>" * 300, "nested more than 200 deep"),
        ("<pnml>&nothing;</pnml>", "undefined entity"),
    ],
)
def test_a_file_that_is_no_net_is_said(text: str, said: str) -> None:
    assert said in _problem(text)


def test_a_place_after_other_letters_is_found_in_code_points() -> None:
    text = pnml_of(NET, "<!-- äöü𝄞 --><place/>")
    (found,) = read_pnml(Source("net.pnml", text)).diagnostics
    assert text[found.span.start :].startswith("<place/>")


def test_a_state_graph_is_read() -> None:
    text = '\ufeff# a graph\nstart A # here\nend "the end"\nstate alone\nA -> B : go\r\nB->"the end"\n\n'
    graph = read_state_graph(Source("graph.txt", text)).graph
    assert graph is not None
    assert graph.states == ("A", "the end", "alone", "B")
    assert graph.ends == (1,)
    assert graph.moves == (Move(0, 3, "go"), Move(3, 1, "B -> the end"))
    assert [location.end for location in system_of_graph(graph).locations] == ["", "Completed", "", ""]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("start A\nA => B\n", "not understood"),
        ("start A\nA -> B : two words\n", "not understood"),
        ("start A\nstart B\n", "second start"),
        ("end A\n", "where a run begins"),
        ("", "where a run begins"),
    ],
)
def test_a_line_that_is_no_state_graph_is_said(text: str, said: str) -> None:
    reading = read_state_graph(Source("graph.txt", text))
    assert reading.graph is None
    assert said in " ".join(found.message for found in reading.diagnostics)
