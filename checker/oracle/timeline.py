"""One moment of an observed run, laid open: what stood before, every change with its element, what stands after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import NamedTuple

from ...engine.events import Complete, Evaluate, Fail, Resume
from ...engine.statuses import RunStatus
from ...grammar.light_dataclass import dataclass
from .facts import Facts
from .observation import OUTSIDE, STATUS, ObservedMoment, SeenChange
from .standing import RUN, Element, Standing


class StatusChange(NamedTuple):
    """A change of status: its place among the changes of the moment, and what it is about."""

    place: int
    element: Element
    before: str | None
    after: str


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """A moment between two standings. `paths` hold per element the statuses it had: before, and after each change."""

    facts: Facts
    moment: ObservedMoment
    before: Standing
    after: Standing
    changes: tuple[StatusChange, ...]
    paths: dict[Element, tuple[str | None, ...]] = field(
        default_factory=dict[Element, tuple[str | None, ...]]
    )

    @classmethod
    def of(cls, facts: Facts, before: Standing, moment: ObservedMoment) -> Timeline:
        """Lay a moment open."""
        standing = _prepared(before, moment)
        changes: list[StatusChange] = []
        paths: dict[Element, tuple[str | None, ...]] = {
            element: (status,) for element, status in before.statuses.items()
        }
        for place, change in enumerate(moment.changes):
            if change.attribute == STATUS and change.after is not None:
                element = standing.element(change)
                status = StatusChange(place, element, standing.statuses.get(element), str(change.after))
                changes.append(status)
                paths[element] = (*paths.get(element, (None,)), status.after)
            _take(facts, standing, change)
        return cls(facts, moment, before, standing, tuple(changes), paths)

    def at(self, place: int) -> Standing:
        """Where the run stood just before the change at this place."""
        standing = _prepared(self.before, self.moment)
        for change in self.moment.changes[:place]:
            _take(self.facts, standing, change)
        return standing

    def after_each(self) -> Iterator[tuple[SeenChange, Standing]]:
        """Every change with where the run stands after it: one standing that goes on changing, to be looked at only."""
        standing = _prepared(self.before, self.moment)
        for change in self.moment.changes:
            _take(self.facts, standing, change)
            yield change, standing

    def path(self, element: Element) -> tuple[str | None, ...]:
        """The statuses of an element: before the moment, and after each of its changes in it."""
        return self.paths.get(element, (None,))

    def reached(self, element: Element, status: str) -> bool:
        """Whether the element was set to this status in the moment."""
        return status in self.path(element)[1:]

    def reached_run(self, status: str) -> bool:
        """Whether the run was set to this status in the moment."""
        return self.reached(RUN, status)

    def begun(self) -> Iterator[StatusChange]:
        """The visits of stages that begin in the moment."""
        return (change for change in self.changes if change.element.part == "stage" and change.before is None)

    def set_to(self, part: str, status: str) -> Iterator[StatusChange]:
        """The changes of elements of this kind to this status."""
        return (change for change in self.changes if change.element.part == part and change.after == status)

    def elements(self, part: str) -> Iterator[Element]:
        """The stages, steps or work items of the visits that were the latest before the moment, or began in it."""
        for element in self.paths:
            if element.part == part and element.visit >= self.before.visits.get(element.stage, 0):
                yield element

    def fields_changed_outside(self) -> Iterator[str]:
        """The fields of the record that were written in the moment, whether or not the run has read them."""
        return (change.name for change in self.moment.changes if change.attribute == OUTSIDE)

    @property
    def is_in_progress(self) -> bool:
        """Whether the run was In Progress before the moment."""
        return self.before.run == RunStatus.IN_PROGRESS

    def result_of(self) -> Element | None:
        """The step whose result the event brings to a run In Progress, which waits for it; None for any other event."""
        event = self.moment.event
        name = event.step if isinstance(event, Complete) else event.element if isinstance(event, Fail) else ""
        stage = self.facts.stage_of(name)
        step = self.facts.step(name)
        if step is None or stage is None or not self.is_in_progress or self.before.current != stage:
            return None
        element = self.before.latest("step", stage, step.name)
        return element if self.before.statuses.get(element) == "InProgress" else None


def _prepared(before: Standing, moment: ObservedMoment) -> Standing:
    standing = before.copy()
    match moment.event:
        case Evaluate(flow=flow, answer=answer):
            standing.answers[flow.casefold()] = answer
        case Complete(step=name) if before.run == RunStatus.IN_PROGRESS and any(
            change.attribute.startswith("Outputs.") or change.attribute == STATUS for change in moment.changes
        ):
            standing.forget_outputs((name.rpartition("/")[2].casefold(),))
        case Resume():
            standing.forget_outputs(
                tuple(event.step.casefold() for event in before.pending if isinstance(event, Complete))
            )
        case _:
            pass
    return standing


def _take(facts: Facts, standing: Standing, change: SeenChange) -> None:
    begins = change.attribute == STATUS and change.part == "stage" and change.before is None
    standing.take(change)
    if begins and facts.choices.chosen("outputs-on-revisit") != "last-value":
        steps = facts.stage(change.stage or "").steps
        standing.forget_outputs(tuple(step.name.casefold() for step in steps))
