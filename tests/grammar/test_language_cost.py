"""The cost of reading and writing grows linearly, counted in calls of functions, and nothing nests too deep."""

import gc
import sys
from collections.abc import Callable
from types import FrameType

import pytest

from stageproof.grammar.language.format import format_text
from stageproof.grammar.language.parse import parse
from stageproof.grammar.language.print import to_text
from stageproof.grammar.language.table import table
from stageproof.grammar.source import Source

STAGE = """\
  stage S{0} {{
    label "Stage {0}"
    interactive A{0} calls Form assigned to queue HR {{ input recordId = $Record.Id }}
    background B{0} calls Flow async starts when A{0} is Completed and A{0}.Outputs.x = "y"
    on error -> S0
    then S{0}
  }}
"""


def _text(count: int, stage: str = STAGE) -> str:
    return f"orchestration Big {{\n{''.join(stage.format(number) for number in range(count))}}}\n"


def _calls(work: Callable[[], object]) -> int:
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


def _growth(work: Callable[[Source], object], stage: str = STAGE) -> float:
    """How much more ten times as many stages cost, per stage."""
    table()
    work(Source("x.orch", _text(2)))
    few, many = (Source("x.orch", _text(count, stage)) for count in (50, 500))
    return _calls(lambda: work(many)) / _calls(lambda: work(few)) / 10


def test_reading_is_linear() -> None:
    assert _growth(parse) < 1.1


def test_formatting_is_linear() -> None:
    assert _growth(format_text) < 1.1


def test_writing_is_linear() -> None:
    def work(source: Source) -> None:
        model = parse(source).orchestration
        assert model is not None
        to_text(model)

    assert _growth(work) < 1.1


@pytest.mark.parametrize(
    "damaged",
    [STAGE.replace("label", "§"), STAGE.replace("calls", "calsl"), STAGE.replace("-> S0", ""), "  foo {0}\n"],
)
def test_reporting_mistakes_is_linear(damaged: str) -> None:
    assert _growth(parse, damaged) < 1.1


def test_ten_thousand_stages_hit_no_limit() -> None:
    model = parse(Source("x.orch", _text(10_000))).orchestration
    assert model is not None
    assert len(model.stages) == 10_000


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was(enabled: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        parse(Source("x.orch", _text(2)))
        format_text(Source("x.orch", "no definition"))
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


@pytest.mark.parametrize(
    "condition",
    ["(" * 199 + "a = 1" + ")" * 199, "not (a = 1 and " * 90 + "b = 2" + ")" * 90, "not " * 199 + "a = 1"],
)
def test_what_nests_almost_two_hundred_deep_is_read_and_written(condition: str) -> None:
    text = f'orchestration X {{ stage A {{ completes when {condition} }} never "x": {condition} }}'
    result = parse(Source("x.orch", text))
    assert result.diagnostics == ()
    assert result.orchestration is not None
    assert parse(Source("x.orch", to_text(result.orchestration))).orchestration == result.orchestration


@pytest.mark.parametrize(
    "sign", ["(", "{", "[", "not ", "not (", "stage A {", "}", ")", '"', '"""', "{!", "#", "'", "a."]
)
def test_twenty_thousand_of_anything_is_read_without_hitting_a_limit(sign: str) -> None:
    for before in ("", "orchestration X { stage A { completes when ", "orchestration X { "):
        result = parse(Source("x.orch", before + sign * 20_000))
        assert result.diagnostics
