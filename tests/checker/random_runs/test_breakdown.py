"""An interpreter that raises or never rests is told, with the run that leads there: nothing hangs, nothing is hidden."""

import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tested_definitions import RETRY

from stageproof.checker.campaigns.subject import known_runs_of
from stageproof.checker.random_runs.breakdown import BreakdownError
from stageproof.checker.random_runs.closure import close
from stageproof.checker.random_runs.fault_model import FaultModel
from stageproof.checker.random_runs.known_runs import KnownRuns
from stageproof.checker.random_runs.walk import chunk
from stageproof.command_line import main
from stageproof.engine import effects as effect_map
from stageproof.engine.effects import EFFECTS
from stageproof.engine.events import Begin, Complete
from stageproof.engine.interpreter.advance import advance
from stageproof.engine.interpreter.restless import RestlessError
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Program
from stageproof.engine.statuses import StageStatus, StepStatus
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

RESTLESS = replace(EFFECTS, step_starts=EFFECTS.step_starts._replace(status=StepStatus.NOT_STARTED))
BROKEN = replace(EFFECTS, stage_completes=None)  # type: ignore[arg-type]  # so that it raises


def _program(effects: effect_map.Effects) -> Program:
    orchestration = parse(Source("retry.orch", RETRY.replace("CLAIM", ""))).orchestration
    assert orchestration is not None
    return compile_orchestration(orchestration, effects=effects)


def test_a_burst_that_never_rests_raises() -> None:
    program = _program(RESTLESS)
    with pytest.raises(RestlessError, match="Charge was evaluated 7 times at once"):
        advance(program, program.initial, Begin())


def test_a_stage_that_stays_in_progress_after_it_failed_raises_and_does_not_hang() -> None:
    stays = replace(EFFECTS, stage_fails=EFFECTS.stage_fails._replace(status=StageStatus.IN_PROGRESS))
    text = """orchestration Bad { start autolaunched -> Only  flow Do { async }
      variable size: text input
      stage Only { background Step calls Do starts when size > 3  then end } }"""
    orchestration = parse(Source("bad.orch", text)).orchestration
    assert orchestration is not None
    program = compile_orchestration(orchestration, effects=stays)
    with pytest.raises(RestlessError):
        advance(program, program.initial, Begin((("size", "many"),)))


def test_exploring_and_drawing_tell_the_events_that_lead_to_the_breakdown() -> None:
    for play in (close, lambda known: chunk(known, 1, 0, 100)):
        with pytest.raises(BreakdownError) as caught:
            play(KnownRuns(_program(BROKEN), FaultModel(0)))
        begin, complete = caught.value.events[0], caught.value.events[-1]
        assert isinstance(begin, Begin)
        assert isinstance(complete, Complete)
        assert complete.step == "Pay"
        assert "AttributeError in set_stage" in caught.value.cause


def test_a_breakdown_can_be_sent_from_process_to_process() -> None:
    error = BreakdownError("ValueError", (Begin(),), "a.orch")
    assert str(pickle.loads(pickle.dumps(error))) == "a.orch: ValueError, in this run:\n  begin\n"


@pytest.fixture
def broken_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(effect_map, "EFFECTS", BROKEN)
    known_runs_of.cache_clear()
    yield
    known_runs_of.cache_clear()


@pytest.mark.usefixtures("broken_engine")
def test_the_command_says_that_it_is_our_bug_in_which_file_and_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "retry.orch"
    path.write_text(RETRY.replace("CLAIM", ""), encoding="utf-8")
    assert main(["test", str(path), "--faults", "none"]) == 3
    told = capsys.readouterr().err
    assert "our bug, not yours" in told
    assert f"{path}: AttributeError in set_stage" in told
    assert "in this run:\n  begin" in told
    assert "\n  complete Pay" in told
