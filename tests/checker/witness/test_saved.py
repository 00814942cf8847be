"""The run of a finding is a scenario: it plays, and comes to what the finding says."""

from pathlib import Path

import pytest

from stageproof.checker.check_file import FileOutcome, Settings, check_source
from stageproof.checker.finding import TraceStep
from stageproof.checker.registry import select
from stageproof.checker.witness.saved import scenario_text, statuses_at_end
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.scenarios.json_format import scenario_from_json
from stageproof.engine.scenarios.played import Verdict
from stageproof.engine.scenarios.player import play
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

SPECS = Path(__file__).parents[3] / "specs"
RULES = tuple(rule.id for rule in select(("all",), ()))
FILES = sorted(SPECS.glob("*/*.orch"))


def _checked(path: Path) -> FileOutcome:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    return check_source(source, Settings(RULES, prove=True, witnesses=True), lambda _: None)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_run_plays_again(path: Path) -> None:
    outcome = _checked(path)
    shown = [finding for finding in outcome.findings if finding.trace]
    assert len(outcome.witnesses) == len(shown)
    orchestration = parse(Source(path.name, path.read_text(encoding="utf-8"))).orchestration
    assert orchestration is not None
    program = compile_orchestration(orchestration)
    for _, text in outcome.witnesses:
        file = scenario_from_json(text, program)
        assert play(program, file.scenario).verdict is Verdict.MET


def test_there_are_runs_to_play() -> None:
    assert sum(len(_checked(path).witnesses) for path in FILES) >= 7


def test_the_statuses_that_a_trace_ends_with_are_expected() -> None:
    trace = (
        TraceStep("begin", (("run.Status", "InProgress"), ("A.Status", "InProgress")), lines=("begin",)),
        TraceStep(
            "complete X",
            (("A/X.Status", "Completed"), ("A.Status", "Completed"), ("A#2.Status", "InProgress")),
            lines=("complete X",),
        ),
    )
    assert statuses_at_end(trace) == {"run": "InProgress", "A": "InProgress"}
    assert scenario_text("so", trace) == (
        'scenario "so" {\n  complete X\n  expect run is InProgress, A is InProgress\n}\n'
    )


EVALUATED = """
orchestration Flows {
  start autolaunched -> First
  stage First {
    completes when flow Ready returns true
    then Second
  }
  stage Second {
    completes when flow Ready returns true
    on error -> Mend
    then go to First
  }
  stage Mend { background B calls G async then end }
  never "nothing is mended": Mend starts
}
"""


def test_an_error_that_leads_out_of_a_burst_which_would_never_wait_is_shown_and_plays_again() -> None:
    outcome = check_source(
        Source("flows.orch", EVALUATED),
        Settings(("property-violated",), prove=True, witnesses=True),
        lambda _: None,
    )
    (finding,) = outcome.findings
    assert [step.lines for step in finding.trace] == [
        ("evaluate Ready = true",),
        ("begin", "fail Second with evaluation-flow"),
    ]
    orchestration = parse(Source("flows.orch", EVALUATED)).orchestration
    assert orchestration is not None
    program = compile_orchestration(orchestration)
    ((_, text),) = outcome.witnesses
    assert play(program, scenario_from_json(text, program).scenario).verdict is Verdict.MET
