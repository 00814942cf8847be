"""Whatever a scenario says, it is played or told why not; and a run that was explored can be told as a scenario."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import orch_strategies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playing import ONBOARDING
from running import program_of

from stageproof.engine.enabled import Template, enabled
from stageproof.engine.events import (
    Begin,
    Cancel,
    Complete,
    Evaluate,
    Event,
    Fail,
    Publish,
    Reassign,
    Recall,
    Resume,
    SetField,
    Suspend,
    Wait,
)
from stageproof.engine.history import Run
from stageproof.engine.run import apply, new_run
from stageproof.engine.scenarios.played import Fate, Verdict
from stageproof.engine.scenarios.player import play
from stageproof.engine.scenarios.shortest import shortest_way
from stageproof.engine.values import Value as RunValue
from stageproof.grammar import scenario as told
from stageproof.grammar.condition import Parameter
from stageproof.grammar.scenario import Expect, Scenario
from stageproof.grammar.value import Boolean, Number, Text, Value

PROGRAM = program_of(ONBOARDING)
NAMES = ["HR_Data", "Create", "Badge", "Laptop", "Fix", "Prepare", "Cleared", "run", "Nobody"]
KINDS = [
    "called-flow",
    "assignee-inactive",
    "process-result",
    "decision",
    "platform",
    "evaluation-flow",
    "odd",
]
NEAR_EVENTS = st.one_of(
    st.builds(told.Complete, step=st.sampled_from(NAMES)),
    st.builds(told.Fail, step=st.sampled_from(NAMES), kind=st.sampled_from(KINDS)),
    st.builds(
        told.Command, name=st.sampled_from(["suspend", "resume", "cancel", "recall", "publish", "odd"])
    ),
    st.builds(told.Wait, amount=st.fractions(-1, 20), unit=st.just("days")),
    st.just(told.Begin()),
)
TOLD = st.one_of(
    NEAR_EVENTS,
    st.builds(told.Cannot, event=NEAR_EVENTS),
    st.builds(Expect, statements=st.tuples(orch_strategies.STATEMENTS)),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TOLD, max_size=6))
def test_no_scenario_breaks_the_player(events: list[told.Event]) -> None:
    played = play(PROGRAM, Scenario(title="any", events=tuple(events)))
    assert (played.verdict is Verdict.NOT_PLAYABLE) == bool(played.problems)
    assert [step.told for step in played.steps if step.told is not None] == events
    refused = [number for number, step in enumerate(played.steps) if step.fate is Fate.REFUSED]
    assert (played.verdict is Verdict.REFUSED) == bool(refused)
    for step in played.steps:
        way = shortest_way(PROGRAM, played, step)
        assert len(way) <= len(played.steps)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(orch_strategies.SCENARIOS)
def test_no_scenario_of_the_language_breaks_the_player(scenario: Scenario) -> None:
    assert play(PROGRAM, scenario).scenario == scenario


@given(st.lists(st.integers(0, 50), min_size=1, max_size=12))
def test_a_run_that_was_explored_can_be_told_and_played(picks: list[int]) -> None:
    run, events = new_run(PROGRAM), list[told.Happening]()
    for pick in picks:
        templates = enabled(PROGRAM, run.configuration)
        event = _filled(templates[pick % len(templates)])
        following = apply(PROGRAM, run, event)
        assert isinstance(following, Run)
        run = following
        events.append(_as_told(event))
    played = play(PROGRAM, Scenario(title="explored", events=tuple(events)))
    assert played.verdict is Verdict.MET
    assert played.run.configuration == run.configuration


@given(
    st.lists(st.integers(0, 50), min_size=1, max_size=8),
    st.sampled_from([told.Command(name="suspend"), told.Complete(step="Create")]),
)
def test_an_event_is_either_enabled_or_cannot_happen(picks: list[int], last: told.Happening) -> None:
    run, events = new_run(PROGRAM), list[told.Event]()
    for pick in picks:
        templates = enabled(PROGRAM, run.configuration)
        event = _filled(templates[pick % len(templates)])
        following = apply(PROGRAM, run, event)
        assert isinstance(following, Run)
        run = following
        events.append(_as_told(event))
    scenario = Scenario(title="either", events=(*events, told.Cannot(event=last)))
    refused = play(PROGRAM, scenario).verdict is Verdict.MET
    happens = play(PROGRAM, replace(scenario, events=(*events, last))).verdict is Verdict.MET
    assert refused is not happens


def _filled(template: Template) -> Event:
    values: dict[str, RunValue] = {
        "decision": "Reject",
        "ready": True,
        "userId": "005",
        "assignee": "ben",
        "minutes": Fraction(90),
    }
    return template.fill(
        tuple((hole.name, values[hole.name]) for hole in template.holes if hole.name in values)
    )


def _as_told(event: Event) -> told.Happening:
    match event:
        case Begin(values=values):
            return told.Begin(values=_parameters(values))
        case Complete(step=step, outputs=outputs):
            return told.Complete(step=step, outputs=_parameters(outputs))
        case Fail(element=element, kind=kind):
            return told.Fail(step=element, kind=kind.value)
        case Reassign(step=step, kind=kind, assignee=assignee):
            return told.Reassign(step=step, kind=kind, assignee=assignee)
        case Wait(minutes=minutes):
            return told.Wait(amount=minutes, unit="minutes")
        case SetField(field=field, value=value):
            return told.SetField(field=field, value=_written(value))
        case Evaluate(flow=flow, answer=answer):
            return told.Evaluate(flow=flow, answer=answer)
        case Suspend() | Resume() | Cancel() | Recall() | Publish():
            return told.Command(name=type(event).__name__.lower())


def _parameters(values: tuple[tuple[str, object], ...]) -> tuple[Parameter, ...]:
    return tuple(Parameter(name=name, value=_written(value)) for name, value in values)


def _written(value: object) -> Value | None:
    match value:
        case bool():
            return Boolean(value=value)
        case str():
            return Text(value=value)
        case Fraction():
            return Number(value=value)
        case _:
            return None
