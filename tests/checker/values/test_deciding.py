"""Whole definitions whose conditions only z3 settles."""

from __future__ import annotations

import subprocess
import sys

import pytest
from running import program_of
from values_support import stages_reached

from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.encoding.data.key import Key
from stageproof.checker.encoding.data.questions import Question
from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.verdicts import answers
from stageproof.grammar.source import Source

FIELDS = """
  start when Case is created or updated -> Wait {{ where {filter} }}
  field $Record.A__c: number not null
  field $Record.B__c: number not null{never}
  stage Wait {{
    background Note calls Look async
    completes when Note is Completed and {guard}
    then end
  }}
  flow Look {{ type AutoLaunchedFlow async }}
"""
TOGETHER = """
  start autolaunched -> First
  stage First {{ background X calls Ask async then Choose }}
  formula isOne: boolean = "{one}"
  decision Choose {{ outcome One when isOne = true -> One otherwise -> end }}
  stage One {{ background Y calls Do async then First }}
  flow Ask {{ type AutoLaunchedFlow async out a: number  out b: number  out t: text  out u: text }}
  flow Do {{ type AutoLaunchedFlow async }}
"""
A, B, T, U = (f"{{!X.Outputs.{name}}}" for name in "abtu")
EITHER, NEVER = "$Record.A__c > $Record.B__c", "$Record.A__c > $Record.A__c"


def _fields(guard: str, never: str = "", where: str = "A__c < $Record.B__c") -> dict[str, set[object]]:
    program = program_of(FIELDS.format(guard=guard, never=never, filter=where))
    assert encode(program).space.notes == []
    return {name: set(found) for name, found in answers(program).claims.items()}


@pytest.mark.parametrize("never", ["", ", never changed"])
def test_a_value_that_may_change_always_finds_room_above_another(never: str) -> None:
    found = _fields(EITHER, never)
    assert found["waits_for_help"] == {"Wait"}
    assert found["waits_for_ever"] == found["cannot_complete"] == set()
    assert "Wait" in found["completes"]


def test_a_value_is_never_above_itself() -> None:
    found = _fields(NEVER)
    assert found["waits_for_ever"] == {"Wait"}
    assert "Wait" not in found["completes"]


def test_what_the_trigger_rules_out_is_never_seen() -> None:
    text = FIELDS.format(guard=EITHER, never=", never changed", filter="A__c < $Record.B__c")
    frozen = text.replace("A__c: number not null", "A__c: number not null, never changed")
    claims = answers(program_of(frozen)).claims
    assert set(claims["waits_for_ever"]) == {"Wait"}
    assert "Wait" not in claims["completes"]


@pytest.mark.parametrize(
    "guard",
    [
        f"{A} * {B} > 10",
        f"{A} / {B} = 3",
        f"MOD({A}, 3) > {B}",
        f"CONTAINS({T}, {U})",
        f'{T} & {U} = "abc"',
        f"LEN({T}) > {A}",
        f"ROUND({A}, 1) = {B}",
    ],
)
def test_values_of_one_result_are_settled_whatever_is_asked_of_them(guard: str) -> None:
    program = program_of(TOGETHER.format(one=guard.replace('"', '\\"')))
    assert encode(program).space.notes == []
    found = stages_reached(program)
    assert set(found) == {"First", "One"}
    assert all(found.values())


@pytest.mark.parametrize("guard", [f"ABS({A}) < 0", f"AND({A} > {B}, {B} > {A})", f"LEN({T}) = 1.5"])
def test_what_no_values_do_is_reached_by_no_run(guard: str) -> None:
    program = program_of(TOGETHER.format(one=guard))
    assert encode(program).space.notes == []
    assert set(stages_reached(program)) == {"First"}


def test_the_classes_are_the_same_every_time() -> None:
    text = TOGETHER.format(one=f"{A} * {B} > 10")
    first, second = (encode(program_of(text)).space.variables for _ in range(2))
    assert first == second


def test_a_translation_that_is_wrong_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    truth = Question.truth
    monkeypatch.setattr(Question, "truth", lambda question, values: not truth(question, values))
    (note, _) = encode(program_of(TOGETHER.format(one=f"{A} > {B}"))).space.notes
    assert "z3 takes" in note


def test_a_value_that_flows_write_stays_sampled() -> None:
    text = FIELDS.format(guard=EITHER, never="", filter="A__c < $Record.B__c")
    written = text.replace("type AutoLaunchedFlow", "type AutoLaunchedFlow  writes $Record.A__c = 5")
    notes = encode(program_of(written)).space.notes
    assert any("called flows write it" in note for note in notes)


def test_the_value_of_one_key_is_found_among_classes() -> None:
    text = TOGETHER.replace("out a: number", "out a: one of 1, 2").format(one=f"{A} > {B}")
    space = encode(program_of(text)).space
    key = Key("output", "First/X.a").folded
    words = space.words(key)
    number, bits = space.where(key, next(region for region, word in words.items() if word == "2")) or (0, 0)
    told = encode(program_of(text)).system.variables[number]
    assert {word.split(", ")[0] for place, word in enumerate(told.values) if bits >> place & 1} == {"2"}


PARAMETER = """
orchestration Limited {
  parameter limit: integer 0..3
  start autolaunched -> First
  stage First { background X calls Ask async then Choose }
  decision Choose { when X.Outputs.size > limit and X.Outputs.size < 2.5 -> One otherwise -> end, intended }
  stage One { background Y calls Do async then end }
  flow Ask { type AutoLaunchedFlow async out size: number }
  flow Do { type AutoLaunchedFlow async }
  never "a small one": One starts
}
"""


def test_it_is_said_for_which_values_of_a_parameter_beside_a_number_a_property_holds() -> None:
    source = Source("limited.orch", PARAMETER)
    outcome = check_source(source, Settings(("property-violated",), prove=True), lambda _: None)
    (finding,) = outcome.findings
    assert "limit = 3 or null" in f"{finding.message} {finding.help}"


def test_z3_is_loaded_only_where_something_needs_it() -> None:
    def loaded(guard: str) -> bool:
        text = TOGETHER.format(one=guard)
        program = (
            "import sys; sys.path.append('tests/support')\n"
            "from running import program_of\nfrom stageproof.checker.encoding.encode import encode\n"
            f"encode(program_of({text!r}))\nprint('z3' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
        return done.stdout.split() == ["True"]

    assert loaded(f"{A} > {B}")
    assert not loaded("true")
