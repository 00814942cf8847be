import re
import shutil
import subprocess
from xml.etree import ElementTree as ET

import pytest
from drawn_definitions import definition

from stageproof.checker.drawing.dot import dot
from stageproof.checker.drawing.geometry import Point
from stageproof.checker.drawing.jumps import MOST_PASSAGES
from stageproof.checker.drawing.mermaid import mermaid
from stageproof.checker.drawing.svg import svg
from stageproof.checker.drawing.svg_markup import escape, rounded
from stageproof.checker.drawing.text_metrics import text_width, wrap
from stageproof.grammar.model import Connector, Orchestration, Stage, Start, Step

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    'a "quoted" <tag> & more',
    "back\\slash\\n and \\l",
    "two\nlines\ttab",
    "nul\x00bell\x07",
    "lone \ud800 surrogate",
    "日本語の段階",
    "مرحلة",
    "|pipe| #35; `code` *star* end",
    "]]> --> %% }}",
]


def named(name: str) -> Orchestration:
    step = Step(name=name, label=name + "!", action_type=name, calls=name)
    stage = Stage(
        name=name, label=name + "?", description=name, steps=(step,), connector=Connector(target=name + "2")
    )
    return Orchestration(
        name=name,
        label=name,
        kind="Orchestrator",
        start=Start(connector=Connector(target=name)),
        stages=(stage,),
    )


def texts(document: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(document).iter(f"{SVG}text")]


def test_the_svg_shows_every_element_step_and_condition() -> None:
    shown = " ".join(texts(svg(definition())))
    for words in (
        "Prepare", "Merge", "calls Merge_Quote", "starts when Load is Completed", "assigned to queue IT", "審査",
        "2. Send back & <again>", "otherwise: Rejected", "on recall", "no such element", "async",
        "Flow approval process · API 67 · Draft",
    ):  # fmt: skip
        assert words in shown


def test_the_svg_stands_alone_and_is_accessible() -> None:
    document = svg(definition())
    root = ET.fromstring(document)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "sp-title sp-desc"
    assert (root.findtext(f"{SVG}title") or "").startswith("Freigabe")
    assert "Prepare on error leads to Repair." in (root.findtext(f"{SVG}desc") or "")
    assert not re.search(r"<script|<image|<foreignObject|href|@import|url\(", document)


def test_the_legend_names_what_occurs_and_nothing_else() -> None:
    everything = texts(svg(definition()))
    for words in (
        "Go To",
        "on error",
        "recall path",
        "never reached",
        "end that is intended",
        "MuleSoft step",
    ):
        assert words in everything
    plain = texts(svg(named("A")))
    assert not {"Go To", "on error", "recall path", "end that is intended"} & set(plain)


def test_styles_tell_errors_go_tos_and_fault_paths_apart() -> None:
    document = svg(definition())
    assert len(re.findall('class="way line-fault on-error"', document)) == 5
    assert 'class="way line-main go-to"' in document
    assert 'class="way line-fault go-to"' in document
    assert 'class="stage fault"' in document
    assert 'class="stage recall"' in document


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_gives_well_formed_output(name: str) -> None:
    orchestration = named(name)
    ET.fromstring(svg(orchestration).encode())
    mermaid(orchestration).encode()
    dot(orchestration).encode()


def test_the_same_definition_gives_the_same_bytes() -> None:
    for draw in (svg, mermaid, dot):
        assert draw(definition()) == draw(definition())


MERMAID_LINE = re.compile(
    r"""---|title:\ ".*"|flowchart\ TD
    |\ \ n\d+(\(\[|\[|\{\{|\(\(\(?)"[^"`\\|]*"(\]\)|\]|\}\}|\)\)\)?)
    |\ \ n\d+\ (-->|-\.->)(\|"[^"`\\|]*"\|)?\ n\d+
    |\ \ classDef\ \w+\ [\w#:,\- ]+|\ \ class\ n\d+(,n\d+)*\ \w+|\ \ linkStyle\ \d+(,\d+)*\ stroke:\#\w+""",
    re.VERBOSE,
)


