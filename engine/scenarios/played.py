"""What became of a scenario that was played."""

from __future__ import annotations

from enum import StrEnum

from ...grammar.condition import Condition
from ...grammar.light_dataclass import dataclass
from ...grammar.property import Happens, Statement
from ...grammar.scenario import Cannot, Scenario
from ...grammar.scenario import Event as Told
from ..enabled import Template
from ..events import Event, Given
from ..history import Moment, Run
from ..interpreter.refusal import Refusal
from ..program.program import Problem, Program
from ..values import Value


class Verdict(StrEnum):
    """What became of a scenario: everything expected was met; something was not; an event was refused, which ends
    the scenario; or it says something that cannot be played, and nothing of it was.
    """

    MET = "met"
    UNMET = "unmet"
    REFUSED = "refused"
    NOT_PLAYABLE = "not-playable"


class Fate(StrEnum):
    """What became of one event of a scenario. `ignored`: a result that nobody waits for came late, without effect."""

    PLAYED = "played"
    IGNORED = "ignored"
    MET = "met"
    UNMET = "unmet"
    REFUSED = "refused"
    NOT_PLAYED = "not played"


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing that was expected, and whether it was so.

    `statement` is what the author wrote; of `cannot EVENT` it is that event. `expected` and `actual` are phrases for
    people ("Prepare is Error"; "Prepare is In Progress, expected Error"); `actual` is empty where it was met.
    `atoms` are the conditions and changes in it because of which it does not hold, none where it does.
    """

    statement: Statement | Cannot
    met: bool
    expected: str
    actual: str = ""
    atoms: tuple[Atom, ...] = ()


@dataclass(frozen=True, slots=True)
class Atom:
    """A condition or a change that did not hold as it should: `wanted` False where it stands below a `not`.

    `path` is what it reads in the notation of scenario files (`Prepare/Badge.Status`, `Prepare.starts`), `value` what
    stands there: a status as its API value, of a change whether it happened.
    """

    statement: Condition | Happens
    wanted: bool
    path: str
    value: Value


@dataclass(frozen=True, slots=True)
class PlayedStep:
    """One event of a scenario and what came of it.

    `told` is the scenario's node, None for a `begin` that the scenario leaves out. `events` is what the interpreter
    was given (none for `expect`). `moment` is what it became, None where nothing did. `replaced` is the moment before
    it that it took the place of: an error that struck as a step started or as a decision was evaluated is told after
    the event that brought it about, which is then worked off again with the error in it. `refusal` says why an event
    was refused (also for a `cannot` that was met), `enabled` what could have happened instead.
    """

    told: Told | None
    fate: Fate
    events: tuple[Event, ...] = ()
    moment: Moment | None = None
    replaced: Moment | None = None
    refusal: Refusal | None = None
    enabled: tuple[Template, ...] = ()
    expectations: tuple[Expectation, ...] = ()


@dataclass(frozen=True, slots=True)
class Played:
    """A scenario that was played. `run` is the run where it ended, with its past.

    `problems` are why it is not playable, each with its place. `filled` are the fields of the record that the scenario
    left out and the trigger needs, with the values they were given.
    """

    scenario: Scenario
    program: Program
    run: Run
    steps: tuple[PlayedStep, ...]
    verdict: Verdict
    problems: tuple[Problem, ...] = ()
    filled: Given = ()

    @property
    def unmet(self) -> tuple[Expectation, ...]:
        """What was expected and was not so, in order."""
        return tuple(
            expectation for step in self.steps for expectation in step.expectations if not expectation.met
        )
