"""The events of scenarios are read, printed and kept in XML comments as they were told."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flow_xml import orchestration

from stageproof.grammar.language.format import format_text
from stageproof.grammar.language.parse import parse
from stageproof.grammar.language.writing.declarations import event_text
from stageproof.grammar.salesforce.write import write
from stageproof.grammar.scenario import Cannot, Command, Complete, Event, Fail, Reassign, Wait
from stageproof.grammar.source import Source

EVENTS = [
    "begin",
    'begin with recordId = "001", $Record.Type__c = null',
    "complete Badge",
    "complete Badge with a = 1, b = null, c = 2026-01-31, d = 1/3, label = true",
    'fail Badge with called-flow "out of toner"',
    "fail Cleared with decision",
    "fail run with platform",
    'reassign Badge to user "ben@example.com"',
    "wait 3 days",
    'set $Record.Status__c = "Closed"',
    "evaluate Ready = true",
    "suspend",
    "resume",
    "cancel",
    "recall",
    "publish",
]
EVERY = [*EVENTS, *(f"cannot {event}" for event in EVENTS), "expect run is Completed, not (A is Error)"]


def events_of(text: str) -> tuple[Event, ...]:
    """The events of a scenario's text, which must not have mistakes."""
    result = parse(Source("s.orch", f'orchestration S {{ scenario "s" {{ {text} }} }}'))
    assert result.diagnostics == ()
    assert result.orchestration is not None
    return result.orchestration.scenarios[0].events


@pytest.mark.parametrize("text", EVERY)
def test_an_event_is_printed_as_it_is_told(text: str) -> None:
    (event,) = events_of(text)
    assert event_text(event) == text
    assert events_of(event_text(event)) == (event,)


def test_all_events_are_formatted_one_a_line() -> None:
    source = Source("s.orch", f'orchestration S {{ scenario "s" {{ {" ".join(EVERY)} }} }}')
    formatted, diagnostics = format_text(source, 200)
    assert formatted is not None
    assert diagnostics == ()
    assert [line.strip() for line in formatted.splitlines()[2:-2]] == EVERY


def test_an_event_that_cannot_happen_holds_the_event() -> None:
    assert events_of("cannot resume cannot publish") == (
        Cannot(event=Command(name="resume")),
        Cannot(event=Command(name="publish")),
    )
    (cannot,) = events_of("cannot   complete Badge with a = 1")
    assert isinstance(cannot, Cannot)
    assert isinstance(cannot.event, Complete)
    assert cannot.span.end == cannot.event.span.end


def test_the_whole_run_fails_with_or_without_quotes() -> None:
    assert (
        events_of("fail run with platform")
        == events_of('fail "run" with platform')
        == (Fail(step="run", kind="platform"),)
    )


@pytest.mark.parametrize(
    "text", ["cannot expect A is Error", "cannot cannot resume", "cannot", "cannot Badge"]
)
def test_only_an_event_can_stand_behind_cannot(text: str) -> None:
    result = parse(Source("s.orch", f'orchestration S {{ scenario "s" {{ {text} }} }}'))
    assert len(result.diagnostics) >= 1
    assert "expected" in result.diagnostics[0].message


def test_units_and_assignees_keep_their_words() -> None:
    assert events_of('wait 1 hour reassign A to queue "Q"') == (
        Wait(amount=Fraction(1), unit="hours"),
        Reassign(step="A", kind="Queue", assignee="Q"),
    )


def test_no_event_is_lost_in_the_comments_of_xml() -> None:
    body = f'stage A {{ background B calls C then end }} scenario "s" {{ {" ".join(EVERY)} }}'
    model = parse(
        Source("s.orch", f"orchestration S {{ api 67 start autolaunched -> A {body} }}")
    ).orchestration
    assert model is not None
    assert len(model.scenarios[0].events) == len(EVERY)
    text = write(model).text
    assert text is not None
    assert orchestration(text).scenarios == model.scenarios
