"""Many random runs of an engine, and what was found in them, each mistake once."""

from __future__ import annotations

from dataclasses import replace

from ...engine.decisions.choices import Choices
from ...engine.exploration.fillings import Filler
from ...engine.tables.catalogue import rows_of
from ...grammar.light_dataclass import dataclass
from ...grammar.model import Orchestration
from .contract import Capabilities, Engine
from .finding import Finding
from .model import Programs
from .needs import not_shown
from .random_trials import Trials, random_trial
from .repeating import FirstDifference, repeated
from .trial import Course


@dataclass(frozen=True, slots=True, eq=False)
class Mistake:
    """A mistake, in how many runs it showed, and the shortest of them."""

    finding: Finding
    runs: int
    shortest: Trials


@dataclass(frozen=True, slots=True, eq=False)
class Unsteady:
    """A run that gives something else when it is played again."""

    number: int
    difference: FirstDifference


@dataclass(frozen=True, slots=True, eq=False)
class RandomTest:
    """What came of the random runs of one definition.

    `parted`: runs in which the reference could not follow the engine any more; `undriven`: in which the engine could not
    do something that it said it could. `not_judged` are rows by what is not shown. `refused`: why nothing was run.
    `is_interrupted`: by Ctrl-C, before all runs were played; what was found until then is here.
    """

    definition: str
    runs: int
    events: int
    parted: int
    undriven: int
    mistakes: tuple[Mistake, ...]
    unsteady: tuple[Unsteady, ...]
    not_judged: tuple[tuple[str, int], ...]
    refused: str = ""
    is_interrupted: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return not self.mistakes and not self.unsteady


def random_test(
    engine: Engine,
    definition: Orchestration,
    chosen: Choices,
    *,
    runs: int,
    seed: int,
    length: int,
    repeat: int = 1,
) -> RandomTest:
    """Play so many runs. `repeat`: each is played so many times, to see whether it gives the same again. Ctrl-C ends the
    runs, and what was found so far is returned.
    """
    capabilities = engine.capabilities()
    programs = Programs(definition, chosen)
    filler = Filler(programs.program)
    played: list[Trials] = []
    unsteady: list[Unsteady] = []
    is_interrupted = False
    try:
        for number in range(runs):
            trials = random_trial(
                engine, capabilities, programs, filler, seed=seed, number=number, length=length
            )
            if trials.refused:
                return RandomTest(definition.name, 0, 0, 0, 0, (), (), (), trials.refused)
            played.append(trials)
            if repeat > 1:
                events = [(step.event, step.faults) for step in trials.steps]
                found = repeated(engine, definition, events, repeat)
                if found is not None:
                    unsteady.append(Unsteady(number, found))
    except KeyboardInterrupt:
        is_interrupted = True
    return RandomTest(
        definition.name,
        len(played),
        sum(len(trials.steps) for trials in played),
        sum(_ends(trials, Course.PARTED) for trials in played),
        sum(_ends(trials, Course.UNDRIVEN) for trials in played),
        _mistakes(played),
        tuple(unsteady),
        _not_judged(capabilities, chosen),
        is_interrupted=is_interrupted,
    )


def _ends(trials: Trials, course: Course) -> bool:
    return bool(trials.steps) and trials.steps[-1].course is course


def _mistakes(played: list[Trials]) -> tuple[Mistake, ...]:
    """Each mistake by the shortest run that shows it, which ends there; the most frequent first."""
    found: dict[tuple[str, str, str], Mistake] = {}
    for trials in played:
        own: dict[tuple[str, str, str], tuple[Finding, Trials]] = {}
        for place, step in enumerate(trials.steps, 1):
            for finding in step.findings:
                own.setdefault(finding.fingerprint, (finding, replace(trials, steps=trials.steps[:place])))
        for fingerprint, (finding, until) in own.items():
            known = found.get(fingerprint)
            if known is None:
                found[fingerprint] = Mistake(finding, 1, until)
            elif len(until.steps) < len(known.shortest.steps):
                found[fingerprint] = Mistake(finding, known.runs + 1, until)
            else:
                found[fingerprint] = Mistake(known.finding, known.runs + 1, known.shortest)
    return tuple(sorted(found.values(), key=lambda mistake: (-mistake.runs, mistake.finding.fingerprint)))


def _not_judged(capabilities: Capabilities, chosen: Choices) -> tuple[tuple[str, int], ...]:
    counted: dict[str, int] = {}
    for row in rows_of(chosen.profile):
        missing = ", ".join(not_shown(row, capabilities))
        if missing:
            counted[missing] = counted.get(missing, 0) + 1
    return tuple(sorted(counted.items()))
