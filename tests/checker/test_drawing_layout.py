import random
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from corpus_folder import CORPUS
from hypothesis import given, settings
from hypothesis import strategies as st

from stageproof.checker.drawing.composition import compose
from stageproof.checker.drawing.geometry import Box, Link, Placement, Point, Size
from stageproof.checker.drawing.layered_layout import lay_out
from stageproof.checker.drawing.ports import APART, distribute
from stageproof.checker.drawing.ranking import rank
from stageproof.checker.drawing.svg import links_of
from stageproof.checker.drawing.svg_nodes import draw
from stageproof.inputs import read_orchestration, read_source

Area = tuple[float, float, float, float]
SLACK = 0.5


def area(at: Point, size: Size) -> Area:
    return at.x, at.y, at.x + size.width, at.y + size.height


def meet(one: Area, other: Area) -> bool:
    return (
        one[0] < other[2] - SLACK
        and other[0] < one[2] - SLACK
        and one[1] < other[3] - SLACK
        and other[1] < one[3] - SLACK
    )


def segments(line: Sequence[Point]) -> Iterator[Area]:
    for one, other in pairwise(line):
        yield min(one.x, other.x), min(one.y, other.y), max(one.x, other.x), max(one.y, other.y)


def crosses(segment: Area, box: Area) -> bool:
    inside = box[0] + SLACK, box[1] + SLACK, box[2] - SLACK, box[3] - SLACK
    return (
        segment[0] <= inside[2]
        and inside[0] <= segment[2]
        and segment[1] <= inside[3]
        and inside[1] <= segment[3]
    )


def faults(boxes: Sequence[Box], links: Sequence[Link], placement: Placement) -> list[str]:
    """Everything that a reader would stumble over."""
    found: list[str] = []
    areas = [area(at, box.size) for at, box in zip(placement.boxes, boxes, strict=True)]
    labels = {
        index: area(at, link.label)
        for index, (at, link) in enumerate(zip(placement.labels, links, strict=True))
        if at is not None and link.label is not None
    }
    named = [(f"box {index}", box) for index, box in enumerate(areas)]
    named += [(f"label {index}", label) for index, label in labels.items()]
    found += [f"{one} overlaps {other}" for (one, a), (other, b) in combinations(named, 2) if meet(a, b)]
    for index, (link, line) in enumerate(zip(links, placement.lines, strict=True)):
        source, target = areas[link.source], areas[link.target]
        if abs(line[0].y - source[3]) > SLACK or not source[0] <= line[0].x <= source[2]:
            found.append(f"line {index} does not leave the bottom of its source")
        if abs(line[-1].y - target[1]) > SLACK or not target[0] <= line[-1].x <= target[2]:
            found.append(f"line {index} does not enter the top of its target")
        if line[-2].y >= line[-1].y or line[1].y <= line[0].y:
            found.append(f"line {index} does not leave or enter downwards")
        for one, other in pairwise(line):
            if abs(one.x - other.x) > SLACK and abs(one.y - other.y) > SLACK:
                found.append(f"line {index} runs aslant")
        for segment in segments(line):
            found += [
                f"line {index} crosses box {box}"
                for box, where in enumerate(areas)
                if crosses(segment, where)
            ]
            found += [
                f"line {index} crosses label {label}"
                for label, where in labels.items()
                if label != index and crosses(segment, where)
            ]
    for line in placement.lines:
        found += [
            f"{corner} is outside the picture"
            for corner in line
            if not (
                -SLACK <= corner.x <= placement.size.width + SLACK
                and corner.y <= placement.size.height + SLACK
            )
        ]
    return found


def shared_stretches(placement: Placement) -> list[tuple[int, int]]:
    """Pairs of lines that run over each other for a while, so that nobody can tell them apart."""
    drawn = [(index, part) for index, line in enumerate(placement.lines) for part in segments(line)]
    found: list[tuple[int, int]] = []
    for (one, a), (other, b) in combinations(drawn, 2):
        across = min(a[2], b[2]) - max(a[0], b[0])
        along = min(a[3], b[3]) - max(a[1], b[1])
        level = a[1] == a[3] and b[1] == b[3] and abs(a[1] - b[1]) < 2 and across > 1
        upright = a[0] == a[2] and b[0] == b[2] and abs(a[0] - b[0]) < 2 and along > 1
        if one != other and (level or upright):
            found.append((one, other))
    return found


def problem(count: int, links: list[tuple[int, int, bool, bool, bool]]) -> tuple[list[Box], list[Link]]:
    boxes = [Box(Size(40 + 37 * (index % 7), 30 + 53 * (index % 5))) for index in range(count)]
    return boxes, [
        Link(source % count, target % count, Size(90, 30) if label else None, weak=weak, aside=aside)
        for source, target, label, weak, aside in links
    ]


flag = st.booleans()
edges = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), flag, flag, flag), max_size=24)


