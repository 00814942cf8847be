"""Engines over a wire: what is sent fits the schema, what comes back badly is told, and no process stays behind."""

import json
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from socket import socket
from threading import Thread

import jsonschema
import pytest
from adapter_runs import conforming, example, found_in

from stageproof.checker.adapters.contract import (
    AdapterError,
    Answer,
    Capabilities,
    EngineGoneError,
    Observation,
    Part,
    Sight,
    Told,
    UnknownEvent,
    Verdict,
)
from stageproof.checker.adapters.levels.conformance import Conforms
from stageproof.checker.adapters.levels.level import Level
from stageproof.checker.adapters.levels.scenario import definitions
from stageproof.checker.adapters.opening import open_engine
from stageproof.checker.adapters.reference import ReferenceEngine
from stageproof.checker.adapters.remote import wire
from stageproof.checker.adapters.remote.over_pipe import Pipe
from stageproof.checker.adapters.remote.serving import answer_line
from stageproof.checker.adapters.remote.wire_events import event_from_wire, event_to_wire
from stageproof.checker.oracle.observation import SeenRow
from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.events import (
    Begin,
    Cancel,
    Complete,
    Evaluate,
    Event,
    Fail,
    Given,
    Publish,
    Reassign,
    Recall,
    Resume,
    SetField,
    Suspend,
    Wait,
)
from stageproof.engine.kinds import Kind
from stageproof.engine.records.reading import At, read_json

SCRIPT = Path(__file__).parents[2] / "support" / "wire_engine.py"
SCHEMA = json.loads((Path(wire.__file__).parent / "wire_schema.json").read_text(encoding="utf-8"))
COMMAND = f"command:{shlex.quote(sys.executable)} {shlex.quote(str(SCRIPT))}"
EVENTS: tuple[Event, ...] = (
    Complete("Badge", (("ready", True), ("count", Fraction(1, 3)), ("none", None), ("all", ("a", "b")))),
    Complete("Badge", (("day", date(2026, 1, 31)), ("at", datetime(2026, 1, 31, 9, tzinfo=UTC)), ("time", time(9)))),
    Fail("Badge", ErrorKind.CALLED_FLOW, "out of toner"),
    Fail("run", ErrorKind.PLATFORM),
    Reassign("Badge", "Queue", "Desk"),
    Wait(Fraction(20161)),
    SetField("$Record.Status", "New"),
    Evaluate("Ready", True),
    Suspend(),
    Resume(),
    Cancel(),
    Recall(),
    Publish(),
)  # fmt: skip


class Listening:
    """A transport that keeps what passes, and answers as the reference would."""

    def __init__(self) -> None:
        self.engine = ReferenceEngine()
        self.passed: list[str] = []

    def exchange(self, request: str) -> str:
        answer = answer_line(self.engine, request)
        self.passed += [request, answer]
        return answer

    def stderr(self) -> str:
        return ""

    def close(self) -> None:
        pass


def fits(part: str, data: object) -> None:
    jsonschema.validate(data, {"$ref": f"#/$defs/{part}", "$defs": SCHEMA["$defs"]})


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_events_fit_the_schema_and_come_back_the_same(event: Event) -> None:
    data = json.loads(json.dumps(event_to_wire(event)))
    fits("event", data)
    assert event_from_wire(At(data)) == event


def test_the_beginning_of_a_run_comes_back_the_same() -> None:
    begin = Begin((("recordId", "x"),))
    assert event_from_wire(At(event_to_wire(begin))) == begin


def test_observations_and_capabilities_fit_the_schema_and_come_back_the_same() -> None:
    observation = Observation(
        (
            Told(Part.STAGE, "Work#2", "InProgress", None),
            Told(Part.STEP, "Work/Badge", "Error"),
            Told(Part.OUTPUT, "Work/Badge", Fraction(3), None, "Outputs.count"),
        ),
        (SeenRow(Kind.START_INSTANCE), SeenRow(Kind.END_STEP, "Work", "Badge")),
    )
    data = wire.observation_to_wire(observation)
    fits("observation", data)
    assert wire.observation_from_wire(At(data)) == observation
    capabilities = Capabilities(
        "mine", "1.2", frozenset({"fail"}), frozenset(), frozenset({Part.RUN}), Sight.STATES
    )
    data = wire.capabilities_to_wire(capabilities)
    fits("capabilities", data)
    assert wire.capabilities_from_wire(At(data)) == capabilities


def test_what_a_remote_engine_leaves_out_it_does_not_support() -> None:
    least = wire.capabilities_from_wire(At({"name": "mine"}))
    assert (least.events, least.errors, least.parts, least.log) == (
        frozenset(),
        frozenset(),
        frozenset(),
        False,
    )


def test_everything_that_passes_over_a_wire_fits_the_schema() -> None:
    from stageproof.checker.adapters.remote.remote_engine import RemoteEngine

    transport = Listening()
    conforming(RemoteEngine(transport), Level.SUSPEND)
    found_in(RemoteEngine(transport), example("employee_onboarding"), runs=6)
    assert len(transport.passed) > 200
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for text in dict.fromkeys(transport.passed[:400]):
        validator.validate(json.loads(text))


def test_a_definition_goes_over_the_wire_in_the_language_and_as_xml() -> None:
    data = wire.definition_to_wire(example("employee_onboarding"))
    fits("definition", data)
    assert "<Flow" in str(data["xml"])
    assert read_json(json.dumps(data))["orch"].text().startswith("orchestration")


def test_an_engine_in_a_process_conforms_as_it_does_here() -> None:
    with closing(open_engine(COMMAND)) as engine:
        found = conforming(engine, Level.CANCEL)
    assert {row.result for row in found.rows} == {Conforms.CONFORMS}


