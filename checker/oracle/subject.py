"""What a situation is about, and what of it is in reach of a demand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...engine.tables.demand import Item
from .standing import RUN, SUBMISSION, Element
from .timeline import Timeline

PARTS = {
    Item.RUN: "run",
    Item.STAGE: "stage",
    Item.STEP: "step",
    Item.WORK_ITEM: "item",
    Item.SUBMISSION: "submission",
    Item.APPROVAL_ITEM: "approval",
}
"""The word of an observation for each kind of item."""


ANY = -1
AT_ONCE = -2


class Subject(NamedTuple):
    """An element in a situation. `place` tells changes of one element apart; ANY where it does not matter, AT_ONCE where
    the situation is that of the moment's beginning and speaks of nothing that begins later.
    """

    element: Element
    place: int = ANY


THE_RUN = Subject(RUN, ANY)


def in_reach(timeline: Timeline, subject: Subject, item: Item) -> Iterator[Element]:
    """The elements of this kind that a demand about the subject speaks of."""
    about, part = subject.element, PARTS[item]
    if item is Item.RUN:
        yield RUN
    elif item is Item.SUBMISSION:
        yield SUBMISSION
    elif about.part == part:
        yield about
    elif about.part == "run":
        for element in timeline.elements(part):
            if subject.place != AT_ONCE or timeline.path(element)[0] is not None:
                yield element
    elif item is Item.STAGE:
        yield Element("stage", about.stage, "", about.visit)
    elif about.part == "step":
        yield Element(part, about.stage, about.step, about.visit)
    elif part == "step":
        stage = timeline.facts.stages.get(about.stage.casefold())
        for step in stage.steps if stage is not None else ():
            yield Element(part, about.stage, step.name, about.visit)
    else:
        yield from (
            element
            for element in timeline.elements(part)
            if element.stage == about.stage and element.visit == about.visit
        )


OWN_ENDS = {
    "stage": ("Completed", "Error", "Canceled"),
    "step": ("Completed", "Error", "Canceled"),
    "item": (),
    "approval": (),
    "run": (),
    "submission": (),
}
"""Statuses with which an element comes to an end of its own: what happens later in the moment is not about it."""


def had(timeline: Timeline, element: Element, status: str, place: int = ANY) -> int | None:
    """The place in the element's path at which it has this status at the time; None if it never has."""
    path = timeline.path(element)
    if place == AT_ONCE:
        return 0 if path[0] == status else None
    return path.index(status) if status in path else None


def has_ended(element: Element, later: tuple[str | None, ...], place: int = ANY) -> bool:
    """Whether an element came to an end of its own after it had a status. What happens at once comes before any end."""
    return place != AT_ONCE and any(end in later for end in OWN_ENDS[element.part])
