"""State and events as JSON: what is read is what was written, and what is wrong is told with its place."""

import json
from datetime import UTC, date, datetime, time
from fractions import Fraction
from typing import Any

import pytest
from definitions import readings
from hypothesis import given, settings
from hypothesis import strategies as st
from random_runs import Played, plays
from running import failed, play, program_of

from stageproof.engine.events import Complete, Suspend, Wait
from stageproof.engine.history import Moment, Run
from stageproof.engine.records.gather import records
from stageproof.engine.records.reading import At, JsonError, read_json
from stageproof.engine.records.replay import Stopped, Told, events_from_json, events_to_json, replay, told
from stageproof.engine.records.state_json import state_from_json, state_to_json
from stageproof.engine.records.values_json import from_data, to_data
from stageproof.engine.values import Value, kept

TWO_STEPS = """
  variable limit: number input = 1
  start autolaunched -> Work
  flow Load { async out size: integer 0..9 }
  stage Work { background A calls Load async  background B calls Load async starts when A.Outputs.size > 1 then end }
"""

atoms = st.one_of(
    st.none(), st.booleans(), st.fractions(), st.text(), st.dates(), st.times(),
    st.datetimes(), st.datetimes(timezones=st.just(UTC)),
)  # fmt: skip
values: st.SearchStrategy[Value] = st.recursive(atoms, lambda inner: st.lists(inner).map(tuple), max_leaves=8)


def history(run: Run) -> list[tuple[Any, ...]]:
    def seen(moment: Moment) -> tuple[Any, ...]:
        return (
            moment.number, moment.event, moment.faults, moment.minutes, moment.changes, moment.log,
        )  # fmt: skip

    return [seen(moment) for moment in run.moments()]


@given(values)
def test_a_value_comes_back_as_it_was(value: Value) -> None:
    text = json.dumps(to_data(value))
    back = from_data(read_json(text))
    assert back == value
    assert type(back) is type(kept(value))


@settings(max_examples=60, deadline=None)
@given(plays(readings()))
def test_every_state_of_a_run_comes_back_as_it_was(played: Played) -> None:
    states = [moment.before.configuration for moment in played.moments] + [played.run.configuration]
    for state in states:
        text = state_to_json(played.program, state)
        back = state_from_json(played.program, text)
        assert back == state
        assert hash(back) == hash(state)
        assert state_to_json(played.program, back) == text


@settings(max_examples=60, deadline=None)
@given(plays(readings()))
def test_replaying_the_events_of_a_run_gives_its_history_again(played: Played) -> None:
    text = events_to_json(played.program, played.run)
    again = replay(played.program, events_from_json(text))
    assert isinstance(again, Run)
    assert again.configuration == played.run.configuration
    assert history(again) == history(played.run)
    assert records(played.program, again) == records(played.program, played.run)
    assert events_to_json(played.program, again) == text


def test_replaying_stops_where_the_definition_refuses_an_event() -> None:
    program = program_of(TWO_STEPS)
    run = play(program, Complete("A", (("size", Fraction(3)),)), Complete("B"))
    other = program_of(TWO_STEPS.replace("> 1", "> 5"))
    stopped = replay(other, told(run))
    assert isinstance(stopped, Stopped)
    assert (stopped.number, stopped.event) == (3, Complete("B"))
    assert "Not Started" in stopped.refusal.reason


def test_errors_that_struck_on_the_way_are_told_with_their_moment() -> None:
    program = program_of(TWO_STEPS)
    run = play(program, failed("A", "prepare-request"))
    (begin,) = told(run)
    assert begin.faults == (failed("A", "prepare-request"),)
    assert events_from_json(events_to_json(program, run)) == (begin,)


def test_a_state_of_another_definition_is_refused() -> None:
    program = program_of(TWO_STEPS)
    text = state_to_json(program, play(program, Suspend()).configuration)
    with pytest.raises(JsonError, match=r"/definition/stages: this is the state of another definition"):
        state_from_json(program_of(TWO_STEPS.replace(" B ", " C ")), text)


STATE_MISTAKES = {
    "/state/run": ("Runing", "expected one of InProgress"),
    "/state/location": (7, "a whole number from 0, less than 1"),
    "/state/inputs": ([], "a list of 1, found one of 0"),
    "/state/starting": (None, "true or false"),
    "/state/current/steps/0": ("Waiting", "NotStarted"),
    "/state/waited": ({"number": "1/0"}, "is no number"),
    "/state/queue": ([3], "/state/queue/0"),
    "/state/failure": ({"kind": "flow", "step": None}, "expected one of called-flow"),
    "/format_version": (2, "reads format 1 only"),
    "/definition": ({}, "another definition"),
}


@pytest.mark.parametrize("pointer", STATE_MISTAKES)
def test_a_mistake_in_a_state_is_told_with_its_place(pointer: str) -> None:
    program = program_of(TWO_STEPS)
    data = json.loads(state_to_json(program, play(program).configuration))
    wrong, said = STATE_MISTAKES[pointer]
    *path, last = pointer.strip("/").split("/")
    place = data
    for key in path:
        place = place[key]
    place[int(last) if isinstance(place, list) else last] = wrong
    with pytest.raises(JsonError) as error:
        state_from_json(program, json.dumps(data))
    assert pointer in str(error.value)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "this is no JSON"),
        ("[", "line 1, column 2"),
        ("[]", "expected an object, found a list"),
        ('{"format_version": 1, "format_version": 1}', 'has "format_version" twice'),
        ('{"format_version": 1}', '"moments" is missing'),
        ('{"format_version": 1, "moment": []}', 'Is "moment" meant?'),
        ('{"format_version": 9, "moments": []}', "reads format 1 only"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_list_of_events_is_told(text: str, said: str) -> None:
    with pytest.raises(JsonError) as error:
        events_from_json(text)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ({"do": "finish"}, 'at /moments/0/event/do: there is no event "finish"'),
        ({"do": "complete", "step": 3, "outputs": []}, "at /moments/0/event/step: expected text"),
        ({"do": "complete", "step": "A", "outputs": [{"name": "x", "value": 3}]}, "outputs/0/value"),
        ({"do": "wait", "minutes": "3"}, "expected a number"),
        ({"do": "fail", "element": "A", "kind": "called-flows"}, 'Is "called-flow" meant?'),
        ({"do": "evaluate", "flow": "F", "answer": 1}, "expected true or false, found the number 1"),
    ],
)
def test_a_mistake_in_an_event_is_told_with_its_place(event: dict[str, Any], said: str) -> None:
    text = json.dumps({"format_version": 1, "moments": [{"event": event, "faults": []}]})
    with pytest.raises(JsonError) as error:
        events_from_json(text)
    assert said in str(error.value)


def test_dates_and_numbers_are_tagged() -> None:
    day = datetime(2026, 1, 31, 9, tzinfo=UTC)
    assert to_data((Fraction(1, 3), date(2026, 1, 31), day, time(9))) == [
        {"number": "1/3"},
        {"date": "2026-01-31"},
        {"datetime": "2026-01-31T09:00:00+00:00"},
        {"time": "09:00:00"},
    ]
    with pytest.raises(JsonError, match=r"number: \"x\" is no number"):
        from_data(At({"number": "x"}))


def test_waiting_is_told_exactly() -> None:
    program = program_of(TWO_STEPS)
    run = play(program, Wait(Fraction(1, 3)))
    assert told(run)[1] == Told(Wait(Fraction(1, 3)))
    assert '"number": "1/3"' in events_to_json(program, run)
