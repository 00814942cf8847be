"""A run as blocks: one for each event, with what it changed and why. Every form of output renders this value."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from ...engine.events import Event
from ...engine.history import Change, LogRow, Moment, Run
from ...engine.interpreter.advance import Advance, advance
from ...engine.interpreter.world import FRESH_ROW
from ...engine.program.program import Program
from ...engine.statuses import StepStatus
from ...engine.values import Value
from ...grammar.light_dataclass import dataclass
from .cells import cell_path, change_words, element_path
from .event_words import event_words


@dataclass(frozen=True, slots=True)
class TracedChange:
    """One changed cell. `element` is a path such as `Prepare#2/Badge`, `cell` the same with what changed:
    `Prepare#2/Badge.Status`. `words` say it to people. `because` is the id of the row or decision that demands it.
    `passing`: it changes again in the same moment, before anybody can see it. `of_world`: the event itself changes it; the run
    does the rest.
    """

    element: str
    cell: str
    before: Value
    after: Value
    because: str
    words: str
    passing: bool = False
    of_world: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One event and everything it brought about.

    `event` is as a scenario writes it, `faults` the errors that struck while it was worked off. `minutes` is the
    simulated time since the run began. `synchronous`: the run had not come to rest before it; the event is the
    result of a synchronous step, and what follows belongs to the burst that started it. `message` says what went
    wrong where something did.
    """

    number: int
    happening: Event
    event: str
    faults: tuple[str, ...]
    minutes: Fraction
    synchronous: bool
    changes: tuple[TracedChange, ...]
    log: tuple[LogRow, ...]
    message: str = ""

    @property
    def shown(self) -> tuple[TracedChange, ...]:
        """The changes without those that pass within the moment."""
        return tuple(change for change in self.changes if not change.passing)


def trace_of(program: Program, run: Run) -> tuple[Block, ...]:
    """The whole past of a run, oldest first. From the second visit of a stage on, its number is told: `Stage#2`."""
    return tuple(blocks(program, run.moments()))


def blocks(program: Program, moments: Iterable[Moment]) -> Iterator[Block]:
    """A block for each moment. The moments are those of a run from its beginning."""
    visits: dict[str, int] = {}
    for moment in moments:
        yield Block(
            number=moment.number,
            happening=moment.event,
            event=event_words(moment.event),
            faults=tuple(event_words(fault) for fault in moment.faults),
            minutes=moment.minutes,
            synchronous=bool(moment.before.configuration.queue),
            changes=tuple(_traced(moment.changes, visits)),
            log=moment.log,
            message=_message(program, moment),
        )


def _traced(changes: tuple[Change, ...], visits: dict[str, int]) -> Iterator[TracedChange]:
    passing = _passing(changes)
    for place, change in enumerate(changes):
        subject = change.subject
        if subject.part == "stage" and change.attribute == "Status" and change.before is None:
            visits[subject.name] = visits.get(subject.name, 0) + 1
        element = element_path(subject, visits.get(subject.stage or "", 1))
        yield TracedChange(
            element=element,
            cell=cell_path(change, element),
            before=change.before,
            after=change.after,
            because=change.because,
            words=change_words(change, element),
            passing=place in passing,
            of_world=_is_of_world(change),
        )


def _is_of_world(change: Change) -> bool:
    """Outputs, fields, inputs, and what an evaluation flow would answer; not what the run reads anew."""
    part, attribute = change.subject.part, change.attribute
    return change.because != FRESH_ROW and (
        part in ("field", "input")
        or attribute.startswith("Outputs.")
        or (part, attribute) == ("flow", "Next answer")
    )


def _passing(changes: tuple[Change, ...]) -> frozenset[int]:
    """Where a step is Not Started that starts in the same moment."""
    created: dict[str, int] = {}
    found: list[int] = []
    for place, change in enumerate(changes):
        if change.subject.part == "step" and change.attribute == "Status":
            if change.after is StepStatus.NOT_STARTED:
                created[change.subject.name] = place
            elif change.subject.name in created:
                found.append(created.pop(change.subject.name))
    return frozenset(found)


def _message(program: Program, moment: Moment) -> str:
    """What went wrong: the history does not keep it, so the event is worked off once more."""
    if not any(change.after == "Error" for change in moment.changes):
        return ""
    again = advance(program, moment.before.configuration, moment.event, moment.faults)
    return again.message if isinstance(again, Advance) else ""
