"""Engines with one rule wrong each: every one is found, and the row that it breaks is named."""

import pytest
from adapter_runs import broken_rows, conforming, definition, example, found_in
from faulty_engines import FAULTY, Faulty, LogsTwice, TakesLateResults, Unsteady

from stageproof.checker.adapters.contract import Answer, Observation, UnknownEvent, Verdict
from stageproof.checker.adapters.finding import Sort
from stageproof.checker.adapters.levels.conformance import Conforms
from stageproof.checker.adapters.levels.level import Level
from stageproof.checker.adapters.levels.scenario import definitions
from stageproof.checker.adapters.reference import ReferenceEngine
from stageproof.engine.decisions.choices import choices
from stageproof.engine.events import Event, Suspend

BY_CONFORMANCE = [faulty for faulty in FAULTY if faulty.level]
LOOP = """
orchestration Loop {
  api 67
  flow Make { async }
  start autolaunched -> Only
  stage Only { background Make_One calls Make then end }
}
"""


def test_there_are_faulty_engines_of_every_level() -> None:
    assert {faulty.level for faulty in BY_CONFORMANCE} == set(map(str, Level))


@pytest.mark.parametrize("faulty", BY_CONFORMANCE, ids=lambda faulty: faulty.fault)
def test_its_level_names_the_row_that_a_faulty_engine_breaks(faulty: Faulty) -> None:
    found = conforming(faulty.make(), Level(faulty.level))
    assert faulty.row in broken_rows(found)
    assert not found.is_whole


@pytest.mark.parametrize("faulty", FAULTY, ids=lambda faulty: faulty.fault)
def test_random_runs_name_the_row_that_a_faulty_engine_breaks(faulty: Faulty) -> None:
    rows: list[str] = []
    for runs in (15, 60, 240):
        found = found_in(faulty.make(), definitions()[faulty.definition], runs=runs)
        rows = [mistake.finding.row for mistake in found.mistakes]
        if faulty.row in rows:
            break
    assert faulty.row in rows


def test_another_documented_reading_is_named_and_followed() -> None:
    other = ReferenceEngine(choices(canceled_steps="in-progress"))
    found = found_in(other, example("employee_onboarding"), runs=40)
    readings = {mistake.finding.reading for mistake in found.mistakes}
    assert readings == {"canceled-steps=in-progress"}
    assert "cancel-in-progress-steps" in {mistake.finding.row for mistake in found.mistakes}
    assert found.parted == 0


class RefusesToSuspend(ReferenceEngine):
    """Never suspends a run."""

    def do(self, event: Event | UnknownEvent) -> Answer:
        return Answer(Verdict.REFUSED, "not here") if isinstance(event, Suspend) else super().do(event)


def test_what_no_row_forbids_is_told_as_a_difference_with_the_row_behind_the_reference() -> None:
    found = found_in(RefusesToSuspend(), definition(LOOP), runs=60)
    (mistake,) = found.mistakes
    assert mistake.finding.sort is Sort.DIFFERS
    assert mistake.finding.row == "run-status-suspended"
    assert "not here" in mistake.finding.observed
    assert found.parted == 0


def test_a_wrong_log_keeps_no_run_from_going_on() -> None:
    """So that one missing row is one finding, and everything else is judged."""
    faulty = next(faulty for faulty in FAULTY if faulty.row == "step-milestone-end-step")
    found = conforming(faulty.make(), Level.CORE)
    assert broken_rows(found) == ["step-milestone-end-step", "log-kind-end-step"]
    assert {row.result for row in found.rows} == {Conforms.CONFORMS, Conforms.BREAKS}


def test_a_run_stops_where_the_reference_cannot_follow() -> None:
    found = found_in(TakesLateResults(), definitions()["Conditions"], runs=60)
    assert found.parted > 0


class Forgetful(ReferenceEngine):
    """Shows nothing of a suspended run."""

    def observe(self) -> Observation:
        seen = super().observe()
        suspended = self._configuration is not None and self._configuration.run == "Suspended"
        return Observation() if suspended else seen


def test_a_missing_change_breaks_the_row_that_demands_it() -> None:
    found = conforming(Forgetful(), Level.SUSPEND)
    assert {"suspend-run", "suspend-stage", "run-milestone-suspend-run"} <= set(broken_rows(found))


def test_each_mistake_is_told_once_with_the_shortest_run_that_shows_it() -> None:
    found = found_in(LogsTwice(), definition(LOOP), runs=30)
    (mistake,) = found.mistakes
    assert mistake.runs == 30
    assert len(mistake.shortest.steps) == 1


def test_an_engine_that_is_not_deterministic_is_told_with_the_first_difference() -> None:
    found = found_in(Unsteady(), definition(LOOP), runs=4, repeat=3)
    assert found.unsteady
    first = found.unsteady[0].difference
    assert first.event == "begin"
    assert "StartInstance" in first.then + first.now
    assert ("StartInstance" in first.then) is not ("StartInstance" in first.now)


def test_a_steady_engine_gives_the_same_again() -> None:
    assert found_in(ReferenceEngine(), definition(LOOP), runs=5, repeat=3).unsteady == ()