@settings(deadline=None, max_examples=300)
@given(st.integers(1, 12), edges)
def test_no_box_overlaps_and_no_line_crosses_a_foreign_box(
    count: int, drawn: list[tuple[int, int, bool, bool, bool]]
) -> None:
    boxes, links = problem(count, drawn)
    placement = lay_out(boxes, links)
    assert faults(boxes, links, placement) == []
    assert lay_out(boxes, links) == placement


@pytest.mark.parametrize("seed", range(6))
def test_larger_graphs_are_drawn_as_cleanly(seed: int) -> None:
    chance = random.Random(seed)
    count = 60
    drawn = [(index, index + 1, False, False, False) for index in range(count - 1)]
    drawn += [
        (
            chance.randrange(count),
            chance.randrange(count),
            chance.random() < 0.5,
            chance.random() < 0.5,
            chance.random() < 0.5,
        )
        for _ in range(40)
    ]
    boxes, links = problem(count, drawn)
    assert faults(boxes, links, lay_out(boxes, links)) == []


DEFINITIONS = sorted((Path(__file__).parents[2] / "specs").glob("*/*.orch"))
if CORPUS.is_dir():
    DEFINITIONS += sorted(
        path for path in CORPUS.rglob("*.flow-meta.xml") if "<orchestratedStages>" in path.read_text("utf-8")
    )


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_real_definitions_are_drawn_cleanly(path: Path) -> None:
    picture = compose(read_orchestration(read_source(str(path), None)))
    boxes = [draw(node).box for node in picture.nodes]
    links = links_of(picture)
    placement = lay_out(boxes, links)
    assert faults(boxes, links, placement) == []
    assert shared_stretches(placement) == []


def test_the_checks_of_this_file_see_a_fault() -> None:
    boxes, links = problem(3, [(0, 2, True, False, False), (0, 1, False, False, False)])
    good = lay_out(boxes, links)
    low = Point(good.boxes[0].x, good.boxes[0].y + 20)
    assert "box 0 overlaps box 1" in faults(
        boxes, links, Placement(good.size, (good.boxes[0], low, good.boxes[2]), good.labels, good.lines)
    )
    through = (good.lines[0][0], Point(good.lines[0][0].x, good.lines[0][0].y + 5), good.lines[0][-1])
    assert faults(boxes, links, Placement(good.size, good.boxes, good.labels, (through, good.lines[1])))


def test_corpus_is_there() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the corpus is not checked out beside the project")
    assert sum(path.suffix == ".xml" for path in DEFINITIONS) >= 12


def test_links_lead_down_unless_they_close_a_cycle() -> None:
    links = [
        Link(0, 1),
        Link(1, 2, Size(10, 10)),
        Link(2, 0),
        Link(0, 3, weak=True),
        Link(3, 3),
        Link(2, 1, weak=True),
    ]
    ranking = rank(4, links)
    assert ranking.rows == (0, 1, 3, 1)
    assert ranking.back == (False, False, True, False, True, True)


def test_a_weak_link_does_not_turn_a_firm_one_around() -> None:
    ranking = rank(4, [Link(0, 2, weak=True), Link(0, 1), Link(2, 1, weak=True), Link(1, 2), Link(2, 3)])
    assert ranking.rows == (0, 1, 2, 3)
    assert ranking.back == (False, False, True, False, False)


def test_what_nothing_leads_to_stands_right_above_what_it_leads_to() -> None:
    assert rank(4, [Link(0, 1), Link(1, 2), Link(3, 2)]).rows == (0, 1, 2, 1)


def test_the_main_way_is_straight_and_an_aside_makes_room() -> None:
    boxes = [Box(Size(200, 40)) for _ in range(4)]
    links = [Link(0, 1), Link(0, 3, aside=True), Link(3, 2, aside=True), Link(1, 2)]
    placement = lay_out(boxes, links)
    assert placement.boxes[0].x == placement.boxes[1].x == placement.boxes[2].x != placement.boxes[3].x
    assert len({corner.x for corner in placement.lines[0]}) == 1


def test_outcomes_stand_from_left_to_right_in_their_order_even_where_all_return() -> None:
    boxes = [Box(Size(100, 40)) for _ in range(7)]
    links = [Link(0, target, Size(60, 20)) for target in range(1, 7)]
    links += [Link(target, 0, weak=True, aside=True) for target in range(1, 7)]
    placement = lay_out(boxes, links)
    places = [placement.boxes[target].x for target in range(1, 7)]
    assert places == sorted(places)


@given(st.lists(st.integers(-300, 300), min_size=1, max_size=12), st.integers(0, 200))
def test_ports_stay_on_their_box_apart_and_in_order(wishes: list[int], room: int) -> None:
    places = distribute(sorted(map(float, wishes)), 0, room)
    assert all(-SLACK <= place <= room + SLACK for place in places)
    least = min(APART, room / (len(places) - 1)) if len(places) > 1 else 0
    assert all(other - one >= least - 1e-6 for one, other in pairwise(places))


def test_a_port_goes_where_its_line_wants_it() -> None:
    assert distribute([30.0], 0, 100) == [30.0]
    assert distribute([130.0], 0, 100) == [100.0]
    assert distribute([50.0, 50.0], 0, 100) == [50 - APART / 2, 50 + APART / 2]
