"""A run as a table: every change with its reason, readable at any width, the same in every form."""

import csv
import io
import json
import re
from fractions import Fraction

import pytest
from definitions import readings
from hypothesis import given, settings
from hypothesis import strategies as st
from random_runs import Played, plays
from running import days, done, failed, play, program_of

from stageproof.checker.reports.frame import width
from stageproof.checker.traces import simplest_run as simplest_run_module
from stageproof.checker.traces.columns import wrapped
from stageproof.checker.traces.csv_table import COLUMNS, csv_table
from stageproof.checker.traces.event_words import event_words
from stageproof.checker.traces.json_trace import json_trace
from stageproof.checker.traces.markdown_table import markdown_table
from stageproof.checker.traces.simplest_run import as_scenario, ending, simplest_run
from stageproof.checker.traces.text_table import text_table
from stageproof.checker.traces.trace import trace_of
from stageproof.checker.traces.what_next import next_sentence, what_next
from stageproof.engine.decisions.catalogue import decisions_named
from stageproof.engine.events import Cancel, Complete, Evaluate, Event, Reassign, SetField, Suspend, Wait
from stageproof.engine.history import Run
from stageproof.engine.records.events_json import event_from_data
from stageproof.engine.records.reading import At
from stageproof.engine.run import apply
from stageproof.engine.scenarios.player import play as play_scenario
from stageproof.engine.scenarios.translate import translate
from stageproof.engine.statuses import RunStatus
from stageproof.engine.tables.catalogue import row_named
from stageproof.engine.values import Value
from stageproof.grammar.language.parse import parse
from stageproof.grammar.scenario import Expect
from stageproof.grammar.source import Source

LOOP = """
  start autolaunched -> Work
  flow Load { async out again: boolean }
  flow Quick { sync }
  stage Work {
    background Load_It calls Load async
    background Tell calls Quick starts when Load_It is Completed
    then Choose
  }
  decision Choose { outcome Again when Load_It.Outputs.again = true -> Work  otherwise -> end }
"""
IDLE = """
  start autolaunched -> A
  stage A { background X calls F async  then D }
  decision D { outcome O when A is Completed -> B  otherwise -> end }
  stage B {
    background Y calls G starts when X is Error
    completes when X is Completed
    then D
  }
"""

GOLDEN = """\
event                               what changed                        why
----------------------------------  ----------------------------------  ----------------------------
1. begin                            run is In Progress                  run-status-in-progress
                                    Work is In Progress                 stage-status-in-progress
                                    Work/Tell is Not Started            step-status-not-started
                                    Work/Load_It is In Progress         step-status-in-progress

2. complete Load_It with again =    Work/Load_It.Outputs.again = false  automatic-output-flow-output
   false                            Work/Load_It is Completed           step-status-completed-flow
                                    Work/Tell is In Progress            step-status-in-progress
"""


def table(text: str, *events: Event, columns: int | None = None) -> str:
    program = program_of(text)
    return text_table(trace_of(program, play(program, *events)), columns=columns)


def test_a_block_says_what_happened_what_changed_and_why() -> None:
    assert table(LOOP, done("Load_It", again=False)) == GOLDEN


def test_the_second_visit_of_a_stage_is_numbered() -> None:
    text = table(LOOP, done("Load_It", again=True), done("Tell"), done("Load_It", again=False))
    assert "Work is In Progress" in text
    assert "Work#2 is In Progress" in text
    assert "Work#2/Load_It is Completed" in text
    assert "Work#1" not in text


def test_a_synchronous_result_is_told_as_part_of_the_burst() -> None:
    text = table(LOOP, done("Load_It", again=False), done("Tell"))
    assert "\n3. ↳ complete Tell" in text
    assert "\n\n3." not in text
    assert "\n\n2." in text


def test_an_error_that_struck_on_the_way_stands_with_its_event() -> None:
    text = table(LOOP, failed("Load_It", "prepare-request"))
    assert "1. begin" in text
    assert re.search(r"and fail Load_It\s", text)
    assert "Work/Load_It is Error" in text


def test_what_went_wrong_is_told() -> None:
    assert "error: the run goes round and never waits: B → D → B" in table(IDLE, done("X"))


def test_waiting_says_how_much_time_has_passed_in_all() -> None:
    text = table(LOOP, days(1), Wait(Fraction(60)))
    assert "(1 day in all)" in text
    assert "(25 hours in all)" in text


