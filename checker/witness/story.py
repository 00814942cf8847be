"""A path of the transition system told as events of the world, with values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ...engine.error_kinds import ErrorKind
from ...engine.events import (
    Begin,
    Cancel,
    Complete,
    Evaluate,
    Event,
    Fail,
    Given,
    Publish,
    Recall,
    Resume,
    SetField,
    Suspend,
)
from ...engine.program.program import Program, StepProgram
from ...engine.values import Value
from ...grammar.contract import Domain
from ...grammar.light_dataclass import dataclass
from ..encoding.data.key import Key
from ..encoding.data.points import fits
from ..encoding.encode import Encoding
from ..encoding.places import Held
from ..encoding.system import Duty, Edge
from ..fixpoint.model import Model
from ..fixpoint.paths import Path, valuations

WORKED_OFF: Final = frozenset({"complete", "fail", "ignore"})
"""The moves of a resume with stored results."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of the world with the errors that strike on the way. `edge` is the place of its edge in the path."""

    event: Event
    faults: tuple[Fail, ...]
    edge: int


def story(
    encoding: Encoding, model: Model, path: Path, wanted: Mapping[Key, Value] | None = None
) -> list[Happening]:
    """The events that drive the interpreter along a path. Values are representatives of their regions: those that are
    `wanted`, where they lie in them.
    """
    return list(_Teller(encoding, valuations(model, path), path, wanted or {}).tell())


