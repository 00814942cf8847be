"""Scenarios in JSON files, for `stageproof run --scenario-file`."""

from pathlib import Path

from ..checker.project.reading import Unreadable, read_file
from ..checker.traces.outcome import Outcome
from ..engine.records.reading import JsonError
from ..engine.scenarios.json_format import scenario_from_json
from ..engine.scenarios.kept_for import Given, kept_for, may_be_of_another
from ..engine.scenarios.replay import Outcome as Outcomes
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
        bare = scenario_from_json(found.text)
        program = definition.program_with(bare.scenario)
    except JsonError as error:
        raise UsageError(f"{path}: {error}") from error
    given = Given.of(definition.orchestration.name, definition.source.path, definition.source.text)
    other = f" {kept_for(bare.about, given)}" if may_be_of_another(bare.about, given) else ""
    try:
        kept = scenario_from_json(found.text, program)
    except JsonError as error:
        raise UsageError(f"{path}: {error}{other and f'.{other}'}") from error
    replayed = replay(program, kept)
    title = kept.scenario.title or Path(path).name
    outcome = Outcomes.ANOTHER if other and replayed.outcome is Outcomes.STALE else replayed.outcome
    remark = f"{outcome.value}: {replayed.reason}{other}"
    return Outcome(title, program, replayed.played.run, None, replayed.played, remark)
