"""The author's properties beside a run: what each remembers, and where one does not hold.

Decision `when-judged`: a property is judged after every change of a status. Whether a condition holds is told from what
was observed alone, so that runs of any engine can be watched. What cannot be told (a function that is not worked out) may
hold or not: it is no flaw, and it is counted.
"""

from __future__ import annotations

from typing import Final, assert_never

from ...engine.error_kinds import ErrorKind
from ...engine.events import Cancel, Event, Fail, Recall
from ...engine.scenarios.expectations import BECOMES, atoms
from ...engine.scenarios.wording import said
from ...grammar.condition import Condition
from ...grammar.light_dataclass import dataclass
from ...grammar.property import AllOf, AnyOf, Happens, Implication, Negation, Property, Statement
from ..oracle.conditions import condition_holds
from ..oracle.facts import Facts
from ..oracle.observation import STATUS, SeenChange
from ..oracle.standing import Standing
from ..oracle.timeline import Timeline
from ..three_valued import conjunction, disjunction, implication, negation
from .flaw import Flaw, Judge

PARTS: Final = ("run", "stage", "step")
NOTHING_YET, ONCE, HELD, UNSURE = 0, 1, 2, 4
ENDS: Final = ("Completed", "Error", "Canceled")
Memory = tuple[int, ...]
"""What each property remembers. Leads to, eventually: whether something is owed (1). Before: whether it has been (1).
Exactly once: how often, whether it may have held last (2 more), and whether it may have been at a moment of which that cannot
be told (4 more). The last number: whether the run has ended, or its submission was recalled."""
RUNNING, OVER, RECALLED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Watched:
    """What the properties say of one moment. `premises` are the names of the premises that held in it (`premise_names`),
    `untold` the titles of those of which it could not be told whether they hold.
    """

    flaws: tuple[Flaw, ...]
    memory: Memory
    premises: frozenset[str]
    untold: frozenset[str]


def beginning(properties: tuple[Property, ...]) -> Memory:
    """What the properties remember before a run begins."""
    return (*(int(claim.kind == "eventually") for claim in properties), RUNNING)


def watch(properties: tuple[Property, ...], timeline: Timeline, memory: Memory) -> Watched:
    """Hold one moment against every property. Nobody resumes a failed run (decision `end`): what comes then is not judged."""
    if memory[-1] == OVER:
        return Watched((), memory, frozenset(), frozenset())
    watcher = _Watcher(timeline.facts, properties, list(memory))
    for change, standing in timeline.after_each():
        if change.attribute in (STATUS, "Outcome"):
            watcher.judge(change, standing)
    if isinstance(timeline.moment.event, Recall):
        watcher.memory[-1] = RECALLED
    if _is_end(timeline):
        if watcher.memory[-1] != RECALLED:
            watcher.end(timeline.moment.event)
        watcher.memory[-1] = OVER
    return Watched(
        tuple(watcher.flaws), tuple(watcher.memory), frozenset(watcher.premises), frozenset(watcher.untold)
    )


def premises(claim: Property) -> tuple[Statement, ...]:
    """What has to hold, each at some time, or the property says nothing of the runs that were seen. Of a reachable: itself."""
    match claim.kind, claim.statement:
        case "always", Implication(premise=statement):
            return (statement,)
        case "never", AllOf(parts=parts):
            return parts
        case "always" | "never", _:
            return ()
        case "before", _:
            return () if claim.second is None else (claim.second,)
        case _:
            return (claim.statement,)


def premise_names(claim: Property) -> tuple[str, ...]:
    """By what names it is told that its premises held: the title, and for further parts of a never the part with it."""
    return (claim.title, *(f"{claim.title}: {said(part)}" for part in premises(claim)[1:]))