class _Teller:
    def __init__(
        self, encoding: Encoding, states: list[dict[int, int]], path: Path, wanted: Mapping[Key, Value]
    ) -> None:
        self.wanted = wanted
        self.encoding = encoding
        self.program: Program = encoding.program
        self.states = states
        self.path = path
        self.values: dict[Key, Value] = {}
        self.told: set[int] = set()

    def tell(self) -> Iterator[Happening]:
        edges = self.encoding.system.edges
        for number, index in enumerate(self.path.edges):
            edge = edges[index]
            place = self.encoding.places[edge.source]
            if edge.duty in (Duty.ENGINE, Duty.STRIKE) or (isinstance(place, Held) and place.resumed):
                continue
            if isinstance(place, Held) and edge.label.event in (*WORKED_OFF, "resume"):
                yield from self._resumed(number)
                continue
            if edge.label.event == "store":
                yield from self._stored(edge.label.element, number)
                continue
            after = self.states[number + 1]
            for first in self._first(edge, after):
                yield Happening(first, (), number)
            faults = self._faults(number, self._until(number))
            yield Happening(self._event(edge, number), faults, number)

    def _resumed(self, first: int) -> Iterator[Happening]:
        """The rest of the results that were stored, and then the resume that works them off."""
        last = self._until(first)
        yield from self._told_of(first, last)
        yield Happening(Resume(), self._faults(first, last), first)

    def _told_of(self, first: int, last: int) -> Iterator[Happening]:
        """The stored results that are worked off in a part of the path and were not told yet."""
        edges = self.encoding.system.edges
        for number in range(first, last):
            edge = edges[self.path.edges[number]]
            place = self.encoding.places[edge.source]
            if (
                isinstance(place, Held)
                and edge.label.event in ("complete", "fail")
                and number not in self.told
            ):
                self.told.add(number)
                yield Happening(self._event(edge, number), (), first)

    def _until(self, number: int) -> int:
        """The place in the path of the next event; what a resume works off is part of it."""
        edges = self.encoding.system.edges
        for following in range(number + 1, len(self.path.edges)):
            edge = edges[self.path.edges[following]]
            place = self.encoding.places[edge.source]
            if edge.duty not in (Duty.ENGINE, Duty.STRIKE) and not (
                isinstance(place, Held) and place.resumed
            ):
                return following
        return len(self.path.edges)

    def _faults(self, number: int, until: int) -> tuple[Fail, ...]:
        """The errors that strike after an event."""
        told = (self.encoding.system.edges[index] for index in self.path.edges[number + 1 : until])
        return tuple(
            Fail(edge.label.element, ErrorKind(edge.label.kinds[0]))
            for edge in told
            if edge.duty is Duty.STRIKE
        )

    def _stored(self, step: str, number: int) -> Iterator[Happening]:
        """A flow writes while the run is suspended. What it gave is looked at only as that is worked off: after the results
        that came before it, which are told first.
        """
        edges = self.encoding.system.edges
        worked_off = self._until_resumed(number)
        until = self._until(worked_off)
        for following in range(worked_off, until):
            edge = edges[self.path.edges[following]]
            if edge.label.element == step and edge.label.event in ("complete", "ignore"):
                yield from self._told_of(worked_off, following)
                if edge.label.event == "complete":
                    self.told.add(following)
                    yield Happening(self._event(edge, following), (), number)
                    return
                break
        else:
            # an error among those that came before it leaves nobody to wait for it
            yield from self._told_of(worked_off, until)
        found = self.program.step(step)
        assert found is not None  # noqa: S101  # labels name steps
        yield Happening(Complete(found.name, self._needed(found)), (), number)

    def _until_resumed(self, number: int) -> int:
        """The place in the path where the first stored result is worked off, or its end."""
        edges = self.encoding.system.edges
        for following in range(number, len(self.path.edges)):
            edge = edges[self.path.edges[following]]
            if edge.label.event in WORKED_OFF and isinstance(self.encoding.places[edge.source], Held):
                return following
        return len(self.path.edges)

    def _first(self, edge: Edge, after: Mapping[int, int]) -> Iterator[Event]:
        """Before a run begins: what evaluation flows will answer."""
        if edge.label.event == "begin":
            for flow, variable in zip(self.program.flows, self.encoding.statuses.answers, strict=True):
                if after[variable]:
                    yield Evaluate(flow, answer=True)

    def _event(self, edge: Edge, number: int) -> Event:  # one case an event
        label, after = edge.label, self.states[number + 1]
        match label.event:
            case "begin":
                return Begin(self._beginning(after))
            case "complete" | "complete late":
                step = self.program.step(label.element)
                assert step is not None  # noqa: S101  # labels name steps
                late = label.event == "complete late"
                return Complete(step.name, self._needed(step) if late else self._outputs(step, after))
            case "fail":
                return Fail(label.element, ErrorKind(label.kinds[0]))
            case "evaluate":
                flow = self.program.flows.index(label.element)
                return Evaluate(label.element, bool(after[self.encoding.statuses.answers[flow]]))
            case "set":
                return SetField(label.element, self._field(edge, after))
            case "publish":
                return Publish()
            case "suspend":
                return Suspend()
            case "resume":
                return Resume()
            case "cancel":
                return Cancel()
            case "recall":
                return Recall()
            case other:
                raise ValueError(f"{other} is no event of the world")

    def _beginning(self, after: Mapping[int, int]) -> Given:
        named = [Key("input", name) for name in self.program.inputs]
        named += [Key("field", name) for name in self.program.fields]
        values = self._after(after, named)
        domains = {Key("input", hole.name).folded: hole.domain for hole in self.program.input_holes}
        for name, hole in zip(self.program.fields, self.program.field_holes, strict=True):
            domains[Key("field", name).folded] = hole.domain
        return tuple(
            (key.name, _fitting(values[key.folded], domains.get(key.folded)))
            for key in named
            if key.folded in values
        )

    def _field(self, edge: Edge, after: Mapping[int, int]) -> Value:
        """What the record holds: the run may know something older, where the event changes what lies outside of it."""
        field, outside = Key("field", edge.label.element), Key("world", edge.label.element)
        values = self._after(after, [field])
        where = self.encoding.space.where(outside, 0)
        is_outside = where is not None and any(update.variable == where[0] for update in edge.updates)
        return values.get((outside if is_outside else field).folded)

    def _outputs(self, step: StepProgram, after: Mapping[int, int]) -> Given:
        keys = {
            hole: Key("output", f"{step.subject.name}.{step.outputs[hole.slot]}").folded
            for hole in step.holes
            if hole.slot is not None
        }
        values = self._after(after, keys.values())
        given: dict[str, Value] = dict(self._needed(step))
        given.update(
            (hole.name, _fitting(values[key], hole.domain)) for hole, key in keys.items() if key in values
        )
        return tuple(given.items())

    def _after(self, after: Mapping[int, int], changed: Iterable[Key]) -> dict[Key, Value]:
        """The values behind an event that changes some of them."""
        folded = frozenset(key.folded for key in changed)
        space = self.encoding.space
        self.values = space.concrete(after, self.values, folded)
        self.values |= {key: value for key, value in self.wanted.items() if space.lies_in(key, value, after)}
        return self.values

    def _needed(self, step: StepProgram) -> Given:
        """Values for outputs that are never null and that nothing looks at."""
        return tuple(
            (hole.name, _any_of(hole.domain)) for hole in step.holes if hole.domain.nullable is False
        )


def _fitting(value: Value, domain: Domain | None) -> Value:
    """The value where it lies in its declared domain. What nobody reads any more may be told as any value: then one that does."""
    return value if domain is None or fits(value, domain) else _any_of(domain)


def _any_of(domain: Domain) -> Value:
    from ...engine.exploration.compared import Compared
    from ...engine.exploration.representatives import representatives

    return representatives(domain, Compared())[0]
