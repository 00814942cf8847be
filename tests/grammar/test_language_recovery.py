"""One pass reports every mistake, each on its place, and keeps what is not damaged."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stageproof.grammar.language.parse import drive, parse
from stageproof.grammar.model import Orchestration
from stageproof.grammar.source import Source
from stageproof.grammar.span import Node

VALID = """\
orchestration Onboarding {
  label "Onboarding"
  description "What a new colleague gets"
  api 67
  status Active
  setting environments "Default"
  metadata CanvasMode = "AUTO_LAYOUT_CANVAS"
  variable recordId: text input
  variable count: number(2) = 5
  constant limit: number = 3
  formula Twice: number(0) = "{!count} * 2"
  template Mail plain = "Dear {!$Record.Name}"
  flow Create_User {
    type AutoLaunchedFlow
    async
    in recordId: text
    out userId: text or null
    writes $Record.Attempts__c = $Record.Attempts__c + 1
    ensures attempts = attempts before + 1
    not idempotent
    reads user
  }
  field $Record.Attempts__c: integer 0..100, changed only by Create_User
  known users "a@b.c", "d@e.f"
  known queues HR
  parameter retries: integer 0..10
  suppress some-rule because "known"
  start when Employee__c is created or updated -> Prepare {
    where Status__c = "New" and Active__c = true
    only when changed to meet
    path recall -> Prepare
  }
  stage Prepare {
    label "Prepare"
    interactive HR_Data calls HR_Form assigned to queue HR
    background Create calls Create_User starts when HR_Data is Completed or Other is not Error
    background Badge calls Print_Badge async {
      label "Print"
      input recordId = $Record.Id
      input empty
      output badge -> recordId
      subtype BackgroundStep
    }
    completes when all steps are Completed
    on error -> Ask_IT
    then Cleared
  }
  decision Cleared {
    label "Cleared?"
    when HR_Data.Outputs.decision = "Approve" and not (HR_Data.Outputs.x is null) -> Provision
    outcome Second label "Second" when HR_Data.Outputs.y in list -> Ask_IT
    otherwise "No" -> end
  }
  stage Provision {
    background Laptop calls Order_Laptop async
    then end
  }
  stage Ask_IT {
    interactive Fix calls Fix_Form assigned to group IT
    then go to Cleared
  }
  never "no laptop": HR_Data.Outputs.decision = "Reject" and Laptop starts
  always "handled": Prepare is Error implies run is not Error
  exactly once "badge": Badge starts
  always "in the end": Prepare is Error leads to run is Completed
  scenario "the printer fails" {
    begin with recordId = "001"
    complete HR_Data with decision = "Approve", ready = true
    fail Badge with called-flow "out of toner"
    wait 3 days
    set $Record.Name = null
    evaluate Ready = true
    suspend
    expect Prepare is Error, Badge is Error, run is InProgress
  }
}
"""
GARBAGE = ("§", ")", "%", "§ §", "!=", "2x", "'x'")


def _leaves() -> list[tuple[list[int], bool]]:
    """The places after each token of every member without braces."""
    driver, _ = drive(Source("x.orch", VALID), 0, len(VALID), "orchestration")
    starts = set(driver.member_starts)
    leaves: list[list[int]] = []
    current: list[int] = []
    for index, token in enumerate(driver.tokens):
        if index in starts:
            leaves.append(current)
            current = []
        if token.type == "LBRACE":
            current = []
        elif token.type == "RBRACE":
            leaves.append(current)
            current = []
        else:
            current.append(token.end)
    return [(ends, True) for ends in leaves if ends]


LEAVES = [ends for ends, _ in _leaves()]


def _words() -> list[tuple[int, int]]:
    """The places of the words that begin a member without braces on a line of its own."""
    driver, _ = drive(Source("x.orch", VALID), 0, len(VALID), "orchestration")
    tokens = [driver.tokens[index] for index in driver.member_starts]
    return [
        (token.start, token.end)
        for token in tokens
        if token.text.isalpha()  # not `not idempotent`, which is one token
        and len(token.text) > 3
        and driver.indent(driver.tokens.index(token)) > 0
        and driver.begins_line(driver.tokens.index(token))
        and "{" not in VALID[token.start : VALID.index("\n", token.start)]
    ]


WORDS = _words()


def _nodes(orchestration: Orchestration) -> Iterator[Node]:
    for part in (
        orchestration.variables, orchestration.constants, orchestration.formulas, orchestration.templates,
        orchestration.settings, orchestration.metadata, orchestration.fields, orchestration.known,
        orchestration.parameters, orchestration.properties, orchestration.suppressions,
    ):  # fmt: skip
        yield from part
    for contract in orchestration.contracts:
        yield from (*contract.variables, *contract.writes, *contract.ensures)
    for stage in orchestration.stages:
        yield from stage.steps
    for decision in orchestration.decisions:
        yield from decision.outcomes
    for scenario in orchestration.scenarios:
        yield from scenario.events


ORIGINAL = parse(Source("x.orch", VALID)).orchestration


def test_the_example_is_valid() -> None:
    assert parse(Source("x.orch", VALID)).diagnostics == ()
    assert len(LEAVES) > 50


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.data())
def test_k_damaged_members_give_k_errors_on_their_places_and_the_others_stay(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.integers(0, len(LEAVES) - 1), min_size=1, max_size=6, unique=True))
    text = VALID
    damage: list[tuple[int, int]] = []
    for leaf in sorted(chosen, reverse=True):
        place = data.draw(st.sampled_from(LEAVES[leaf]))
        garbage = data.draw(st.sampled_from(GARBAGE))
        text = f"{text[:place]} {garbage} {text[place:]}"
        damage = [
            (place + 1, len(garbage) + 2),
            *((start + len(garbage) + 2, size) for start, size in damage),
        ]
    result = parse(Source("x.orch", text))
    starts = [diagnostic.span.start for diagnostic in result.diagnostics]
    assert len(starts) == len(damage), [diagnostic.message for diagnostic in result.diagnostics]
    for start, (place, size) in zip(starts, damage, strict=True):
        line_end = text.index("\n", place)
        assert place <= start <= max(place + size, line_end)
    assert ORIGINAL is not None
    assert result.orchestration is not None
    kept = list(_nodes(result.orchestration))
    places = [LEAVES[leaf] for leaf in chosen]
    for node in _nodes(ORIGINAL):
        damaged = any(node.span.start <= end <= node.span.end for ends in places for end in ends)
        assert damaged or any(node == other for other in kept), node


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.data())
def test_k_misspelt_members_give_k_errors_each_at_its_word(data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(WORDS) - 1))
    in_a_row = range(first, min(first + data.draw(st.integers(1, 12)), len(WORDS)))
    text = VALID
    expected: list[tuple[str, str]] = []
    for start, end in sorted(WORDS[index] for index in in_a_row)[::-1]:
        word = text[start:end]
        at = data.draw(st.integers(1, len(word) - 2))
        middle = data.draw(
            st.sampled_from((word[at + 1] + word[at], word[at + 1], word[at] + word[at : at + 2]))
        )
        damaged = word[:at] + middle + word[at + 2 :]
        if damaged == word:
            continue
        expected.insert(0, (damaged, word))
        text = f"{text[:start]}{damaged}{text[end:]}"
    source = Source("x.orch", text)
    found = parse(source).diagnostics
    assert [source.slice(one.span) for one in found] == [damaged for damaged, _ in expected]


@pytest.mark.parametrize(
    ("body", "meant"),
    [
        ('labl "a"\nvaraible x: text\nconstnt y: text = "a"', "label variable constant"),
        ('knwon flows F\nnevr "t": A is Error', "known never"),
        ('api\nvaraible x: text\nstatus Active', " variable"),
        (
            'stage A {\n  labl "a"\n  backgruond B calls C\n  interactve D calls E\n  compltes when x = 1\n  thn B\n}',
            "label background interactive completes then",
        ),
        (
            'flow A {\n  typ X\n  inn a: text\n  outt b: text\n  wrties $Record.A = 1\n  ensurs a = 1\n}',
            "type in out writes ensures",
        ),
        (
            'decision A {\n  labl "a"\n  outcom B when c = 1 -> D\n  whn x = 1 -> C\n  otherwse -> D\n}',
            "label outcome when otherwise",
        ),
        (
            'start when A is created -> B {\n  wher A = 1\n  onyl when changed to meet\n  pth recall -> B\n}',
            "where only path",
        ),
        (
            'scenario "a" {\n  begn with a = 1\n  complte B with c = 1\n  expct A is Error\n}',
            "begin complete expect",
        ),
        ('labl "a"\nstage A {\n  thn B\n}\nvaraible x: text', "label then variable"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_misspelt_members_in_a_row_are_all_told(body: str, meant: str, line_end: str) -> None:
    found = parse(Source("K.orch", f"orchestration K {{\n{body}\n}}\n".replace("\n", line_end))).diagnostics
    assert [one.help for one in found] == [
        f"Did you mean `{word}`?" if word else "" for word in meant.split(" ")
    ]


def test_a_name_on_the_next_line_that_is_like_a_word_goes_on_with_its_member() -> None:
    text = "orchestration K {\n  known flows A,\n  labl,\n  varaible\n  stage\n    stge {\n  }\n}\n"
    assert parse(Source("K.orch", text)).diagnostics == ()


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.data())
def test_a_missing_token_is_one_error_near_its_place(data: st.DataObject) -> None:
    driver, _ = drive(Source("x.orch", VALID), 0, len(VALID), "orchestration")
    tokens = driver.tokens[:-1]
    token = data.draw(st.sampled_from([token for token in tokens if token.type not in ("LBRACE", "RBRACE")]))
    text = VALID[: token.start] + VALID[token.end :]
    result = parse(Source("x.orch", text))
    assert len(result.diagnostics) <= 1, [diagnostic.message for diagnostic in result.diagnostics]
    for diagnostic in result.diagnostics:
        next_line = text.index("\n", text.index("\n", token.start) + 1)
        assert token.start <= diagnostic.span.start <= next_line


@pytest.mark.parametrize("brace", ["{", "}"])
def test_a_missing_brace_is_one_error(brace: str) -> None:
    driver, _ = drive(Source("x.orch", VALID), 0, len(VALID), "orchestration")
    for place in [token.start for token in driver.tokens if token.text == brace]:
        text = VALID[:place] + " " + VALID[place + 1 :]
        result = parse(Source("x.orch", text))
        assert len(result.diagnostics) == 1, (
            place,
            [diagnostic.message for diagnostic in result.diagnostics],
        )


@pytest.mark.parametrize("brace", ["{", "}"])
def test_a_brace_too_many_is_one_error_on_a_line_of_its_own(brace: str) -> None:
    lines = VALID.splitlines(keepends=True)
    for number in range(1, len(lines)):
        indent = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
        text = "".join([*lines[:number], f"{indent}{brace}\n", *lines[number:]])
        result = parse(Source("x.orch", text))
        assert len(result.diagnostics) == 1, (
            number,
            [diagnostic.message for diagnostic in result.diagnostics],
        )
