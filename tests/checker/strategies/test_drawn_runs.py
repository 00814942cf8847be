"""Runs that are drawn: guided, within the fault model, printed so that they can be copied, shrunk to the simplest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hired import BREAKS, PLAIN, with_lines
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample, Unsatisfiable

from stageproof.checker.strategies import paths as paths_module
from stageproof.checker.strategies.runs import runs_of_any_definition
from stageproof.engine.effects import EFFECTS
from stageproof.engine.error_kinds import STRIKES, ErrorKind, Strike
from stageproof.engine.events import Begin, Cancel, Complete, Event, Fail, Recall, Resume, Suspend
from stageproof.engine.exploration.policy import Happening
from stageproof.engine.history import Run
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.run import apply
from stageproof.engine.scenarios.played import Verdict
from stageproof.engine.scenarios.player import play
from stageproof.grammar.language.parse import parse
from stageproof.grammar.model import Orchestration
from stageproof.grammar.source import Source
from stageproof.strategies import FaultModel, RandomRun, SpecError, events, from_spec, runs

SPECS = Path(__file__).parents[3] / "specs"
APPROVAL = (SPECS / "quote_discount_approval" / "good.orch").read_text(encoding="utf-8")
TRIGGERED = (SPECS / "employee_onboarding" / "good.orch").read_text(encoding="utf-8")


def collected(strategy: st.SearchStrategy[RandomRun], count: int = 200) -> list[RandomRun]:
    """So many runs, always the same."""
    found: list[RandomRun] = []

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(run: RandomRun) -> None:
        found.append(run)

    collect()
    return found


def simplest(strategy: st.SearchStrategy[RandomRun], is_wanted: Callable[[RandomRun], bool]) -> RandomRun:
    """The run that Hypothesis shrinks to."""
    return find(strategy, is_wanted, settings=settings(max_examples=2_000, database=None, derandomize=True))


def definition(text: str) -> Orchestration:
    found = parse(Source("drawn.orch", text)).orchestration
    assert found is not None
    return found


def test_the_simplest_run_only_begins() -> None:
    assert simplest(from_spec(PLAIN), lambda run: True).events == (Begin(),)


def test_a_run_shrinks_to_the_events_that_matter() -> None:
    def is_wanted(run: RandomRun) -> bool:
        started = any(
            change.subject.name == "Go/Laptop" and change.after == "InProgress"
            for moment in run.moments
            for change in moment.changes
        )
        return started and any(isinstance(event, Fail) for event in run.events)

    found = simplest(from_spec(PLAIN), is_wanted)
    assert [type(event) for event in found.events] == [Begin, Complete, Fail]


@pytest.mark.parametrize("text", [PLAIN, APPROVAL, TRIGGERED], ids=["plain", "approval", "triggered"])
def test_a_run_is_printed_as_a_scenario_that_leads_to_the_same(text: str) -> None:
    told = 0
    for run in collected(from_spec(text), 60):
        head, _, _ = text.rstrip().rpartition("}")
        again = definition(f"{head}\n{run.scenario('again')}}}")
        played = play(compile_orchestration(again), again.scenarios[-1])
        assert played.verdict is Verdict.MET, (run, played.problems)
        assert played.run.configuration.run == run.run.configuration.run
        assert [moment.event for moment in played.run.moments()] == [moment.event for moment in run.moments]
        assert run.scenario() in f"{run!r}\n"
        told += len(run.events)
    assert told > 120


def test_a_run_of_a_drawn_definition_is_printed_with_its_definition() -> None:
    for run in collected(runs_of_any_definition(), 10):
        printed = parse(Source("printed.orch", repr(run)))
        assert not printed.diagnostics, repr(run)
        assert printed.orchestration is not None
        assert [scenario.title for scenario in printed.orchestration.scenarios] == ["drawn"]


def test_runs_have_every_kind_of_event() -> None:
    seen = {
        type(event).__name__
        for text in (APPROVAL, TRIGGERED)
        for run in collected(from_spec(text), 300)
        for event in run.events
    }
    assert {"Begin", "Complete", "Fail", "Suspend", "Resume", "Cancel", "Recall", "Reassign"} <= seen


def test_errors_strike_in_place_of_results_and_on_the_way() -> None:
    kinds = {
        event.kind for run in collected(from_spec(PLAIN)) for event in run.events if isinstance(event, Fail)
    }
    assert {STRIKES[kind] for kind in kinds} >= {Strike.START, Strike.RESULT, Strike.DECISION, Strike.ANY}


def test_results_come_late() -> None:
    def is_late(run: RandomRun) -> bool:
        return any(change.because == "late-result" for moment in run.moments for change in moment.changes)

    assert any(map(is_late, collected(from_spec(TRIGGERED), 600)))


@pytest.mark.parametrize("at_most", [0, 1, 2])
def test_no_run_has_more_errors_than_the_fault_model_allows(at_most: int) -> None:
    counts = [
        sum(isinstance(event, Fail) for event in run.events)
        for run in collected(runs(PLAIN, faults=FaultModel(at_most=at_most)))
    ]
    assert max(counts) == at_most


def test_only_the_kinds_of_errors_in_the_fault_model_strike() -> None:
    faults = FaultModel(kinds=frozenset({ErrorKind.DECISION}))
    struck = [
        event.kind
        for run in collected(runs(PLAIN, faults=faults))
        for event in run.events
        if isinstance(event, Fail)
    ]
    assert set(struck) == {ErrorKind.DECISION}


def test_nothing_happens_that_the_fault_model_leaves_out() -> None:
    faults = FaultModel(
        without=frozenset({Happening.SUSPEND, Happening.CANCEL, Happening.RESUME, Happening.RECALL})
    )
    seen = {type(event) for run in collected(runs(APPROVAL, faults=faults)) for event in run.events}
    assert seen & {Suspend, Cancel, Resume, Recall} == set()


def test_a_run_has_at_most_so_many_events() -> None:
    lengths = {len(run.moments) for run in collected(runs(PLAIN, max_events=3))}
    assert lengths == {1, 2, 3}


def test_what_is_drawn_does_not_depend_on_how_much_of_the_graph_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = [run.events for run in collected(runs(PLAIN), 80)]
    monkeypatch.setattr(paths_module, "MOST_PLACES", 2)
    assert [run.events for run in collected(runs(PLAIN), 80)] == kept


def test_a_run_of_the_documented_interpreter_breaks_nothing() -> None:
    for run in collected(from_spec(PLAIN)):
        run.check()
        assert run.features


def test_a_wrong_interpreter_is_found_with_a_short_run() -> None:
    silent = replace(EFFECTS, step_starts=EFFECTS.step_starts._replace(kind=None))
    program = compile_orchestration(definition(PLAIN), effects=silent)
    found = simplest(from_spec(program), lambda run: bool(run.flaws))
    assert len(found.events) == 1
    with pytest.raises(AssertionError, match="is broken at"):
        found.check()


def test_a_property_that_a_run_breaks_is_told_with_the_run() -> None:
    found = simplest(from_spec(with_lines(BREAKS)), lambda run: bool(run.flaws))
    assert [flaw.id for flaw in found.flaws] == ["no laptop without the form"]
    assert len(found.events) == 3
    with pytest.raises(AssertionError) as told:
        found.check()
    text = str(told.value)
    assert 'property "no laptop without the form" is broken' in text
    assert "what changed" in text
    assert "fail Form with" in text


def test_every_event_that_is_drawn_is_accepted() -> None:
    @settings(max_examples=60, database=None, derandomize=True)
    @given(st.data())
    def draw(data: st.DataObject) -> None:
        run = data.draw(runs(PLAIN, max_events=4))
        if run.run.configuration.run in ("Completed", "Canceled"):
            return
        event: Event = data.draw(events(PLAIN, run))
        assert isinstance(apply(run.program, run.run, event), Run)

    draw()


def test_the_first_event_begins_the_run() -> None:
    assert find(events(PLAIN), lambda event: True, settings=settings(database=None)) == Begin()


def test_there_is_no_next_event_once_a_run_is_over() -> None:
    ended = simplest(from_spec(PLAIN), lambda run: run.run.configuration.run == "Canceled")
    with pytest.raises(Unsatisfiable):
        find(events(PLAIN, ended), lambda event: True, settings=settings(database=None))


def test_a_definition_that_cannot_be_read_is_told_with_its_place(tmp_path: Path) -> None:
    broken = tmp_path / "broken.orch"
    broken.write_text(PLAIN.replace("calls Order", "calls"), encoding="utf-8")
    with pytest.raises(SpecError, match=r"broken\.orch:16:38"):
        from_spec(broken)
    with pytest.raises(SpecError, match="does not exist"):
        from_spec("nothing.orch")
    with pytest.raises(ValueError, match="max_events=0"):
        runs(PLAIN, max_events=0)


def test_a_definition_is_given_as_path_text_model_or_program(tmp_path: Path) -> None:
    path = tmp_path / "hire.orch"
    path.write_text(PLAIN, encoding="utf-8")
    model = definition(PLAIN)
    drawn = [
        [run.events for run in collected(from_spec(spec), 20)]
        for spec in (path, str(path), PLAIN, model, compile_orchestration(model))
    ]
    assert all(each == drawn[0] for each in drawn)


QUIET_CANCEL = replace(EFFECTS, stage_cancels=EFFECTS.stage_cancels._replace(kind=None))
"""An interpreter that follows the other reading of end-stage-on-cancel: no EndStage is logged."""


def test_a_run_that_is_right_by_an_accepted_reading_has_no_flaw_and_names_the_decision() -> None:
    program = compile_orchestration(definition(PLAIN), effects=QUIET_CANCEL)
    flawed = simplest(runs(program), lambda run: bool(run.flaws))
    assert {flaw.tolerance for flaw in flawed.flaws} == {"end-stage-on-cancel"}
    for accept in ("end-stage-on-cancel", "C4, end-stage-on-cancel", ["C4", "end-stage-on-cancel"]):
        tolerated = simplest(runs(program, accept=accept), lambda run: bool(run.tolerated))
        assert (tolerated.tolerated, tolerated.flaws) == (("end-stage-on-cancel",), ())
        assert Cancel() in tolerated.events
        with pytest.raises(NoSuchExample):
            simplest(runs(program, accept=accept), lambda run: bool(run.flaws))


def test_an_accepted_reading_excuses_no_other_mistake() -> None:
    program = compile_orchestration(definition(PLAIN), effects=QUIET_CANCEL)
    assert simplest(runs(program, accept="C1"), lambda run: bool(run.flaws)).tolerated == ()


def test_a_decision_that_cannot_be_accepted_is_told_with_those_that_can() -> None:
    with pytest.raises(ValueError, match='there is no decision "C999"'):
        runs(PLAIN, accept="C999")