@pytest.mark.parametrize("orchestration", [definition(), *map(named, HOSTILE)], ids=lambda o: repr(o.name))
def test_every_line_of_mermaid_has_a_known_form(orchestration: Orchestration) -> None:
    for line in mermaid(orchestration).splitlines():
        assert MERMAID_LINE.fullmatch(line), line


def test_mermaid_shows_errors_and_go_tos_dotted_and_ends_intended_doubled() -> None:
    lines = mermaid(definition()).splitlines()
    assert '  n1 -.->|"<b>on error</b>"| n7' in lines
    assert '  n4((("<b>End</b>")))' in lines
    assert any("-.->" in line and "2. Send back #amp; #lt;again#gt;" in line for line in lines)
    assert "  class n7,n8,n9 fault" in lines


def test_dot_draws_errors_dotted_and_go_tos_dashed() -> None:
    text = dot(definition())
    assert 'n1 -> n7 [color="#ba0517", style=dotted, penwidth=2, tooltip="on error of Prepare"]' in text
    assert re.search(r'n3 -> n1 \[label="2\. Send back & <again>\\l.*style=dashed', text)
    assert "shape=doublecircle" in text


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@pytest.mark.parametrize("orchestration", [definition(), *map(named, HOSTILE)], ids=lambda o: repr(o.name))
def test_graphviz_reads_the_dot(orchestration: Orchestration) -> None:
    run = subprocess.run(
        ["dot", "-Tplain"], input=dot(orchestration).encode(), capture_output=True, check=False, timeout=60
    )
    assert (run.returncode, run.stderr) == (0, b"")


def test_a_line_over_many_rows_ends_at_a_node_that_names_its_target() -> None:
    count = 120
    stages = [Stage(name=f"S{i}", connector=Connector(target=f"S{i + 1}")) for i in range(count - 1)]
    stages.append(Stage(name=f"S{count - 1}", connector=Connector(target="S0", go_to=True)))
    orchestration = Orchestration(
        name="O", kind="Orchestrator", start=Start(connector=Connector(target="S0")), stages=tuple(stages)
    )
    assert "to S0" in texts(svg(orchestration))
    assert "line goes on at the element it names" in texts(svg(orchestration))


def test_two_thousand_stages_with_far_go_tos_make_a_picture_of_bounded_size() -> None:
    count = 2000
    stages = tuple(
        Stage(
            name=f"S{i}",
            connector=Connector(target=f"S{i + 1}") if i + 1 < count else None,
            fault=Connector(target=f"S{i * 7919 % count}", go_to=i % 2 == 0) if i % 3 == 0 else None,
        )
        for i in range(count)
    )
    orchestration = Orchestration(
        name="O", kind="Orchestrator", start=Start(connector=Connector(target="S0")), stages=stages
    )
    document = svg(orchestration)
    assert len(re.findall('class="stage', document)) == count
    assert document.count("Q") < 4 * MOST_PASSAGES


def test_text_is_broken_where_words_or_names_allow_it() -> None:
    assert wrap("starts when Create is Completed", 11, 90) == ["starts when", "Create is", "Completed"]
    assert wrap("First_Second_Third", 11, 70) == ["First_", "Second_", "Third"]
    assert wrap("aaaaaaaaaaaa", 11, 30, most=2) == ["aaaa", "aaa…"]
    assert wrap("", 11, 90) == []
    assert wrap("WWW", 11, 1) == ["W", "W", "W"]


def test_wide_characters_are_wider_and_combining_ones_have_no_width() -> None:
    assert text_width("漢", 10) > text_width("M", 10)
    assert text_width("e\u0301", 10) == text_width("e", 10)


def test_no_line_of_wrapped_text_is_wider_than_asked() -> None:
    for content in HOSTILE:
        for width in (40, 80, 160):
            assert all(text_width(line, 11) <= width + 0.01 for line in wrap(content, 11, width, most=2))


def test_escaping_leaves_no_character_that_xml_forbids() -> None:
    assert escape('<a & "b">\x00\ud800') == "&lt;a &amp; &quot;b&quot;&gt;\ufffd\ufffd"


def test_corners_are_rounded_and_points_on_the_way_left_out() -> None:
    corners = [Point(0, 0), Point(0, 10), Point(0, 20), Point(30, 20)]
    assert rounded(corners) == "M0 0L0 14Q0 20 6 20L30 20"
