"""The contract for an engine under test: what it is asked to do, and what it tells of itself and of a run.

An engine is any object with these methods, in Python (`Engine`), or at the other end of a wire (`remote/`). It needs no
word but those of the documents: elements go by their API names, statuses and milestones by their API values.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Protocol

from ...engine.error_kinds import ErrorKind
from ...engine.events import Event, Fail, Given
from ...engine.values import Value
from ...grammar.light_dataclass import dataclass
from ...grammar.model import Orchestration
from ..oracle.observation import SeenRow

EVENTS: Final = (
    "complete", "fail", "reassign", "wait", "set", "evaluate", "suspend", "resume", "cancel", "recall", "publish",
)  # fmt: skip
"""The events of a scenario that an engine may be driven with, besides `begin`, which starts every run."""


class Part(StrEnum):
    """What of a run an engine can show. Each but `decision` and `output` has a status."""

    RUN = "run"
    STAGE = "stage"
    STEP = "step"
    WORK_ITEM = "work item"
    SUBMISSION = "approval submission"
    APPROVAL_ITEM = "approval work item"
    DECISION = "decision"
    OUTPUT = "output"


class Sight(StrEnum):
    """Whether an engine tells every change in the order in which it came, or only what stands afterwards."""

    CHANGES = "changes"
    STATES = "states"


class Unknown(StrEnum):
    """Stands for a value that is not told; null is a value."""

    NOT_TOLD = "not told"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can be driven with, and what it shows. `log`: it shows the milestones of the log."""

    name: str
    version: str = ""
    events: frozenset[str] = frozenset(EVENTS)
    errors: frozenset[ErrorKind] = frozenset(ErrorKind)
    parts: frozenset[Part] = frozenset(Part)
    sight: Sight = Sight.CHANGES
    log: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """One change that an engine tells of, or, where it shows states, how something stands.

    `element` is a path of API names: `run`, `Stage`, `Stage#2` on the second visit, `Stage/Step`, the name of a decision.
    `attribute` is `Status`, `Outcome` of a decision (its API name, or `default outcome`), or `Outputs.name` of a step.
    """

    part: Part
    element: str
    after: Value
    before: Value | Unknown = Unknown.NOT_TOLD
    attribute: str = "Status"


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen since the last call: changes in their order, or all states; and the new rows of the log."""

    told: tuple[Told, ...] = ()
    log: tuple[SeenRow, ...] = ()


class Verdict(StrEnum):
    """What an engine makes of what it is asked: does it, says that it is not possible now, or cannot do such a thing."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one call, and why not where it was not done."""

    verdict: Verdict = Verdict.ACCEPTED
    reason: str = ""


ACCEPTED: Final = Answer()


@dataclass(frozen=True, slots=True)
class UnknownEvent:
    """Something that this version of the contract does not know: every engine answers it as unsupported."""

    word: str


class Engine(Protocol):
    """An engine under test. Every call returns when everything it brought about has happened."""

    def capabilities(self) -> Capabilities:
        """What it can do and show."""
        ...

    def reset(self, definition: Orchestration) -> Answer:
        """Forget every run and make ready for runs of this definition. Unsupported where it cannot run it."""
        ...

    def start(self, inputs: Given) -> Answer:
        """Begin a run, with these inputs and record fields (`recordId`, `$Record.Status`)."""
        ...

    def do(self, event: Event | UnknownEvent) -> Answer:
        """Let this happen. A `fail` happens at once: in place of a step's result, in an evaluation that the waiting run
        makes, or to the platform.
        """
        ...

    def inject(self, error: Fail) -> Answer:
        """Keep this error ready: it strikes in the next `start` or `do`, the first time that a step starts, a decision
        is evaluated or a condition asks its flow, and is forgotten if it does not. Several strike one after the other.
        """
        ...

    def observe(self) -> Observation:
        """What was seen since the last call of this."""
        ...


class AdapterError(Exception):
    """An engine broke the contract: it answered wrongly, not at all, or died. The message says what was sent and came."""


class EngineGoneError(AdapterError):
    """An engine has ended, and there is nobody left to ask."""


class EngineSilentError(AdapterError):
    """An engine did not answer a `call` within so many `seconds`. Whoever asks on would wait as long again."""

    def __init__(self, message: str, seconds: float, call: str = "") -> None:
        """Say what was sent and came, for how long, and in which call where that is known."""
        super().__init__(message)
        self.seconds = seconds
        self.call = call

    def within(self, call: str) -> EngineSilentError:
        """The same, of this call."""
        return EngineSilentError(str(self), self.seconds, call)


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What was sent to an engine and what came back, for people."""

    sent: str
    came: str = ""
    stderr: str = ""


def breach(
    problem: str, exchanged: Exchanged | None = None, sort: type[AdapterError] = AdapterError
) -> AdapterError:
    """The error that an engine broke the contract, with what was sent and what came."""
    return sort(_told(problem, exchanged))


def silence(who: str, seconds: float, exchanged: Exchanged) -> EngineSilentError:
    """The error that an engine gave no answer in time."""
    return EngineSilentError(_told(f"{who} gave no answer within {seconds:g} seconds", exchanged), seconds)


def _told(problem: str, exchanged: Exchanged | None) -> str:
    lines = [problem]
    if exchanged is not None:
        lines.append(f"  sent: {_short(exchanged.sent)}")
        lines.append(f"  came: {_short(exchanged.came) if exchanged.came else 'nothing'}")
        if exchanged.stderr.strip():
            lines += [
                "  its standard error ends:",
                *(f"    {line}" for line in exchanged.stderr.splitlines()[-8:]),
            ]
    return "\n".join(lines)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 300 else f"{text[:297]}…"
