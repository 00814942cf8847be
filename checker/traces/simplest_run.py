"""The simplest run that can be found: what is shown of a definition that tells no scenario."""

from collections.abc import Iterator
from dataclasses import replace

from ...engine.configuration import Configuration
from ...engine.delta_debugging import minimal
from ...engine.enabled import enabled
from ...engine.events import Begin, Complete, Evaluate, Event, Publish, SetField
from ...engine.exploration.fillings import Bounds, Filler
from ...engine.history import Run
from ...engine.interpreter.refusal import Refusal, is_over
from ...engine.program.program import Program
from ...engine.run import apply, new_run
from ...engine.scenarios.shortest import replayed
from ...engine.statuses import RunStatus, label
from ...grammar.language.text import encode
from ...grammar.light_dataclass import dataclass
from .event_words import event_words

LONGEST = 100
"""So many events at most."""
TRIES = 20_000
"""So many events are tried in the search for the shortest run."""
SHORTER = 100
"""So many shorter runs are tried where that search ended early."""
FILLINGS = 64
"""So many combinations of values are tried for one event."""
_MAKE_PROGRESS = (Begin, Complete, Evaluate, SetField, Publish)


@dataclass(frozen=True, slots=True)
class SimplestRun:
    """A run, and whether it was stopped because it became too long. `refusal`: why no run begins, if none does.

    `is_whole`: every run in which nothing fails was looked at, so if this one does not complete, none does.
    """

    run: Run
    stopped: bool = False
    refusal: Refusal | None = None
    is_whole: bool = False

    @property
    def completes(self) -> bool:
        """Whether the run ended Completed."""
        return self.run.configuration.run is RunStatus.COMPLETED


def simplest_run(program: Program, longest: int = LONGEST) -> SimplestRun:
    """The shortest run that completes, in which nothing fails and nobody suspends or cancels it.

    Where the search for it ends early: the run in which always the first enabled event happens with the first values
    that lead to something new, without the events that its end does not need. So too where no run completes: then it
    ends where the run is over, where nothing new can come of any event, or after so many events.
    """
    filler = Filler(program, Bounds(fillings=FILLINGS))
    found, is_whole = _search(program, filler, longest)
    if found and found[-1].configuration.run is RunStatus.COMPLETED:
        return SimplestRun(found[-1], is_whole=is_whole)
    first = _first_events(program, filler, longest)
    if first.run.last is None or first.stopped:
        return replace(first, is_whole=is_whole)
    if is_whole:
        shortest = next((run for run in found if _ends_alike(run, first.run)), first.run)
    else:
        shortest = _without_needless(program, first.run)
    return SimplestRun(shortest, is_whole=is_whole)


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


def _search(program: Program, filler: Filler, longest: int) -> tuple[list[Run], bool]:
    """The runs to all configurations, those with fewest events first, up to the first that completes.

    And whether these are all: no bound was met on the way.
    """
    found = [new_run(program)]
    seen = {found[0].configuration}
    tries = 0
    for run in found:
        moments = run.last.number if run.last is not None else 0
        if moments >= longest:
            return found, False
        for event in _events(program, filler, run.configuration):
            tries += 1
            if tries > TRIES:
                return found, False
            following = apply(program, run, event)
            if isinstance(following, Refusal) or following.configuration in seen:
                continue
            seen.add(following.configuration)
            found.append(following)
            if following.configuration.run is RunStatus.COMPLETED:
                return found, True
    return found, not filler.notes


def _without_needless(program: Program, run: Run) -> Run:
    """The run without events that can be left out, alone or two at a time, and it still ends alike."""
    first, *others = [moment.event for moment in run.moments()]

    def ends_alike(events: list[Event]) -> bool:
        shorter = replayed(program, (first, *events))
        return shorter is not None and _ends_alike(shorter, run)

    return replayed(program, (first, *minimal(others, ends_alike, SHORTER))) or run


def _ends_alike(one: Run, other: Run) -> bool:
    """Whether two runs end the same way; where they do not end, whether they came to the same configuration."""
    here, there = one.configuration, other.configuration
    if here == there:
        return True
    is_end = is_over(there) or there.run is RunStatus.ERROR
    return is_end and (here.run, here.submission, here.failure) == (
        there.run,
        there.submission,
        there.failure,
    )


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
    """How the run ended, in a few sentences: where it did not complete, whether any does."""
    status = found.run.configuration.run
    if status is None:
        return "No run begins."
    if found.completes:
        return f"The run is {label(status)}."
    if found.stopped:
        end = f"It was stopped after {len(found.run.moments())} events."
    elif status is RunStatus.IN_PROGRESS:
        end = "Here nothing new can come of any result: the run waits."
    else:
        end = f"The run ends in {label(status)} all the same."
    if found.is_whole:
        return f"{end} No run completes unless something fails: all of them were looked at."
    return f"{end} No run that completes was found; there are more runs than were looked at."


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
