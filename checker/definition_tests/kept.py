"""The tests of kept runs: a run that showed a mistake once shows none now."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from ...engine.records.reading import JsonError
from ...engine.scenarios.json_format import scenario_from_json
from ...engine.scenarios.replay import Outcome
from ..counterexamples.again import Again, play_again
from ..counterexamples.saved import events_of
from ..definition_file import DefinitionFile, Surroundings, definition_file
from ..project.reading import Unreadable, read_file
from ..traces.outcome import Outcome as PlayedOutcome
from ..traces.outcome_text import outcome_text
from ..traces.text_table import text_table
from ..traces.trace import trace_of
from .decided import Decided, NamedTest, Verdict

NAME: Final = "the kept run is fixed"


class KeptRunError(ValueError):
    """A file does not keep a run, or its definition is not there. The message says which file and why."""


class _Kept(NamedTuple):
    path: Path
    text: str
    shown: str
    definition: DefinitionFile


def is_kept_run(path: Path) -> bool:
    """Whether a JSON file is meant to keep a run: the words that every scenario file has stand in it."""
    found = read_file(path, str(path))
    return not isinstance(found, Unreadable) and '"format_version"' in found.text and '"spec"' in found.text


def kept_tests(path: Path, around: Surroundings) -> Iterator[NamedTest]:
    """The one test of a file that keeps a run. Raises KeptRunError, or DefinitionFileError for its definition."""
    shown = around.shown(path)
    found = read_file(path, shown)
    if isinstance(found, Unreadable):
        raise KeptRunError(f"{shown}: {found.reason}")
    try:
        about = scenario_from_json(found.text).about
    except JsonError as error:
        raise KeptRunError(f"{shown}: {error}") from error
    spec = _definition_of(path, about.path, around.folder)
    if spec is None:
        raise KeptRunError(f"{shown} is about {about.path}, which is not there.")
    kept = _Kept(path, found.text, shown, definition_file(spec, around))
    yield NamedTest(NAME, 1, partial(_decide, kept))


def _definition_of(path: Path, named: str, top: Path) -> Path | None:
    """The file that a kept run is about: by the path it had, from the top and from the folders around the kept run."""
    folders = (top, path.parent, path.parent.parent)
    places = [*(folder / named for folder in folders), path.parent.parent / Path(named).name]
    return next((place for place in places if place.is_file()), None)


def _decide(kept: _Kept) -> Decided:
    definition = kept.definition
    measures: tuple[tuple[str, str], ...] = (("scenario", kept.shown),)
    again = play_again(kept.text, definition.given, definition.program_with)
    measures = (*measures, ("outcome", again.outcome.value))
    if again.outcome is Outcome.FIXED:
        return Decided(Verdict.HOLDS, note=again.reason, measures=measures)
    text = f"{kept.shown}: {again.outcome}: {again.reason}\n{_table(kept, again)}{_advice(again.outcome)}\n"
    if again.file is not None:
        text += f"To see it again: stageproof test {definition.source.path} --replay {kept.shown}\n"
    return Decided(Verdict.BROKEN, text, measures=measures)


def _table(kept: _Kept, again: Again) -> str:
    """The run as far as it was played, with an empty line around it."""
    if again.file is None:
        return ""
    if again.played is not None:
        return f"\n{outcome_text(PlayedOutcome.of(again.played, None))}\n"
    from ..counterexamples.judged_run import judged_run

    program = kept.definition.program()
    run = judged_run(program, events_of(program, again.file)).run
    return f"\n{text_table(trace_of(program, run))}\n"


def _advice(outcome: Outcome) -> str:
    match outcome:
        case Outcome.ANOTHER:
            return "Keep it beside the definition that it was kept for, or delete the file."
        case Outcome.STALE:
            return "The definition has changed: find the run anew with stageproof test, or delete the file."
        case Outcome.FAILS_DIFFERENTLY:
            return "Another mistake stands in the way of the one that was kept."
        case Outcome.STILL_FAILS | Outcome.FIXED:
            return "The mistake that was kept is still there."