@settings(max_examples=40, deadline=None)
@given(plays(readings()), st.integers(50, 160))
def test_the_table_fits_and_nothing_is_cut_off(played: Played, columns: int) -> None:
    blocks = trace_of(played.program, played.run)
    text = text_table(blocks, columns=columns)
    assert max(map(width, text.split("\n"))) <= columns
    told = re.sub(r"\s", "", text)
    for block in blocks:
        for change in block.shown:
            assert all(word in told for word in re.findall(r"\w{1,8}", change.words))
    ids = {change.because for block in blocks for change in block.shown}
    wide = re.sub(r"\s", "", text_table(blocks, columns=400))
    assert all(id in wide for id in ids)


@settings(max_examples=40, deadline=None)
@given(plays(readings()))
def test_every_form_tells_every_change_with_its_reason(played: Played) -> None:
    blocks = trace_of(played.program, played.run)
    changes = [change for moment in played.moments for change in moment.changes]
    data = json.loads(json.dumps(json_trace(blocks)))
    assert [step["why"] for block in data for step in block["steps"]] == [c.because for c in changes]
    rows = list(csv.DictReader(io.StringIO(csv_table([("t", blocks)]), newline="")))
    assert [row["why"] for row in rows if row["cell"]] == [c.because for c in changes]
    assert tuple(rows[0]) == COLUMNS
    for block, moment in zip(data, played.moments, strict=True):
        assert block["changes"].keys() == block["why"].keys()
        assert event_from_data(At(block["do"])) == moment.event
    assert markdown_table(blocks).count("\n") >= len(blocks) + 2


@settings(max_examples=40, deadline=None)
@given(plays(readings()))
def test_every_reason_can_be_explained(played: Played) -> None:
    for block in trace_of(played.program, played.run):
        for id in (*(change.because for change in block.changes), *(row.because for row in block.log)):
            assert row_named(id) or decisions_named(id), id


def test_json_has_api_values_and_the_last_of_each_cell() -> None:
    program = program_of(LOOP)
    run = play(program, done("Load_It", again=True), done("Tell"))
    first, second, third = json_trace(trace_of(program, run))
    assert isinstance(first, dict)
    assert first["changes"]["Work/Load_It.Status"] == "InProgress"
    assert first["why"]["run.Status"] == "run-status-in-progress"
    assert isinstance(second, dict)
    assert second["changes"]["Work/Load_It.Outputs.again"] is True
    assert isinstance(third, dict)
    assert third["synchronous"] is True
    assert third["changes"]["Work#2.Status"] == "InProgress"


def test_markdown_shows_names_as_they_are() -> None:
    program = program_of(LOOP)
    text = markdown_table(trace_of(program, play(program)))
    assert r"Work/Load\_It is In Progress | `step-status-in-progress` |" in text


# -------------------------------------------------------------------- words


def event_said(text: str) -> Event:
    """The event of a scenario's text, read by the language."""
    source = f'orchestration T {{ api 67 {LOOP} scenario "s" {{ {text} }} }}'
    parsed = parse(Source("t.orch", source))
    assert not parsed.diagnostics, (text, parsed.diagnostics)
    assert parsed.orchestration is not None
    (event,) = parsed.orchestration.scenarios[0].events
    assert not isinstance(event, Expect)
    return translate(program_of(LOOP), event)  # type: ignore[arg-type]  # it is an event that happens


texts = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=12)
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-999, max_value=999)
simple_values: st.SearchStrategy[Value] = st.one_of(
    st.none(), st.booleans(), st.text(max_size=12), numbers.map(Fraction)
)


@settings(max_examples=80, deadline=None)
@given(
    st.one_of(
        st.builds(Complete, st.just("Load_It"), st.tuples(st.tuples(texts, simple_values))),
        st.builds(Wait, numbers.map(abs).map(Fraction)),
        st.builds(Reassign, st.just("Tell"), st.sampled_from(["User", "Group", "Queue"]), texts),
        st.builds(SetField, st.just("$Record.Field__c"), simple_values),
        st.sampled_from([Suspend(), Cancel()]),
    )
)
def test_an_event_can_be_copied_into_a_scenario(event: Event) -> None:
    assert event_said(event_words(event)) == event


def test_names_that_are_words_of_the_language_are_quoted() -> None:
    assert event_words(Complete("complete")) == 'complete "complete"'
    assert event_words(Evaluate("Is it", True)) == 'evaluate "Is it" = true'
    assert event_words(failed("run", "platform")) == "fail run with platform"


