"""The points of control of a run, by what they are."""

from __future__ import annotations

from ...engine.program.program import Program, Target
from ...grammar.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Begin:
    """The run has not begun."""


@dataclass(frozen=True, slots=True)
class Triggered:
    """The trigger's conditions are judged: only where they hold there is a run."""


@dataclass(frozen=True, slots=True)
class Follow:
    """A connector is followed. `recalling`: on the recall path."""

    target: Target
    recalling: bool


@dataclass(frozen=True, slots=True)
class Enter:
    """A stage is entered: from step number `step` on, entry conditions are judged for the first time."""

    stage: int
    step: int
    queue: tuple[int, ...]
    recalling: bool


@dataclass(frozen=True, slots=True)
class Held:
    """The run was suspended, and fields may have changed that would have woken it; results come meanwhile and are stored.

    `stored` are the steps whose flow wrote to the record and whose result is stored, in order; what others give is chosen as
    it is worked off. `resumed`: stored results are being worked off. Then `fresh` are the steps (as bits) that
    have started since, which have no stored result, and `queue` the synchronous steps whose results come after them.
    `first`: nothing was worked off yet.
    """

    stage: int
    stored: tuple[int, ...] = ()
    resumed: bool = False
    fresh: int = 0
    queue: tuple[int, ...] = ()
    first: bool = False

    def without(self, step: int) -> Held:
        """The place behind the work on a step's stored result."""
        stored = tuple(other for other in self.stored if other != step)
        return Held(self.stage, stored, True, self.fresh, self.queue)


@dataclass(frozen=True, slots=True)
class Exits:
    """The exit conditions of steps are judged, from step number `step` on, then the stage's own.

    `exits` and `starts` are the steps whose conditions have to be judged again, because something they look at is
    new (as bits); the others are as they were. `changed`: something has started or completed in this round. `back`: a
    stored result is worked off, and there may be more.
    """

    stage: int
    step: int
    exits: int
    starts: int
    queue: tuple[int, ...]
    changed: bool
    recalling: bool
    back: Held | None = None


@dataclass(frozen=True, slots=True)
class Starts:
    """Entry conditions are judged again, from step number `step` on; else as `Exits`."""

    stage: int
    step: int
    exits: int
    starts: int
    queue: tuple[int, ...]
    changed: bool
    recalling: bool
    back: Held | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """The stage waits. `queue` are the synchronous steps whose results come first."""

    stage: int
    queue: tuple[int, ...]
    recalling: bool


@dataclass(frozen=True, slots=True)
class End:
    """The run is over: `status` is Completed, Canceled or Error; `resumable` tells errors apart."""

    status: str
    resumable: bool = False


@dataclass(frozen=True, slots=True)
class Judging:
    """Right after a change in the middle of move number `move`, where the author's properties are judged.

    `happened` are the changes of this moment: pairs of API name in lower case and `starts`, `completes` or `fails`.
    """

    move: int
    turn: int
    happened: tuple[tuple[str, str], ...]


Place = Begin | Triggered | Follow | Enter | Exits | Starts | Rest | Held | End | Judging


def name_of(place: Place, program: Program) -> str:
    """A unique name for people and exports."""
    match place:
        case Begin():
            return "before the run"
        case Triggered():
            return "the trigger"
        case Follow(target=target, recalling=recalling):
            return f"to {target.name or 'End'}" + _suffix((), program, None, recalling=recalling)
        case Enter(stage=stage, step=step, queue=queue, recalling=recalling):
            head = f"{program.stages[stage].name} starts, step {step + 1}"
            return head + _suffix(queue, program, stage, recalling=recalling)
        case Exits() | Starts():
            what = "exits" if isinstance(place, Exits) else "entries"
            mark = ", again" if place.changed else ""
            head = f"{program.stages[place.stage].name} {what} {place.exits:x}/{place.starts:x} from {place.step + 1}{mark}"
            back = _held(place.back) if place.back else ""
            return head + _suffix(place.queue, program, place.stage, recalling=place.recalling) + back
        case Rest(stage=stage, queue=queue, recalling=recalling):
            return f"{program.stages[stage].name} rests" + _suffix(queue, program, stage, recalling=recalling)
        case Held(stage=stage, queue=queue):
            name = program.stages[stage].name
            return f"{name} is suspended{_held(place)}" + _suffix(queue, program, stage, recalling=False)
        case Judging(move=move, turn=turn):
            return f"in the middle of move {move}, turn {turn}"
        case End(status=status, resumable=resumable):
            return f"run {status}" + (", can be resumed" if resumable else "")


def _held(place: Held) -> str:
    stored = f", stored {'.'.join(map(str, place.stored))}" if place.stored else ""
    if place.first:
        return f"{stored}, just resumed"
    return stored + (f", worked off but {place.fresh:x}" if place.resumed else "")


def _suffix(queue: tuple[int, ...], program: Program, stage: int | None, *, recalling: bool) -> str:
    waiting = ""
    if queue and stage is not None:
        steps = program.stages[stage].steps
        waiting = f", waiting for {', '.join(steps[step].name for step in queue)}"
    return waiting + (", recalled" if recalling else "")
