"""The built-in definitions, and the runs of them in which rows demand something."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from ....engine.events import Event, Fail
from ....grammar.light_dataclass import dataclass
from ....grammar.model import Orchestration

FOLDER: Final = Path(__file__).parent / "definitions"


class Move(NamedTuple):
    """An event and the errors that strike on its way. `refused`: it has to be refused."""

    event: Event
    faults: tuple[Fail, ...] = ()
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Scenario:
    """A run of a built-in definition."""

    definition: str
    moves: tuple[Move, ...]


@cache
def definitions() -> dict[str, Orchestration]:
    """The built-in definitions by name, sorted."""
    from ....grammar.language.parse import parse
    from ....grammar.source import Source

    found: dict[str, Orchestration] = {}
    for path in sorted(FOLDER.glob("*.orch")):
        orchestration = parse(Source(path.name, path.read_text(encoding="utf-8"))).orchestration
        if orchestration is not None:
            found[orchestration.name] = orchestration
    return found
