"""One thing that was found, ready to be shown: the value behind the `findings` of the JSON contract."""

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import NamedTuple

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

    `words` say the same for people ("Prepare is In Progress"); empty: nobody put it in words. `own`: the engine went on by
    itself with this. `repeats`: what begins here can go round for ever. `lines` tell the event in a scenario.
    """

    event: str
    changes: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    own: bool = False
    repeats: bool = False
    lines: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """What changed, for people."""
        return self.words or tuple(f"{what} = {value}" for what, value in self.changes)


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