class _Watcher:
    def __init__(self, facts: Facts, properties: tuple[Property, ...], memory: list[int]) -> None:
        self.facts = facts
        self.properties = properties
        self.memory = memory
        self.flaws: list[Flaw] = []
        self.premises: set[str] = set()
        self.untold: set[str] = set()

    def judge(self, change: SeenChange, standing: Standing) -> None:
        for number, claim in enumerate(self.properties):
            self._judge(number, claim, change, standing)

    def _judge(self, number: int, claim: Property, change: SeenChange, standing: Standing) -> None:
        def holds(statement: Statement) -> bool | None:
            return self._holds(statement, change, standing)

        held = [holds(supposed) for supposed in premises(claim)]
        if not held or any(held):
            told = zip(premise_names(claim), held or [True], strict=True)
            self.premises.update(name for name, is_so in told if is_so)
        first = holds(claim.statement)
        second = holds(claim.second) if claim.second is not None else False
        if first is None or second is None:
            self.untold.add(claim.title)
        match claim.kind:
            case "always" if first is False:
                self._wrong(claim, change, f"{said(claim.statement)} does not hold")
            case "never" if first:
                self._wrong(claim, change, f"{said(claim.statement)} holds")
            case "eventually" if first is not False:
                self.memory[number] = NOTHING_YET
            case "leads-to" if second is not False:
                self.memory[number] = NOTHING_YET
            case "leads-to" if first:
                self.memory[number] = ONCE
            case "before" if first is not False:
                self.memory[number] = ONCE
            case "before" if second and self.memory[number] == NOTHING_YET:
                wanted = claim.second
                assert wanted is not None  # noqa: S101  # the grammar says so
                self._wrong(claim, change, f"{said(wanted)}, and {said(claim.statement)} has not been")
            case "exactly-once":
                self._count(number, claim, change, is_now=first)
            case _:
                pass

    def _count(self, number: int, claim: Property, change: SeenChange, *, is_now: bool | None) -> None:
        """A condition that goes on holding counts once; a change counts each time."""
        before = self.memory[number]
        goes_on = bool(before & HELD) and not any(
            isinstance(atom, Happens) for atom in atoms(claim.statement)
        )
        times, unsure = before & ONCE, before & UNSURE
        if is_now and not goes_on:
            if times:
                self._wrong(claim, change, f"{said(claim.statement)} for the second time")
            times = ONCE
        if is_now is None:
            unsure = UNSURE
        self.memory[number] = times | unsure | (NOTHING_YET if is_now is False else HELD)

    def end(self, event: Event) -> None:
        """The run is over: what is owed was not done. Nobody is obliged to go on after a cancel, a recall or an outage."""
        if isinstance(event, Cancel) or (isinstance(event, Fail) and event.kind is ErrorKind.PLATFORM):
            return
        for number, claim in enumerate(self.properties):
            owed = self.memory[number]
            match claim.kind:
                case "eventually" | "leads-to" if owed == ONCE:
                    wanted = claim.second or claim.statement
                    self._flaw(claim, "run", f"the run ends and it has not come to {said(wanted)}")
                case "exactly-once" if not owed & (ONCE | UNSURE):
                    self._flaw(claim, "run", f"the run ends without {said(claim.statement)}")
                case _:
                    pass

    def _wrong(self, claim: Property, change: SeenChange, observed: str) -> None:
        self._flaw(claim, change.name or change.part, observed)

    def _flaw(self, claim: Property, element: str, observed: str) -> None:
        if all(flaw.id != claim.title for flaw in self.flaws):
            expected = f"{claim.kind.replace('-', ' ')} {said(claim.statement)}"
            if claim.second is not None:
                expected = f"{said(claim.statement)} {claim.kind.replace('-', ' ')} {said(claim.second)}"
            self.flaws.append(Flaw(Judge.PROPERTY, claim.title, element, expected, observed))

    def _holds(self, statement: Statement, change: SeenChange, standing: Standing) -> bool | None:
        """Whether a statement holds after a change; None: it cannot be told."""
        match statement:
            case Condition():
                return condition_holds(self.facts, standing, statement)
            case Happens():
                return _happens(change, statement)
            case AllOf(parts=parts):
                return conjunction(self._holds(part, change, standing) for part in parts)
            case AnyOf(parts=parts):
                return disjunction(self._holds(part, change, standing) for part in parts)
            case Negation(part=part):
                return negation(self._holds(part, change, standing))
            case Implication(premise=supposed, conclusion=conclusion):
                return implication(
                    self._holds(supposed, change, standing), self._holds(conclusion, change, standing)
                )
            case _:
                assert_never(statement)


def _happens(change: SeenChange, statement: Happens) -> bool:
    """Whether a change is the one that a statement names. A decision starts and completes as it is evaluated."""
    folded = statement.element.casefold()
    if change.part == "decision":
        return (
            change.attribute == "Outcome" and change.name.casefold() == folded and statement.event != "fails"
        )
    name = (change.step or "") if change.part == "step" else change.name
    if statement.event == "starts" and change.part in ("run", "stage") and change.before is not None:
        return False  # a resume is no start
    return (
        change.part in PARTS
        and change.attribute == STATUS
        and name.casefold() == folded
        and change.before != change.after
        and change.after == BECOMES.get(statement.event)
    )


def _is_end(timeline: Timeline) -> bool:
    return timeline.after.run in ENDS and timeline.before.run not in ENDS
