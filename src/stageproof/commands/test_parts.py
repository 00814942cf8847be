"""Putting the parts of a campaign together that were run apart (`--shard`, `--merge`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..checker.campaigns.merging import Part, merged_campaign
from ..checker.campaigns.outcome import Campaign
from ..checker.campaigns.plan import Plan
from ..checker.campaigns.reports.data import parts_from_json
from ..engine.records.reading import JsonError
from ..terminal import UsageError
from .test_definitions import Tested


def merged(plans: list[Plan], tested: tuple[Tested, ...], files: list[str]) -> Iterator[Campaign]:
    """The campaign of each definition, out of the JSON reports of its parts. Raises UsageError where they do not fit."""
    parts: list[tuple[str, Part]] = []
    for file in files:
        try:
            text = Path(file).read_text(encoding="utf-8")
            parts += ((file, part) for part in parts_from_json(text))
        except (OSError, UnicodeDecodeError, JsonError) as error:
            raise UsageError(f"--merge {file}: {error}") from error
    for plan, each in zip(plans, tested, strict=True):
        own = [(file, part) for file, part in parts if part.path == plan.subject.path]
        try:
            yield merged_campaign(plan, each.program, own)
        except ValueError as error:
            raise UsageError(f"--merge: {error}") from error
