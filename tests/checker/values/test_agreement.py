"""Conditions on several values, and through formulas: what is proved is what the interpreter does with many values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

import pytest
from agreement_located import missing_paths
from agreement_prover import differences
from agreement_truth import ALONE, explored
from running import program_of
from values_support import stages_reached

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.verdicts import answers
from stageproof.engine.exploration import fillings
from stageproof.engine.exploration.compared import Compared
from stageproof.engine.values import Value, kept
from stageproof.grammar.contract import Domain

NUMBERS: Final = tuple(
    Fraction(number, 2) for number in (-22, -3, 0, 1, 2, 3, 4, 6, 9, 10, 11, 12, 20, 21, 40)
)
GRID: Final[dict[str, tuple[Value, ...]]] = {
    "number": NUMBERS,
    "integer": tuple(map(Fraction, (*range(-3, 9), 10, 11, 20))),
    "text": ("", "a", "ab", "ba", "b", "10", "xyz", "xyzab", "abba"),
    "boolean": (True, False),
    "date": tuple(date(2026, 1, day) for day in (1, 2, 3, 4, 5, 6, 7, 10, 20)),
}

ROUND: Final = """
  start {start} -> First
  stage First {{ background X calls Ask async then Second }}
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
    completes when P is Completed and isFirst = true
    then {again}
  }}
  stage Two {{ background Q calls Do async then end }}
  stage Rest {{
    background R calls Do async
    completes when R is Completed and isSecond = true
    then end
  }}
  flow Ask {{ type AutoLaunchedFlow async out value: {first} }}
  flow Say {{ type AutoLaunchedFlow async out value: {second} not null }}
  flow Do {{ type AutoLaunchedFlow async }}
"""
FIELD: Final = "\n  field $Record.A__c: integer 0..6 not null, never changed\n"

A, B, F = "{!X.Outputs.value}", "{!Y.Outputs.value}", "{!$Record.A__c}"
SETTLED: Final = (
    ("number", "number", "A < B", "A = B"),
    ("number", "number", "A + B > 10", "A > 5"),
    ("number", "number", "A + B > 10", "B - A > 2"),
    ("number", "number", "2 * A <= B + 1", "A <> B"),
    ("number", "number", "IF(A > 3, B > A, B < A)", "B = A + 1"),
    ("number", "number", "ABS(A) > 5", "MAX(A, B, 3) = 3"),
    ("number", "number", "MIN(A, B) > 1", "A / 2 > B"),
    ("number", "number", "F < B", "A < F"),
    ("number", "boolean", "IF(B, A, 0) > 2", "A > 4"),
    ("number", "text", 'CASE(B, "a", 1, "ab", 2, 0) < A', "A = 1"),
    ("number", "number", "FLOOR(A) = 1", "ROUND(B, 0) = 5"),
    ("number", "number", "MOD(A, 2) = 1", "CEILING(B) = 2"),
    ("text", "text", 'CONTAINS(A, "ab")', 'CONTAINS(A, "ba")'),
    ("text", "text", 'BEGINS(A, "xyz")', "LEN(A) > 2"),
    ("text", "text", 'TEXT(A) = "ab"', "LEN(B) = 0"),
    ("text", "text", 'ISPICKVAL(A, "a")', "ISBLANK(B)"),
    ("text", "number", "LEN(A) > 3", "B > 1"),
    ("integer", "integer", 'TEXT(A) = "5"', "B = 3"),
    ("integer", "integer", "A < B", "A = B"),
    ("date", "date", "B - A > 4", "B = A"),
    ("date", "date", "A + 2 < B", "B < A"),
    ("text", "text", "A = B", "ISBLANK(A)"),
    ("text", "text", "A <> B", 'CONTAINS(A, "ab")'),
)
ONLY_WITHOUT_ROUNDS: Final = {"B = A + 1", "A / 2 > B", "B < A"}
"""Second guards with which a round tells ever more values apart."""
OPEN: Final = (
    ("text", "text", 'UPPER(A) = "A"', 'B = "b"', "UPPER is uninterpreted"),
    ("text", "text", 'LOWER(A) = "a"', 'B = "b"', "LOWER is uninterpreted"),
    ("text", "text", "VALUE(A) > 4", 'B = "b"', "VALUE is uninterpreted"),
    ("text", "text", "CONTAINS(A, B)", 'B = "b"', "CONTAINS of several values"),
    ("number", "number", "MOD(A, 3) > B", "A > 1", "several values"),
    ("number", "number", "(TODAY() - DATE(2026, 1, 1)) > A", "A > 1", "TODAY is uninterpreted"),
)


def _text(first: str, second: str, one: str, two: str, again: str) -> str:
    def formula(text: str) -> str:
        named = re.sub(r"\b[ABF]\b(?!\")", lambda match: {"A": A, "B": B, "F": F}[match[0]], text)
        return named.replace('"', '\\"')

    has_field = "F " in f"{one} {two} "
    made = ROUND.format(
        start="when Case is created" if has_field else "autolaunched",
        first=first,
        second=second,
        one=formula(one),
        two=formula(two),
        again=again,
    )
    return FIELD + made if has_field else made


def _grid(domain: Domain, meets: Compared) -> Sequence[Value]:
    del meets
    if domain.choices:
        from stageproof.engine.interpreter.values_given import choice_values

        return choice_values(domain)
    values: list[Value] = [kept(value) for value in GRID[domain.base]]
    return values if domain.nullable is False else [*values, None]


@pytest.fixture(autouse=True)
def _many_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fillings, "representatives", _grid)


@pytest.mark.parametrize(("first", "second", "one", "two"), SETTLED)
@pytest.mark.parametrize("again", ["end", "go to First"])
def test_what_z3_settles_is_what_the_interpreter_does_with_many_values(
    first: str, second: str, one: str, two: str, again: str
) -> None:
    program = program_of(_text(first, second, one, two, again))
    if again != "end" and two in ONLY_WITHOUT_ROUNDS:
        assert "lead to more and more others" in encode(program).space.notes[0]
        return
    assert encode(program).space.notes == []
    found = explored(program, limit=60_000)
    assert found is not None
    assert [str(one) for one in differences(found.truth, answers(program))] == []


@pytest.mark.parametrize(("first", "second", "one", "two", "reason"), OPEN)
def test_what_z3_does_not_settle_is_named(first: str, second: str, one: str, two: str, reason: str) -> None:
    notes = encode(program_of(_text(first, second, one, two, "end"))).space.notes
    assert any(reason in note for note in notes), notes


@pytest.mark.parametrize(("first", "second", "one", "two"), SETTLED)
def test_the_runs_that_are_shown_replay(first: str, second: str, one: str, two: str) -> None:
    found = stages_reached(program_of(_text(first, second, one, two, "go to First")))
    assert found
    assert all(found.values()), found


@pytest.mark.parametrize(("first", "second", "one", "two"), SETTLED)
def test_every_step_of_the_interpreter_is_a_path(first: str, second: str, one: str, two: str) -> None:
    program = program_of(_text(first, second, one, two, "end"))
    missing = missing_paths(program, ALONE, limit=150)
    assert missing.checked > 20
    assert list(missing.edges) == []
