"""XML as it is about to be written: one tree of parts, in Salesforce's order, before layout is put on it."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import Final

from ..span import Node
from .schema import Shape
from .xml_tree import COMMENT

_STEP: Final = re.compile(r"([^\[\]/]+)(?:\[(\d{1,6})\])?")
_TAG: Final = re.compile(r"<([^\s/>]+)")


class Presence(Enum):
    """Whether a part has to be written."""

    ESSENTIAL = auto()
    """Without it the meaning would be another."""
    SHOWN = auto()
    """It says nothing new, and Salesforce writes it; left out only where the file's own form leaves it out."""
    HIDDEN = auto()
    """It says nothing new, and Salesforce leaves it out; written only where the file's own form has it."""


class Part:
    """An element (`children`), an element with text (`text`), or what is written verbatim (`raw`).

    `owner` is the node whose layout speaks of this part and of what is in it. `name` tells apart stages and
    decisions, whose order in the file is free. `count`: of how many conditions a LOGIC speaks.
    """

    __slots__ = (
        "attributes", "children", "count", "leading", "name", "nil", "owner", "presence", "raw", "shape", "tag", "text",
    )  # fmt: skip

    def __init__(self, tag: str, shape: Shape, presence: Presence = Presence.ESSENTIAL) -> None:
        self.tag = tag
        self.shape = shape
        self.presence = presence
        self.text: str | None = None
        self.raw: str | None = None
        self.children: list[Part] = []
        self.attributes: list[str] = []
        self.leading: tuple[str, ...] = ()
        self.nil = False
        self.owner: Node | None = None
        self.name: str | None = None
        self.count = 0

    @property
    def is_comment(self) -> bool:
        """True for a comment that speaks to Stageproof."""
        return self.tag == COMMENT

    def sort(self) -> None:
        """Put the children into Salesforce's order; those with the same tag stay as they are."""
        leading = self.leading

        def place(part: Part) -> tuple[int, str]:
            tag = part.tag.rpartition(":")[2]
            if tag in leading:
                return leading.index(tag), ""
            return (len(leading) + 1, "") if part.is_comment else (len(leading), tag)

        self.children.sort(key=place)

    def find(self, path: str) -> "Part | None":
        """The part that a path such as `entryConditions[2]/rightValue` leads to; the empty path is this part."""
        part: Part | None = self
        for step in path.split("/") if path else ():
            match = _STEP.fullmatch(step)
            if part is None or match is None:
                return None
            number = int(match.group(2) or 1)
            part = next(
                (child for child, at in numbered(part) if child.tag == match.group(1) and at == number), None
            )
        return part


def leaf(tag: str, text: str, shape: Shape = Shape.TEXT, presence: Presence = Presence.ESSENTIAL) -> Part:
    """An element with text."""
    part = Part(tag, shape, presence)
    part.text = text
    return part


def verbatim(xml: str) -> Part:
    """An element that is written as it stands."""
    match = _TAG.match(xml)
    part = Part(match.group(1) if match else "", Shape.NODE)
    part.raw = xml
    return part


def numbered(part: Part) -> Iterator[tuple[Part, int]]:
    """The children that the schema knows, each with its number among those of the same tag, from 1."""
    counts: dict[str, int] = {}
    for child in part.children:
        if child.raw is None:
            number = counts[child.tag] = counts.get(child.tag, 0) + 1
            yield child, number


def path_to(path: str, child: Part, number: int) -> str:
    """The path to a numbered child; empty where the child keeps its own layout."""
    if child.owner is not None:
        return ""
    step = child.tag if number == 1 else f"{child.tag}[{number}]"
    return f"{path}/{step}" if path else step
