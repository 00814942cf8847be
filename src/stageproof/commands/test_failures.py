"""The runs that `stageproof test` keeps, and playing them again."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from .. import __version__
from ..checker.campaigns.outcome import Campaign
from ..checker.counterexamples.again import Again
from ..checker.counterexamples.again import play_again as replay_kept
from ..checker.counterexamples.saved import file_name, saved
from ..checker.project.reading import Unreadable, read_file
from ..engine.program.program import Program
from ..engine.records.reading import JsonError
from ..engine.scenarios.json_format import scenario_from_json
from ..engine.scenarios.kept_for import Given, belonging
from ..engine.scenarios.replay import Outcome
from ..engine.scenarios.scenario_file import About
from ..grammar.source import Source
from ..terminal import UsageError
from .test_definitions import Tested

LOCAL: Final = ".stageproof/failures"
"""Where failures are kept where nobody says otherwise; what is fixed there is taken away again."""
IGNORE: Final = (
    "# Made by stageproof test: runs that showed a mistake here. Keep those that matter with --save.\n*\n"
)


class Kept(NamedTuple):
    """A file that keeps a run, and what became of it now."""

    path: Path
    title: str
    replayed: Again
    is_removed: bool = False


def keep(arguments: Namespace, campaign: Campaign, program: Program, source: Source) -> dict[str, Path]:
    """Write every failure to a file of its own; the files by fingerprint. Raises UsageError where that cannot be done."""
    if arguments.no_save or not campaign.failures:
        return {}
    folder = Path(arguments.save or LOCAL)
    written: dict[str, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if arguments.save is None:
            (folder.parent / ".gitignore").write_text(IGNORE, encoding="utf-8")
        for failure in campaign.failures:
            found_by = _found_by(campaign, failure.run)
            try:
                text = saved(program, failure, source, f"stageproof {__version__}", found_by)
            except ValueError:
                continue
            path = folder / file_name(failure)
            path.write_text(text, encoding="utf-8")
            written[failure.flaw.fingerprint] = path
    except OSError as error:
        raise UsageError(f"cannot write to {folder}: {error.strerror}. --no-save writes nothing.") from error
    return written


def _found_by(campaign: Campaign, run: int | None) -> tuple[tuple[str, bool | int | str | None], ...]:
    if run is None:
        return (("mode", "exploration"),)
    if campaign.merged:
        return (("mode", "merge"),)
    from ..checker.random_runs.walk import CHUNK

    return (
        ("mode", "campaign"),
        ("seed", campaign.plan.seed),
        ("chunk", run // CHUNK),
        ("index", run % CHUNK),
    )


def play_again(arguments: Namespace, tested: Iterable[Tested]) -> tuple[Kept, ...]:
    """Play every kept run that `--replay` names, each with its definition. Fixed ones are taken away from the local folder.

    Raises UsageError where a file cannot be read or belongs to none of the definitions that are tested.
    """
    candidates = [(_given(each), each) for each in tested]
    found: list[Kept] = []
    for path in _files(arguments.replay):
        text = read_file(path, str(path))
        if isinstance(text, Unreadable):
            raise UsageError(f"{path}: {text.reason}")
        try:
            bare = scenario_from_json(text.text)
            given, its = _definition(candidates, path, bare.about)
            again = replay_kept(text.text, given, its.definition.program_with)
        except JsonError as error:
            raise UsageError(f"{path}: {error}") from error
        removes = again.outcome is Outcome.FIXED and not arguments.keep and _is_local(path)
        if removes:
            path.unlink(missing_ok=True)
        found.append(Kept(path, bare.scenario.title, again, removes))
    return tuple(found)


def _given(tested: Tested) -> Given:
    return Given.of(tested.program.orchestration.name, tested.subject.path, tested.subject.text)


def definitions_of(names: list[str]) -> list[str]:
    """The definitions that kept runs are about, where the command line names none. Raises UsageError."""
    found: dict[str, None] = {}
    for path in _files(names):
        text = read_file(path, str(path))
        if isinstance(text, Unreadable):
            raise UsageError(f"{path}: {text.reason}")
        try:
            found[scenario_from_json(text.text).about.path] = None
        except JsonError as error:
            raise UsageError(f"{path}: {error}") from error
    return list(found)


def _files(names: list[str]) -> Iterator[Path]:
    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from sorted(path.glob("*.json"))
        elif path.exists():
            yield path
        else:
            raise UsageError(f"{name} does not exist.")


def _definition(candidates: list[tuple[Given, Tested]], path: Path, about: About) -> tuple[Given, Tested]:
    """The definition that a run was kept for; where only one is tested, that one is what is asked about."""
    found = belonging(about, candidates) or (candidates[0] if len(candidates) == 1 else None)
    if found is not None:
        return found
    names = ", ".join(sorted(given.path for given, _ in candidates)) or "none"
    raise UsageError(
        f"{path} is about {about.path}, which is not among the definitions that are tested: {names}."
    )


def _is_local(path: Path) -> bool:
    return path.resolve().parent == Path(LOCAL).resolve()


def kept_text(kept: tuple[Kept, ...]) -> str:
    """What became of each kept run, a line each, and how many of each kind there are."""
    lines: list[str] = []
    for each in kept:
        lines.append(f"{each.replayed.outcome.value}: {each.path} ({each.title})")
        lines.append(f"  {each.replayed.reason}")
        if each.is_removed:
            lines.append("  the file was taken away; --keep leaves it")
    outcomes = [each.replayed.outcome for each in kept]
    counts = [f"{outcomes.count(outcome)} {outcome.value}" for outcome in Outcome if outcome in outcomes]
    lines.append(f"{len(kept)} kept run{'s' * (len(kept) != 1)}: {', '.join(counts) or 'none'}.")
    return "\n".join(lines) + "\n"