def test_what_can_happen_next_is_told_briefly() -> None:
    program = program_of(LOOP)
    assert what_next(program, play(program).configuration) == (
        "complete Load_It with again = …",
        "publish",
        "wait …",
        "fail Load_It with called-flow or process-result",
        "fail run with platform",
        "suspend",
        "cancel",
    )


def test_nothing_can_happen_to_a_run_that_is_over() -> None:
    program = program_of(LOOP)
    over = play(program, Cancel()).configuration
    assert next_sentence(program, over) == "What can happen next: nothing, the run is Canceled."
    failed_for_good = play(program, failed("run", "platform")).configuration
    assert "cannot be resumed" in next_sentence(program, failed_for_good)


@given(st.text(alphabet="ab-. 漢e\u0301", max_size=60), st.integers(12, 40))
def test_wrapped_text_keeps_every_letter(text: str, room: int) -> None:
    lines = wrapped(text, room, "  ")
    assert all(width(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


# -------------------------------------------------------------------- the simplest run


def test_the_simplest_run_ends_where_it_can() -> None:
    program = program_of(LOOP)
    found = simplest_run(program)
    assert found.run.configuration.run is RunStatus.COMPLETED
    assert not found.stopped


def test_the_simplest_run_stops_where_only_an_error_is_left() -> None:
    found = simplest_run(
        program_of(
            "start autolaunched -> A  stage A { background X calls F starts when X is Error then end }"
        )
    )
    assert found.run.configuration.run is RunStatus.IN_PROGRESS


def test_the_simplest_run_has_a_bound() -> None:
    found = simplest_run(program_of(LOOP), longest=2)
    assert found.stopped
    assert len(found.run.moments()) == 2


DETOUR = """
  start autolaunched -> Contact
  flow Ask { async out keep: boolean not null }
  stage Contact {
    background Early calls News async
    background Invite calls Ask
    completes when Invite is Completed
    then Choose
  }
  decision Choose { when Invite.Outputs.keep = true -> Long otherwise -> end }
  stage Long { background Tell calls News async then end }
"""


def test_the_simplest_run_has_the_fewest_events() -> None:
    found = simplest_run(program_of(DETOUR))
    assert [event_words(moment.event) for moment in found.run.moments()] == [
        "begin",
        "complete Invite with keep = false",
    ]


def test_where_the_search_ends_early_no_event_is_shown_that_can_be_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(simplest_run_module, "TRIES", 1)
    found = simplest_run(program_of(DETOUR))
    assert not found.is_whole
    assert [event_words(moment.event) for moment in found.run.moments()] == [
        "begin",
        "complete Invite with keep = true",
        "complete Tell",
    ]


def test_the_simplest_run_says_whether_none_completes() -> None:
    fails = """
      formula One: boolean = "{!Two}"
      formula Two: boolean = "{!One}"
      start autolaunched -> Work
      stage Work { background A calls F async then Choose }
      decision Choose { when One = true -> end otherwise -> end }
    """
    found = simplest_run(program_of(fails))
    assert (found.completes, found.is_whole, len(found.run.moments())) == (False, True, 2)
    assert ending(found).startswith(
        "The run ends in Error all the same. No run completes unless something fails"
    )
    found = simplest_run(program_of(LOOP), longest=2)
    assert ending(found).endswith("No run that completes was found; there are more runs than were looked at.")


def test_without_a_start_no_run_begins_and_it_is_said_why() -> None:
    found = simplest_run(program_of("stage A { background X calls F then end }"))
    assert found.run.last is None
    assert found.refusal is not None
    assert "no Start" in found.refusal.reason


@settings(max_examples=40, deadline=None)
@given(plays())
def test_the_simplest_run_is_a_scenario_that_is_met(played: Played) -> None:
    found = simplest_run(played.program, longest=12)
    if found.run.last is None:
        return
    body = played.text.rstrip().removesuffix("}") + as_scenario(found.run) + "\n}\n"
    parsed = parse(Source("t.orch", body))
    assert not parsed.diagnostics
    assert parsed.orchestration is not None
    again = play_scenario(played.program, parsed.orchestration.scenarios[0])
    assert again.verdict.value == "met"
    assert again.run.configuration == found.run.configuration


@pytest.mark.parametrize("form", [text_table, markdown_table])
def test_control_characters_reach_no_terminal(form: object) -> None:
    program = program_of(LOOP)
    run = apply(program, play(program), Complete("Load_It", (("Comments", "\x1b[31mred"),)))
    assert isinstance(run, Run)
    assert "\x1b" not in form(trace_of(program, run))  # type: ignore[operator]  # both take blocks
