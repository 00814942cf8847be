"""Scenarios in JSON files, for `stageproof run --scenario-file`."""

from pathlib import Path

from ..checker.project.reading import Unreadable, read_file
from ..checker.traces.outcome import Outcome
from ..engine.records.reading import JsonError
from ..engine.scenarios.json_format import scenario_from_json
from ..engine.scenarios.player import including
from ..engine.scenarios.replay import replay
from ..terminal import UsageError
from .run_setup import Definition


def play_file(path: str, definition: Definition) -> Outcome:
    """The scenario that a file keeps, played now. Raises UsageError where the file keeps none."""
    if not Path(path).exists():
        raise UsageError(f"{path} does not exist.")
    found = read_file(Path(path), path)
    if isinstance(found, Unreadable):
        raise UsageError(f"{path}: {found.reason}")
    try:
        scenario = scenario_from_json(found.text).scenario
        program = definition.program(including(definition.orchestration, scenario))
        kept = scenario_from_json(found.text, program)
    except JsonError as error:
        raise UsageError(f"{path}: {error}") from error
    replayed = replay(program, kept)
    title = kept.scenario.title or Path(path).name
    remark = f"{replayed.outcome.value}: {replayed.reason}"
    return Outcome(title, program, replayed.played.run, None, replayed.played, remark)
