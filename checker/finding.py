"""One thing that was found, ready to be shown: the value behind the `findings` of the JSON contract."""

from collections.abc import Iterator
from dataclasses import replace
from enum import IntEnum, StrEnum
from typing import NamedTuple

from ..grammar.light_dataclass import dataclass
from ..grammar.span import Span
from .portable import Portable


class Severity(IntEnum):
    """How bad it is. Ordered: ERROR is the greatest."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """`error`, `warning` or `note`."""
        return self.name.lower()


class Confidence(StrEnum):
    """How sure the rule is that the defect is real."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Region(NamedTuple):
    """1-based lines and columns (code points), end exclusive; `byte` and `end_byte` are 0-based offsets."""

    line: int
    column: int
    end_line: int
    end_column: int
    byte: int = 0
    end_byte: int = 0


class Related(NamedTuple):
    """Another place that belongs to a finding."""

    path: str
    region: Region
    message: str


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One event of a run, and the cells that it changed: their paths, and their new values as words.

    `words` say the same for people ("Prepare is In Progress"); empty: nobody put it in words. `world` are the cells that
    the event itself changed (outputs, fields); the others are what the run made of it. `by` says who is behind the event.
    `own`: it happens within the moment that the event before it began. `repeats`: what begins here can go round for ever.
    `lines` tell the event in a scenario. `span` is the element it is about, `region` the same in the file, once that is known.
    """

    event: str
    changes: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    own: bool = False
    repeats: bool = False
    lines: tuple[str, ...] = ()
    world: frozenset[str] = frozenset()
    by: str = ""
    span: Span | None = None
    region: Region | None = None

    @property
    def told(self) -> tuple[str, ...]:
        """What changed, for people: by the world, then in the run."""
        return (*self.told_of_world, *self.told_of_run)

    @property
    def told_of_world(self) -> tuple[str, ...]:
        """What the world changed, as far as the event does not tell it already."""
        told = ",".join((*(self.lines or (self.event,)), ""))
        return tuple(
            words
            for cell, words in self._worded()
            if cell in self.world and f" {words.rpartition('.Outputs.')[2]}," not in told
        )

    @property
    def told_of_run(self) -> tuple[str, ...]:
        """What the run made of it."""
        return tuple(words for cell, words in self._worded() if cell not in self.world)

    def _worded(self) -> Iterator[tuple[str, str]]:
        words = self.words or tuple(f"{what} = {value}" for what, value in self.changes)
        return zip((cell for cell, _ in self.changes), words, strict=True)


@dataclass(frozen=True, slots=True)
class Finding(Portable):
    """A finding. `element` is the path of API names `Orchestration/Stage/Step`; `suppressed` the reason, if accepted.

    `frame` holds the source lines `(number, text)` from `region.line` on (at most three), for the printed frame.
    """

    rule: str
    severity: Severity
    confidence: Confidence
    message: str
    path: str
    region: Region
    element: str = ""
    help: str = ""
    url: str = ""
    related: tuple[Related, ...] = ()
    trace: tuple[TraceStep, ...] = ()
    fingerprint: str = ""
    suppressed: str | None = None
    frame: tuple[tuple[int, str], ...] = ()
    line_hash: str = ""

    def with_severity(self, severity: Severity) -> "Finding":
        """The same finding at another severity."""
        return replace(self, severity=severity)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The order in which findings are shown: by place, then rule."""
        return (self.path, self.region.line, self.region.column, self.rule, self.message)
