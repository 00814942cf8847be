"""Putting JSON reports together: the shards of a campaign, or several campaigns of a definition (`--merge`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..checker.campaigns.merging import Told, merged_campaign
from ..checker.campaigns.outcome import Campaign
from ..checker.campaigns.part import Part
from ..checker.campaigns.plan import Plan
from ..checker.campaigns.reports.parts import parts_from_json
from ..engine.records.reading import JsonError
from ..engine.scenarios.scenario_file import digest_of
from ..terminal import UsageError
from .test_definitions import Tested


def merged(
    plans: list[Plan], tested: tuple[Tested, ...], groups: Sequence[Sequence[str]]
) -> Iterator[Campaign]:
    """The campaign of each definition, out of the reports of its parts. Raises UsageError where they do not fit."""
    parts = _parts(groups)
    owned = [_own(plan, plans, parts) for plan in plans]
    names = ", ".join(plan.subject.path for plan in plans)
    for file in dict.fromkeys(file for file, _ in parts):
        if plans and not any(file == used for own in owned for used, _ in own):
            about = ", ".join(dict.fromkeys(part.path for name, part in parts if name == file))
            raise UsageError(f"--merge {file}: it is about {about}, not about what is tested: {names}.")
    for plan, each, own in zip(plans, tested, owned, strict=True):
        try:
            yield merged_campaign(plan, each.program, own)
        except ValueError as error:
            raise UsageError(f"--merge: {error}") from error


def merged_definitions(groups: Sequence[Sequence[str]]) -> list[str]:
    """The definitions that reports are about, where the command line names none. Raises UsageError."""
    return list(dict.fromkeys(part.path for _, part in _parts(groups)))


def _parts(groups: Sequence[Sequence[str]]) -> list[Told]:
    return [(file, part) for group in groups for file in group for part in _parts_of(file)]


def _parts_of(file: str) -> tuple[Part, ...]:
    try:
        found = parts_from_json(Path(file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, JsonError) as error:
        raise UsageError(f"--merge {file}: {error}") from error
    if not found:
        raise UsageError(f"--merge {file}: it is about no definition.")
    return found


def _own(plan: Plan, plans: list[Plan], parts: list[Told]) -> list[Told]:
    """The parts about a definition: those with its path, and those with its text that no other has the path of."""
    digest, others = (
        digest_of(plan.subject.text),
        {other.subject.path for other in plans if other is not plan},
    )
    return [
        (file, part)
        for file, part in parts
        if part.path == plan.subject.path or (part.digest == digest and part.path not in others)
    ]