def test_an_unknown_event_is_unsupported_over_the_wire() -> None:
    with closing(open_engine(COMMAND)) as engine:
        engine.reset(definitions()["First_Steps"])
        assert engine.do(UnknownEvent("dance")).verdict is Verdict.UNSUPPORTED


def told_of(spoiled: str, timeout: float = 20.0) -> str:
    with closing(open_engine(f"{COMMAND} {spoiled}", timeout)) as engine:
        try:
            engine.reset(definitions()["First_Steps"])
            engine.start(())
            engine.do(Complete("Make_One"))
            engine.observe()
        except AdapterError as problem:
            return str(problem)
    return "nothing was told"


@pytest.mark.parametrize(
    ("spoiled", "words"),
    [
        ("prose", "this is no JSON"),
        ("list", "expected an object, found a list"),
        ("number", "request 3 was sent, and 999 was answered"),
        ("verdict", "expected one of accepted, refused, unsupported"),
        ("error", "the database is away"),
        ("twice", "was answered"),
        ("deep", "nested too deeply"),
    ],
)
def test_a_bad_answer_is_told_with_what_was_sent_and_what_came(spoiled: str, words: str) -> None:
    told = told_of(spoiled)
    assert words in told
    assert '  sent: {"id": ' in told
    assert "  came: " in told


def test_a_process_that_dies_is_told_with_its_exit_code_and_standard_error() -> None:
    told = told_of("dies")
    assert "ended with exit code 7" in told
    assert "out of paper" in told
    assert "came: nothing" in told


def test_a_process_that_has_died_is_not_waited_for_again() -> None:
    """With an hour for each answer: a question that waited would never come to an end."""
    with closing(open_engine(f"{COMMAND} dies", 3600.0)) as engine:
        for _ in range(3):
            with pytest.raises(EngineGoneError, match="ended with exit code 7 before"):
                engine.observe()


def test_a_process_that_ended_between_two_questions_is_told_as_ended() -> None:
    with closing(Pipe(f"{shlex.quote(sys.executable)} -c pass", 3600.0)) as pipe:
        pipe._process.wait()
        for _ in range(2):
            with pytest.raises(EngineGoneError, match="ended with exit code 0 before"):
                pipe.exchange("{}")


def test_a_process_that_does_not_answer_is_told_and_ended() -> None:
    assert "gave no answer within 1 seconds" in told_of("silent", 1.0)


def test_a_process_that_does_not_even_read_is_told_and_ended() -> None:
    with closing(Pipe(f"{shlex.quote(sys.executable)} -c 'import time; time.sleep(60)'", 1.0)) as pipe:
        with pytest.raises(AdapterError, match="gave no answer within 1 seconds"):
            pipe.exchange("x" * 1_000_000)
        process = pipe._process
    assert process.poll() is not None


@pytest.mark.parametrize("spoiled", ["stays", "child"])
def test_closing_ends_a_process_that_does_not_end_by_itself(spoiled: str) -> None:
    pipe = Pipe(f"{COMMAND.removeprefix('command:')} {spoiled}", 0.5)
    pipe.close()
    assert pipe._process.poll() is not None


@pytest.mark.skipif(os.name != "posix", reason="how a missing program is told is the system's")
def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(AdapterError, match="cannot be started"):
        open_engine("command:./no-such-engine --flag")


class Handler(BaseHTTPRequestHandler):
    """The reference behind HTTP; the path spoils it in one way."""

    engine = ReferenceEngine()

    def do_POST(self) -> None:
        request = self.rfile.read(int(self.headers["Content-Length"])).decode()
        status, answer = 200, answer_line(self.engine, request)
        if self.path == "/broken":
            status, answer = 500, "the database is away"
        if self.path == "/prose":
            answer = "I did it."
        self.send_response(status)
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_engine_behind_http_conforms_as_it_does_here(address: str) -> None:
    found = conforming(open_engine(address), Level.CANCEL)
    assert {row.result for row in found.rows} == {Conforms.CONFORMS}


@pytest.mark.parametrize(
    ("path", "words"),
    [("broken", "status 500"), ("prose", "this is no JSON"), ("broken", "the database is away")],
)
def test_a_bad_response_is_told(address: str, path: str, words: str) -> None:
    with pytest.raises(AdapterError, match=words):
        open_engine(address + path).capabilities()


def test_an_address_where_nobody_is_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        with pytest.raises(AdapterError, match="cannot be reached"):
            open_engine(address).capabilities()


class Raising(ReferenceEngine):
    """Raises an error of its own."""

    def start(self, inputs: Given) -> Answer:
        raise ZeroDivisionError(f"division by zero, {len(inputs)} inputs")


def test_what_an_engine_in_python_raises_is_told() -> None:
    from stageproof.checker.adapters.guarded import Guarded

    engine = Guarded(Raising())
    engine.reset(definitions()["First_Steps"])
    with pytest.raises(AdapterError, match="ZeroDivisionError: division by zero"):
        engine.start(())


@pytest.mark.parametrize("words", ["nonsense", "command:", "a b:C", "module:", ":Class"])
def test_words_that_name_no_engine_are_told(words: str) -> None:
    with pytest.raises(ValueError, match="names no engine"):
        open_engine(words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("no_such_module:Engine", "cannot be imported"),
        ("json:Engine", 'has no class "Engine"'),
        ("collections:OrderedDict", "it has no capabilities"),
        ("fractions:Decimal", "it has no capabilities"),
        ("enum:Enum", "cannot be made"),
    ],
)
def test_a_class_that_is_no_engine_is_told(words: str, told: str) -> None:
    with pytest.raises(AdapterError, match=told):
        open_engine(words)
