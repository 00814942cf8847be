"""What one row says of one moment: what is broken, and what it explains."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...engine.kinds import Kind
from ...engine.statuses import label
from ...engine.tables.row import TableRow
from .scene import Scene
from .standing import Element
from .violation import Violation

Milestone = tuple[Kind, Element]
"""A milestone of an element."""
LogAddress = tuple[Kind, str, str]
"""A milestone as the log has it: with the names of its stage and step, "" where it has none."""


@dataclass(slots=True)
class Verdict:
    """`explained` are statuses that the row demands of elements, `logged` how often it demands a milestone.

    `demanded`: the row's situation occurred and it had something to say, kept to or not.
    """

    violations: list[Violation] = field(default_factory=list[Violation])
    explained: set[tuple[Element, str]] = field(default_factory=set[tuple[Element, str]])
    logged: dict[Milestone, int] = field(default_factory=dict[Milestone, int])
    demanded: bool = False

    def broken(self, row: TableRow, scene: Scene, element: Element, expected: str, observed: str) -> None:
        """Note that the row is broken at this element."""
        self.demanded = True
        number = scene.timeline.moment.number
        self.violations.append(Violation(row.id, expected, observed, number, element_path(element)))


def element_path(element: Element) -> str:
    """The path of an element as people read it: `Stage#2/Step`."""
    visit = f"#{element.visit}" if element.visit > 1 else ""
    names = [f"{element.stage}{visit}" if element.stage else "", element.step]
    return "/".join(filter(None, names)) or element.part


def statuses_seen(scene: Scene, element: Element) -> str:
    """The statuses an element had in a moment, as a sentence's end."""
    words = [label(status) if status else "none" for status in scene.timeline.path(element)]
    return " → ".join(words)
