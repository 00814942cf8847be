"""A scenario as it is kept in a file of its own, with where it came from and what was seen."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from ...grammar.light_dataclass import dataclass
from ...grammar.scenario import Expect, Scenario
from ..events import Fail
from ..history import Moment
from ..values import Value
from ..visits import attempt_of, starts, visit_of
from .played import Played, PlayedStep

FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class About:
    """Where a scenario came from.

    `tool` wrote the file ("stageproof 0.1.0"). `path` and `digest` are those of the definition (`digest_of`), `name` its API name,
    which older files do not tell.
    `property` is the claim that it is about, `minimal` in words how far it was made short ("proved"), `found_by` how it
    was found (mode, seed, chunk, index, …).
    """

    tool: str
    path: str
    digest: str
    property: str | None = None
    minimal: str | None = None
    found_by: tuple[tuple[str, bool | int | str | None], ...] = ()
    name: str | None = None


class Fault(NamedTuple):
    """An error at a step: on which visit of its stage and which attempt on that visit, from 1; 0: none had begun."""

    step: str
    visit: int
    attempt: int
    kind: str


class Observed(NamedTuple):
    """What was seen where something else was expected, after so many events. `path` may name a visit."""

    after: int
    path: str
    value: Value


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """What a scenario file says. `rows` are the table rows or decisions that demand what is expected: one for each
    statement that the scenario expects, in order, None where the file names none.
    """

    about: About
    verdict: str
    scenario: Scenario
    faults: tuple[Fault, ...] = ()
    observed: tuple[Observed, ...] = ()
    rows: tuple[str | None, ...] = ()


def digest_of(text: str) -> str:
    """The digest of a definition's text: `sha256:…`."""
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def faults_of(played: Played) -> tuple[Fault, ...]:
    """The errors that struck steps in a played scenario, by visit and attempt."""
    moments = played.run.moments()
    found: list[Fault] = []
    for step in played.steps:
        match step.events:
            case (Fail(element=name, kind=kind),) if step.moment and played.program.step(name):
                found.append(Fault(name, *_struck(moments, step, name), kind))
            case _:
                pass
    return tuple(found)


def _struck(moments: tuple[Moment, ...], step: PlayedStep, name: str) -> tuple[int, int]:
    """The visit and attempt that an error struck: a start in this very moment, else the latest before it."""
    assert step.moment is not None  # noqa: S101  # the caller looked
    number = step.moment.number
    if step.replaced is not None:
        for start in starts(moments):
            if start.moment == number and (start.step or "").casefold() == name.casefold():
                return start.visit, start.attempt
    return attempt_of((moment for moment in moments if moment.number < number), name)


def observed_in(played: Played) -> tuple[Observed, ...]:
    """What was seen in a played scenario where something else was expected, each once."""
    found: dict[Observed, None] = {}
    moments = played.run.moments()
    last, after = 0, 0
    for step in played.steps:
        if step.moment is not None:
            last = step.moment.number
        after += step.told is not None and not isinstance(step.told, Expect)
        for atom in (atom for each in step.expectations for atom in each.atoms):
            stage = atom.path.partition("/")[0].partition(".")[0]
            visit = visit_of((moment for moment in moments if moment.number <= last), stage)
            path = _with_visit(atom.path, stage, visit)
            found[Observed(after, path, atom.value)] = None
    return tuple(found)


def _with_visit(path: str, stage: str, visit: int) -> str:
    return path if visit < 2 else f"{stage}#{visit}{path.removeprefix(stage)}"
