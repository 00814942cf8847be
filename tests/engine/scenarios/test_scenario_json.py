"""A scenario goes to JSON and back without a loss, and a file that somebody changed is read with every mistake told."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import orch_strategies
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playing import ONBOARDING, told

from stageproof.engine.records.reading import JsonError
from stageproof.engine.scenarios.json_format import file_of, scenario_from_json, scenario_to_json
from stageproof.engine.scenarios.played import Played
from stageproof.engine.scenarios.scenario_file import About, Fault, Observed, ScenarioFile, digest_of
from stageproof.grammar.condition import Condition
from stageproof.grammar.names import Names
from stageproof.grammar.property import AnyOf
from stageproof.grammar.scenario import Begin, Cannot, Complete, Event, Expect, Fail, Reassign, Scenario
from stageproof.grammar.value import Reference, Text

ABOUT = About(
    "stageproof 1.2.3", "a.orch", digest_of("text"), "R17", "proved", (("seed", 7), ("mode", "campaign")), "A"
)
NO_NAMES = Names({}, {})
FAILING = """
  complete Create with userId = "005"
  fail Badge with called-flow "out of toner"
  cannot resume
  expect Prepare is Completed, Badge is Completed or Badge is Error, Ask_IT starts implies run is Error
"""


def kept(played: Played) -> str:
    """A played scenario as JSON."""
    return scenario_to_json(file_of(played, ABOUT), Names.of(played.program.orchestration))


def data_of(played: Played) -> Any:
    """A played scenario as data."""
    return json.loads(kept(played))


def merged(scenario: Scenario) -> Scenario:
    """Expectations of one moment as one `expect`, as a file has them."""
    events: list[Event] = []
    for event in scenario.events:
        last = events[-1] if events else None
        if isinstance(event, Expect) and isinstance(last, Expect):
            events[-1] = Expect(statements=(*last.statements, *event.statements))
        else:
            events.append(event)
    return replace(scenario, events=tuple(events))


def can_be_said(event: Event) -> bool:
    """Whether JSON can say it: no name twice, no element that looks like a path."""
    match event:
        case Cannot(event=inner):
            return can_be_said(inner)
        case Begin(values=values):
            return len({value.name for value in values}) == len(values)
        case Complete(step=step, outputs=outputs):
            return "/" not in step and len({value.name for value in outputs}) == len(outputs)
        case Fail(step=step) | Reassign(step=step):
            return "/" not in step
        case _:
            return True


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(orch_strategies.SCENARIOS.filter(lambda scenario: all(map(can_be_said, scenario.events))))
def test_a_scenario_to_json_and_back_is_itself(scenario: Scenario) -> None:
    text = scenario_to_json(ScenarioFile(ABOUT, "met", scenario), NO_NAMES)
    assert scenario_from_json(text) == ScenarioFile(ABOUT, "met", merged(scenario))


def test_a_played_scenario_to_json_and_back_is_itself_and_its_text_the_same() -> None:
    played = told(FAILING)
    file = scenario_from_json(kept(played), played.program)
    assert file == file_of(played, ABOUT)
    assert scenario_to_json(file, Names.of(played.program.orchestration)) == kept(played)


def test_what_was_expected_and_seen_is_named_by_its_path() -> None:
    data = data_of(told(FAILING))
    assert data["expect"][:2] == [
        {"after": 3, "path": "Prepare.Status", "allowed": ["Completed"]},
        {"after": 3, "path": "Prepare/Badge.Status", "allowed": ["Completed", "Error"]},
    ]
    assert data["observed"] == [
        {"after": 3, "path": "Prepare.Status", "value": "Error"},
        {"after": 3, "path": "run.Status", "value": "InProgress"},
    ]


def test_errors_stand_in_their_order_and_are_listed_by_visit_and_attempt() -> None:
    definition = "start autolaunched -> A stage A { background S calls F async then go to A }"
    data = data_of(told("complete S fail S with called-flow resume fail S with process-result", definition))
    assert data["faults"] == [
        {"step": "S", "visit": 2, "attempt": 1, "kind": "called-flow"},
        {"step": "S", "visit": 2, "attempt": 2, "kind": "process-result"},
    ]
    assert [event["do"] for event in data["events"]] == ["complete", "fail", "resume", "fail"]


def test_an_error_that_strikes_at_a_start_is_listed_with_that_start() -> None:
    data = data_of(told("fail HR_Data with assignee-inactive"))
    assert data["faults"] == [{"step": "HR_Data", "visit": 1, "attempt": 1, "kind": "assignee-inactive"}]


def test_what_is_seen_on_a_later_visit_names_the_visit() -> None:
    definition = "start autolaunched -> A stage A { background S calls F async then go to A }"
    data = data_of(told("complete S complete S expect S is Completed, A is Completed", definition))
    assert [seen["path"] for seen in data["observed"]] == ["A#3/S.Status", "A#3.Status"]


def test_values_of_the_first_begin_are_the_inputs() -> None:
    definition = "start autolaunched -> A variable n: number input variable d: date input stage A { background S calls F then end }"
    played = told("begin with n = 1/3, d = 2026-01-31", definition)
    data = data_of(played)
    assert data["inputs"] == {"n": {"number": "1/3"}, "d": {"date": "2026-01-31"}}
    assert data["events"] == [{"do": "begin", "at": 1}]
    assert scenario_from_json(kept(played)).scenario == played.scenario


def test_rows_that_demand_what_is_expected_are_kept() -> None:
    played = told("expect Prepare is Error, run is Error")
    file = file_of(played, ABOUT, ("stage-status-error", None))
    text = scenario_to_json(file, NO_NAMES)
    assert json.loads(text)["expect"][0]["row"] == "stage-status-error"
    assert scenario_from_json(text) == file


def test_the_older_notation_of_paths_is_read() -> None:
    data = data_of(told("complete Create"))
    data["expect"] = [
        {"after": 1, "path": path, "allowed": ["Completed"]}
        for path in ("stage.Prepare.status", "run.status", "Prepare/Create.Status", "Create.Status")
    ]
    (expect,) = (
        event for event in scenario_from_json(json.dumps(data)).scenario.events if isinstance(event, Expect)
    )
    assert [statement.left.text for statement in expect.statements if isinstance(statement, Condition)] == [
        "Prepare.Status", "run.Status", "Create.Status", "Create.Status",
    ]  # fmt: skip


def test_steps_may_be_named_by_their_path() -> None:
    data = data_of(told("complete Create"))
    data["events"][0]["step"] = "Prepare/Create"
    assert scenario_from_json(json.dumps(data)).scenario.events == (Complete(step="Create"),)


def test_inputs_without_a_begin_are_a_begin() -> None:
    data = data_of(told("complete Create"))
    data["inputs"] = {"$Record.X": "a"}
    assert isinstance(scenario_from_json(json.dumps(data)).scenario.events[0], Begin)


def test_events_may_be_numbered_with_gaps() -> None:
    data = data_of(told("complete Create expect Create is Completed complete Badge"))
    data["events"][0]["at"], data["events"][1]["at"], data["expect"][0]["after"] = 3, 9, 5
    events = scenario_from_json(json.dumps(data)).scenario.events
    assert [type(event).__name__ for event in events] == ["Complete", "Expect", "Complete"]


def test_keys_that_may_be_left_out_may() -> None:
    least = {
        "format_version": 1, "tool": "hand", "spec": {"path": "a.orch", "digest": ""}, "verdict": "unmet", "events": [],
    }  # fmt: skip
    file = scenario_from_json(json.dumps(least))
    assert (file.scenario, file.faults, file.observed) == (Scenario(title="", events=()), (), ())


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (
            ("format_version",),
            2,
            "at /format_version: a newer Stageproof wrote this file (format 2; this one reads 1)",
        ),
        (("format_version",), "1", "at /format_version: expected a whole number"),
        (("format_version",), 0, "at /format_version: there is no format 0"),
        (("evnts",), [], 'at /evnts: "evnts" means nothing here. Is "events" meant?'),
        (("events",), {}, "at /events: expected a list, found an object"),
        (("events", 0, "do"), "complet", 'at /events/0/do: "complet" is no event. Is "complete" meant?'),
        (("events", 0, "do"), "xyz", 'at /events/0/do: "xyz" is no event. Events: begin, complete'),
        (("events", 0, "step"), 3, "at /events/0/step: expected text, found the number 3"),
        (("events", 0, "output"), {}, '"output" means nothing here. Is "outputs" meant?'),
        (("events", 0, "outputs"), [], "at /events/0/outputs: expected an object, found a list"),
        (
            ("events", 0, "outputs", "userId"),
            0.5,
            "at /events/0/outputs/userId: expected null, true, false, text",
        ),
        (("events", 0, "outputs", "userId"), [], "at /events/0/outputs/userId: expected one value"),
        (("events", 0, "outputs", "userId"), {"number": "1e999999999"}, '"1e999999999" is no number'),
        (("events", 0, "outputs", "userId"), {"date": "2026-02-31"}, '"2026-02-31" is no date'),
        (("events", 0, "step"), "Craete", "at /events/0: there is no step Craete. Did you mean Create?"),
        (
            ("events", 1, "kind"),
            "called-flo",
            "at /events/1: called-flo is no kind of error. Did you mean called-flow?",
        ),
        (("events", 1, "at"), 1, "at /events/1/at: events come in order: a number above 1 is expected"),
        (("events", 2, "event"), {"do": "cannot", "event": {"do": "resume"}}, "not before another `cannot`"),
        (("faults", 0, "step"), "Laptop", "at /faults/0: no event tells this error"),
        (("faults", 0, "visit"), -1, "at /faults/0/visit: expected a whole number from 0"),
        (
            ("expect", 0, "path"),
            "Prpare.Status",
            "at /expect/0: Prpare.Status names nothing in this definition",
        ),
        (
            ("expect", 0, "path"),
            "Prepare#2.Status",
            "at /expect/0/path: what is expected is judged on the latest visit",
        ),
        (("expect", 0, "allowed"), ["Completd"], "Completd is no status of Prepare. Did you mean Completed?"),
        (("expect", 0, "allowed"), [], "at /expect/0/allowed: expected one allowed value at least"),
        (("expect", 0, "after"), None, "at /expect/0/after: expected a whole number"),
        (
            ("expect", 2, "statement"),
            {"all": []},
            "at /expect/2/statement/all: expected two statements at least",
        ),
        (
            ("expect", 2, "statement"),
            {"some": []},
            "at /expect/2/statement: expected a statement: all, any, not",
        ),
        (("expect", 2, "statement", "if", "happens"), "stops", "expected one of starts, completes, fails"),
        (("spec",), {"path": "a"}, 'at /spec: "digest" is missing'),
        (("found_by", "seed"), [], "at /found_by/seed: expected text, a whole number, true, false or null"),
        (("observed", 0, "value"), {}, "at /observed/0/value: expected null"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_place(
    path: tuple[Any, ...], value: object, message: str
) -> None:
    played = told(FAILING)
    data = data_of(played)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(JsonError) as caught:
        scenario_from_json(json.dumps(data), played.program)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "this is no JSON"),
        ("[1", "line 1, column 3"),
        ("[]", "expected an object, found a list"),
        ("[" * 100_000, "nested too deeply"),
        (f'{{"format_version": {"9" * 5000}}}', "more digits than anybody can mean"),
        ('{"format_version": 1, "format_version": 1}', "twice"),
        ("{}", '"format_version" is missing'),
    ],
)
def test_what_is_no_scenario_file_is_told_so(text: str, message: str) -> None:
    with pytest.raises(JsonError) as caught:
        scenario_from_json(text)
    assert message in str(caught.value)


def test_a_statement_that_nests_too_deep_is_told() -> None:
    data = data_of(told(FAILING))
    tree: dict[str, Any] = {"element": "Create", "happens": "starts"}
    for _ in range(300):
        tree = {"not": tree}
    data["expect"] = [{"after": 1, "statement": tree}]
    with pytest.raises(JsonError, match="nests deeper than 200"):
        scenario_from_json(json.dumps(data))


def test_a_name_with_two_values_cannot_be_kept() -> None:
    played = told("complete Create with a = 1, a = 2")
    with pytest.raises(ValueError, match="two values"):
        kept(played)


def test_halves_of_characters_can_be_kept_in_a_file() -> None:
    scenario = Scenario(title="half \ud83d", events=())
    text = scenario_to_json(ScenarioFile(ABOUT, "met", scenario), NO_NAMES)
    assert scenario_from_json(text.encode().decode()).scenario == scenario


def test_a_choice_between_values_of_one_place_is_a_list_and_of_two_places_a_tree() -> None:
    played = told("expect Create is Error or Badge is Error", ONBOARDING)
    assert "statement" in data_of(played)["expect"][0]
    same = AnyOf(
        parts=tuple(
            Condition(left=Reference(text="Create.Status"), operator="EqualTo", right=Text(value=value))
            for value in ("Error", "Completed")
        )
    )
    assert same in _expected(kept(told("expect Create is Error or Create is Completed")))


def _expected(text: str) -> list[Any]:
    events = scenario_from_json(text).scenario.events
    return [statement for event in events if isinstance(event, Expect) for statement in event.statements]


@given(st.binary(max_size=200))
def test_no_text_breaks_the_reader(garbage: bytes) -> None:
    with pytest.raises(JsonError):
        scenario_from_json(garbage.decode("utf-8", "replace"))


def test_what_was_observed_and_which_errors_struck_are_values_of_their_own() -> None:
    file = file_of(told(FAILING), ABOUT)
    assert file.faults == (Fault("Badge", 1, 1, "called-flow"),)
    assert file.observed[0] == Observed(3, "Prepare.Status", "Error")
