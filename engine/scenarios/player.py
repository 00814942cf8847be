"""Playing a scenario in the interpreter, event by event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...grammar.model import Orchestration
from ...grammar.scenario import Begin, Cannot, Expect, Happening, Scenario
from ...grammar.scenario import Event as Told
from ..enabled import enabled
from ..events import Begin as BeginEvent
from ..events import Event, Given
from ..history import Moment
from ..interpreter.refusal import Refusal
from ..program.program import Problem, Program
from ..run import apply, new_run
from .event_words import in_words
from .expectations import Judge
from .played import Expectation, Fate, Played, PlayedStep, Verdict
from .translate import NotPlayableError, translate
from .trigger_values import trigger_values

LATE_ROW = "late-result"


def play(program: Program, scenario: Scenario, damage: tuple[Problem, ...] = ()) -> Played:
    """Play a scenario from the beginning. Pure: nothing raises, whatever the scenario says.

    `damage` is what of its text could not be read: with a line missing it would tell another story, so it is not played.

    Where it tells no `begin`, the run begins by itself. An unmet expectation does not end it, an event that is refused
    does. A scenario that is no part of the program's definition can only look at what the definition reads
    (`including`).
    """
    judge = Judge(program)
    problems = (*damage, *_problems(program, scenario, judge))
    if problems:
        steps = tuple(PlayedStep(told, Fate.NOT_PLAYED) for told in scenario.events)
        return Played(scenario, program, new_run(program), steps, Verdict.NOT_PLAYABLE, problems)
    player = _Player(program, judge)
    if _begins_by_itself(scenario):
        player.happen(None, BeginEvent())
    for told in scenario.events:
        player.tell(told)
    return Played(scenario, program, player.run, tuple(player.steps), player.verdict(), filled=player.filled)


def including(orchestration: Orchestration, scenario: Scenario) -> Orchestration:
    """The definition with one more scenario, so that a program made of it keeps what the scenario looks at."""
    if scenario in orchestration.scenarios:
        return orchestration
    return replace(orchestration, scenarios=(*orchestration.scenarios, scenario))


class _Player:
    def __init__(self, program: Program, judge: Judge) -> None:
        self.program = program
        self.judge = judge
        self.run = new_run(program)
        self.steps: list[PlayedStep] = []
        self.filled: Given = ()
        self.ended = False

    def tell(self, told: Told) -> None:
        if self.ended:
            self.steps.append(PlayedStep(told, Fate.NOT_PLAYED))
            return
        match told:
            case Expect(statements=statements):
                judged = tuple(self.judge.judge(statement, self.run) for statement in statements)
                fate = Fate.MET if all(each.met for each in judged) else Fate.UNMET
                self.steps.append(PlayedStep(told, fate, expectations=judged))
            case Cannot(event=event):
                self._refuse(told, translate(self.program, event))
            case _:
                self.happen(told, translate(self.program, told))

    def happen(self, told: Happening | None, event: Event) -> None:
        """Give one event to the run."""
        if isinstance(event, BeginEvent):
            self.filled = trigger_values(self.program, event.values)
            event = BeginEvent((*event.values, *self.filled))
        result = apply(self.program, self.run, event)
        if isinstance(result, Refusal):
            self.ended = True
            instead = enabled(self.program, self.run.configuration)
            self.steps.append(PlayedStep(told, Fate.REFUSED, (event,), refusal=result, enabled=instead))
            return
        moment, before = result.last, self.run.last
        again = moment is not None and before is not None and moment.number == before.number
        fate = Fate.IGNORED if moment is not None and is_ignored(moment) else Fate.PLAYED
        self.steps.append(PlayedStep(told, fate, (event,), moment, before if again else None))
        self.run = result

    def _refuse(self, told: Cannot, event: Event) -> None:
        result = apply(self.program, self.run, event)
        expected = f"{in_words(event)} is refused"
        if isinstance(result, Refusal):
            met = Expectation(told, True, expected)
            self.steps.append(PlayedStep(told, Fate.MET, (event,), refusal=result, expectations=(met,)))
            return
        late = result.last is not None and is_ignored(result.last)
        actual = "it is accepted, though it changes nothing" if late else "it is enabled"
        unmet = Expectation(
            told, False, expected, f"{in_words(event)} was expected to be refused, but {actual}"
        )
        self.steps.append(PlayedStep(told, Fate.UNMET, (event,), expectations=(unmet,)))

    def verdict(self) -> Verdict:
        if self.ended:
            return Verdict.REFUSED
        unmet = any(step.fate is Fate.UNMET for step in self.steps)
        return Verdict.UNMET if unmet else Verdict.MET


def is_ignored(moment: Moment) -> bool:
    """Whether a result came that nobody waits for any more (decision `late-result`)."""
    return any(change.because == LATE_ROW for change in moment.changes)


def _begins_by_itself(scenario: Scenario) -> bool:
    first = next(iter(scenario.events), None)
    told = any(isinstance(event, Begin) for event in scenario.events)
    return not told and not (isinstance(first, Cannot) and isinstance(first.event, Begin))


def _problems(program: Program, scenario: Scenario, judge: Judge) -> Iterator[Problem]:
    for told in scenario.events:
        if isinstance(told, Expect):
            for statement in told.statements:
                yield from judge.problems(statement)
            continue
        try:
            translate(program, told.event if isinstance(told, Cannot) else told)
        except NotPlayableError as error:
            yield error.problem
