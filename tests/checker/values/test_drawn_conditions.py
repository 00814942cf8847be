"""Drawn conditions: whatever many values do is claimed, and whatever is claimed is shown by a run that replays."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final
from unittest.mock import patch

from agreement_truth import explored
from hypothesis import given, settings
from hypothesis import strategies as st
from running import program_of
from values_support import stages_reached

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.verdicts import answers
from stageproof.engine.exploration import fillings
from stageproof.engine.exploration.compared import Compared
from stageproof.engine.values import Value, kept
from stageproof.grammar.contract import Domain

GRID: Final[dict[str, tuple[Value, ...]]] = {
    "number": tuple(map(Fraction, (-4, 0, 1, Fraction(5, 2), 3, 7))),
    "text": ("", "a", "ab", "xab"),
    "boolean": (True, False),
}
GROWING: Final = ("starts", "completes", "outcomes", "waits_for_ever", "endless", "together")
"""What a value more can only add to."""

DEFINITION: Final = """
  start autolaunched -> First
  stage First {{ background X calls Ask async then {second} }}
  stage Second {{ background Y calls Say async then Choose }}
  formula isFirst: boolean = "{one}"
  formula isSecond: boolean = "{two}"
  decision Choose {{
    outcome One when isFirst = true -> One
    outcome Two when isSecond = true -> Two
    otherwise -> Rest
  }}
  stage One {{
    background P calls Do async
    completes when P is Completed and isSecond = false
    then end
  }}
  stage Two {{ background Q calls Do async then {again} }}
  stage Rest {{ background R calls Do async then end }}
  flow Ask {{ type AutoLaunchedFlow async out n: number  out t: text  out b: boolean }}
  flow Say {{ type AutoLaunchedFlow async out m: number  out u: text }}
  flow Do {{ type AutoLaunchedFlow async }}
"""

N, T, B = (f"{{!X.Outputs.{name}}}" for name in "ntb")
M, U = (f"{{!Y.Outputs.{name}}}" for name in "mu")


def _shaped(shape: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda inner: shape % inner)


constants = st.sampled_from(("0", "1", "2.5", "3", "7"))
plain = st.sampled_from((N, M))
sums = st.one_of(
    plain,
    _shaped("(%s + %s)", plain, plain),
    _shaped("(%s - %s)", plain, constants),
    _shaped("(2 * %s)", plain),
    _shaped("(%s / 2)", plain),
)
numbers = st.one_of(
    sums,
    _shaped("ABS(%s)", sums),
    _shaped("MAX(%s, %s)", sums, constants),
    _shaped("MIN(%s, %s)", plain, plain),
    _shaped(f"IF({B}, %s, %s)", plain, constants),
    _shaped("BLANKVALUE(%s, %s)", plain, constants),
    _shaped("CASE(%s, 1, %s, %s)", plain, sums, constants),
    _shaped("LEN(%s)", st.sampled_from((T, U))),
    _shaped("ROUND(%s, 0)", plain),
    _shaped("MOD(%s, 3)", plain),
)
texts = st.sampled_from((T, U))
written = st.sampled_from(('"a"', '"ab"', '""'))
conditions = st.one_of(
    st.tuples(numbers, st.sampled_from(("<", "<=", "=", "<>", ">")), numbers | constants).map(" ".join),
    _shaped("CONTAINS(%s, %s)", texts, written),
    _shaped("BEGINS(%s, %s)", texts, written),
    _shaped("(%s = %s)", texts, texts | written),
    _shaped("ISBLANK(%s)", texts | plain),
    st.just(B),
)
guards = st.one_of(
    conditions,
    _shaped("AND(%s, %s)", conditions, conditions),
    _shaped("OR(%s, %s)", conditions, conditions),
    _shaped("NOT(%s)", conditions),
)


def _grid(domain: Domain, meets: Compared) -> Sequence[Value]:
    del meets
    return [*map(kept, GRID[domain.base]), None]


@settings(max_examples=40, deadline=None)
@given(guards, guards, st.sampled_from(("end", "First", "Second")), st.sampled_from(("Second", "Choose")))
def test_what_many_values_do_is_claimed_and_what_is_claimed_replays(
    one: str, two: str, again: str, second: str
) -> None:
    escaped = [text.replace('"', '\\"') for text in (one, two)]
    program = program_of(DEFINITION.format(one=escaped[0], two=escaped[1], again=again, second=second))
    if encode(program).space.notes:
        return
    with patch.object(fillings, "representatives", _grid):
        found = explored(program, limit=40_000)
    assert found is not None
    claims = answers(program).claims
    for name in GROWING:
        assert set(getattr(found.truth, name)) <= set(claims[name]), name
    assert all(stages_reached(program).values())
