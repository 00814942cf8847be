"""The reference interpreter as an engine under test: whatever it shows of itself, nothing is found."""

import pytest
from adapter_runs import SPECS, conforming, definition, example, found_in
from partial_engines import STATUSES, SaysNotWhatWas, ShowsParts, ShowsStates

from stageproof.checker.adapters.contract import Part
from stageproof.checker.adapters.levels.conformance import Conforms, conformance
from stageproof.checker.adapters.levels.level import Level
from stageproof.checker.adapters.model import Programs
from stageproof.checker.adapters.reference import ReferenceEngine
from stageproof.checker.adapters.trial import Course, Trial
from stageproof.engine.decisions.choices import Choices, choices
from stageproof.engine.events import Begin, Complete, Resume, Suspend

EXAMPLES = sorted(path.parent.name for path in SPECS.glob("*/good.orch"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_is_found_in_random_runs_of_the_reference(name: str) -> None:
    found = found_in(ReferenceEngine(), example(name), runs=30)
    assert found.mistakes == ()
    assert (found.parted, found.undriven) == (0, 0)


@pytest.mark.parametrize("name", EXAMPLES[::3])
@pytest.mark.parametrize(
    "engine",
    [
        ShowsParts(*STATUSES, log=True),
        ShowsParts(Part.RUN, Part.STAGE),
        ShowsParts(Part.STEP),
        ShowsParts(log=True),
        SaysNotWhatWas(),
        ShowsStates(),
    ],
    ids=["statuses and log", "run and stages", "steps", "log", "no before", "states"],
)
def test_nothing_is_found_in_a_right_engine_that_shows_less(engine: ReferenceEngine, name: str) -> None:
    found = found_in(engine, example(name), runs=12)
    assert found.mistakes == ()


ROUND = """
orchestration Round {
  api 67
  start autolaunched -> Only
  flow Form { type Flow  out again: boolean not null }
  stage Only { interactive Ask calls Form assigned to queue Desk  then Done }
  decision Done { when Ask.Outputs.again = true -> go to Only  otherwise -> end }
}
"""


@pytest.mark.parametrize("make", [SaysNotWhatWas, ShowsStates])
def test_a_stage_that_goes_round_is_followed_also_within_a_resume(make: type[ReferenceEngine]) -> None:
    engine, programs = make(), Programs(definition(ROUND), choices())
    trial = Trial(engine, engine.capabilities(), programs)
    again = Complete("Ask", (("again", True),))
    for event in (Begin(), again, Suspend(), again, Resume(), again, Complete("Ask", (("again", False),))):
        step = trial.play(event)
        assert (step.findings, step.course) == ((), Course.GOES_ON), event
    assert trial.model.configuration.run == "Completed"


def test_the_reference_conforms_in_every_level() -> None:
    found = conforming(ReferenceEngine())
    assert [row for row in found.rows if row.result is not Conforms.CONFORMS] == []
    assert found.differences == ()


@pytest.mark.parametrize(
    "chosen",
    [
        choices("pdf-2025"),
        choices(canceled_steps="in-progress"),
        choices(screen_flow_failure="stays-in-progress"),
    ],
    ids=["pdf-2025", "canceled-steps", "screen-flow-failure"],
)
def test_the_reference_conforms_under_other_readings_too(chosen: Choices) -> None:
    found = conformance(ReferenceEngine(chosen), tuple(Level), chosen)
    assert [row for row in found.rows if row.result is not Conforms.CONFORMS] == []
    assert found.differences == ()


def test_rows_about_what_is_not_shown_are_not_judged_and_say_so() -> None:
    found = conforming(ShowsParts(Part.RUN, Part.STAGE), Level.CORE)
    unjudged = {row.row: row.reason for row in found.rows if row.result is Conforms.NOT_JUDGED}
    assert unjudged["step-status-in-progress"] == "not shown: step"
    assert unjudged["run-milestone-start-run"] == "not shown: log"
    assert unjudged["decision-outcome-order"] == "not shown: decision"
    assert "run-status-completed" not in unjudged
    assert not found.is_whole
    assert [row for row in found.rows if row.result is Conforms.BREAKS] == []


def test_where_only_states_are_shown_what_passes_within_an_event_is_not_judged() -> None:
    found = conforming(ShowsStates(), Level.CORE)
    results = {row.row: row for row in found.rows}
    assert results["stage-status-completed-run-in-progress"].result is Conforms.CONFORMS
    assert results["run-status-completed"].result is Conforms.CONFORMS
    assert [row for row in found.rows if row.result is Conforms.BREAKS] == []
    assert results["work-item-milestone-start-work-item"].reason == "not shown: log"
