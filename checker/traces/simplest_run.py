"""The simplest run that can be found: what is shown of a definition that tells no scenario."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...engine.configuration import Configuration
from ...engine.enabled import enabled
from ...engine.events import Begin, Complete, Evaluate, Event, Publish, SetField
from ...engine.exploration.fillings import Bounds, Filler
from ...engine.history import Run
from ...engine.interpreter.refusal import Refusal, is_over
from ...engine.program.program import Program
from ...engine.run import apply, new_run
from ...engine.statuses import RunStatus, label
from ...grammar.language.text import encode
from .event_words import event_words

LONGEST = 100
"""So many events at most."""
WIDEST = 2_000
"""So many configurations are looked at for a run that completes."""
FILLINGS = 64
"""So many combinations of values are tried for one event."""
_MAKE_PROGRESS = (Begin, Complete, Evaluate, SetField, Publish)


@dataclass(frozen=True, slots=True)
class SimplestRun:
    """A run, and whether it was stopped because it became too long. `refusal`: why no run begins, if none does."""

    run: Run
    stopped: bool = False
    refusal: Refusal | None = None


def simplest_run(program: Program, longest: int = LONGEST) -> SimplestRun:
    """A run in which always the first enabled event happens, with the first values that lead to something new.

    Nothing fails in it and nobody suspends or cancels it. It ends where the run is over, where nothing new can come
    of any event, or after so many events. Where it does not end Completed, the shortest run that does is taken
    instead, if one is found among the first `WIDEST` configurations.
    """
    filler = Filler(program, Bounds(fillings=FILLINGS))
    first = _first_events(program, filler, longest)
    if first.run.configuration.run is RunStatus.COMPLETED or first.run.last is None:
        return first
    shortest = _shortest_completed(program, filler, longest)
    return first if shortest is None else SimplestRun(shortest)


def _first_events(program: Program, filler: Filler, longest: int) -> SimplestRun:
    run = new_run(program)
    seen = {run.configuration}
    for _ in range(longest):
        following = next(_following(program, filler, run, seen), None)
        if following is None:
            return SimplestRun(run, refusal=_why_not(program) if run.last is None else None)
        run = following
        seen.add(run.configuration)
    return SimplestRun(run, stopped=not is_over(run.configuration))


def _shortest_completed(program: Program, filler: Filler, longest: int) -> Run | None:
    """Breadth first, so what is found has the fewest events."""
    row = [new_run(program)]
    seen = {row[0].configuration}
    for _ in range(longest):
        next_row: list[Run] = []
        for run in row:
            for following in _following(program, filler, run, seen):
                if following.configuration.run is RunStatus.COMPLETED:
                    return following
                seen.add(following.configuration)
                next_row.append(following)
                if len(seen) >= WIDEST:
                    return None
        row = next_row
    return None


def as_scenario(run: Run, title: str = "the simplest run") -> str:
    """The run as a scenario to copy into the definition. A `begin` without values is left out."""
    events = [moment.event for moment in run.moments()]
    if events[:1] == [Begin()]:
        del events[0]
    lines = [f"  {event_words(event)}" for event in events]
    status = run.configuration.run or RunStatus.IN_PROGRESS
    lines.append(f"  expect run is {status.value}")
    return "\n".join([f"scenario {encode(title)} {{", *lines, "}"])


def ending(found: SimplestRun) -> str:
    """How the run ended, in a sentence."""
    status = found.run.configuration.run
    if found.stopped:
        return f"It was stopped after {len(found.run.moments())} events."
    if status is RunStatus.IN_PROGRESS:
        return "Here nothing new can come of any result: the run waits."
    return f"The run is {label(status)}." if status else "No run begins."


def _following(program: Program, filler: Filler, run: Run, seen: set[Configuration]) -> Iterator[Run]:
    for event in _events(program, filler, run.configuration):
        result = apply(program, run, event)
        if isinstance(result, Run) and result.configuration not in seen:
            yield result


def _events(program: Program, filler: Filler, configuration: Configuration) -> Iterator[Event]:
    wanted = (Begin,) if configuration.run is None else _MAKE_PROGRESS
    for template in enabled(program, configuration):
        if isinstance(template.event, wanted):
            yield from filler.events(configuration, template)


def _why_not(program: Program) -> Refusal:
    result = apply(program, new_run(program), Begin())
    return result if isinstance(result, Refusal) else Refusal("no run begins")
