"""The content of an element without its values: white space and comments as they are, each child as an empty tag.

`<label/>` stands for a child that the schema knows, `<orchestratedStages name="A"/>` for the one of that name where
the order is not the usual one, `<ends .../>` for one that is kept verbatim, `<stageproof/>` for a comment that speaks
to Stageproof.
"""

import re
from typing import Final, NamedTuple

from .part import Part, Presence
from .xml_text import decode, encode
from .xml_tree import COMMENT

COMMENT_SLOT: Final = "<stageproof/>"
_SLOT: Final = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<([^\s/>!?]+)(?: name=\"([^\"]*)\"| (\.\.\.))?/>",
    re.DOTALL,
)
_SPACE: Final = " \t\r\n"
_LINE: Final = re.compile(r"\n[ \t]*\Z")


class Slot(NamedTuple):
    """The place of one child. `kept`: its XML is verbatim."""

    tag: str
    name: str | None = None
    kept: bool = False

    def written(self) -> str:
        """The slot as it stands in a skeleton."""
        if self.tag == COMMENT:
            return COMMENT_SLOT
        if self.name is not None:
            return f'<{self.tag} name="{encode(self.name)}"/>'
        return f"<{self.tag} .../>" if self.kept else f"<{self.tag}/>"


class Skeleton(NamedTuple):
    """Slots, what stands before each, and what stands after the last."""

    slots: tuple[tuple[str, Slot], ...]
    tail: str


def parse_skeleton(text: str) -> Skeleton:
    """Read a skeleton."""
    slots: list[tuple[str, Slot]] = []
    begin = 0
    for match in _SLOT.finditer(text):
        if match.group() == COMMENT_SLOT:
            slot = Slot(COMMENT)
        elif match.group(1) is None:
            continue
        else:
            name = match.group(2)
            slot = Slot(match.group(1), None if name is None else decode(name), match.group(3) is not None)
        slots.append((text[begin : match.start()], slot))
        begin = match.end()
    return Skeleton(tuple(slots), text[begin:])


class Placed(NamedTuple):
    """A child with what stands before it. `number`: which comment of its element it is."""

    before: str
    part: Part
    number: int = 1


def place(
    children: list[Part], skeleton: Skeleton, separators: tuple[str, str], comments: int
) -> tuple[list[Placed], str]:
    """Put children into a skeleton as far as it fits; the second result is what stands after the last one.

    A slot without a child goes, with the line it stands on. A child without a slot stands after the one that comes
    before it in Salesforce's order, on a line of its own where its neighbours have one. `separators` are what
    usually stands before a child and before the end; `comments`: how many comments to Stageproof there are.
    """
    placed: list[Placed] = []
    taken: set[int] = set()
    seen = 0
    carried = ""
    for (before, slot), part in zip(skeleton.slots, _fill(children, skeleton), strict=True):
        if slot.tag == COMMENT:
            seen += 1
        if part is None or (slot.tag == COMMENT and seen > comments):
            carried += before.rstrip(_SPACE)
            continue
        placed.append(Placed(carried + before, part, max(seen, 1)))
        carried = ""
        taken.add(id(part))
    tail = carried + skeleton.tail
    for index, part in enumerate(children):
        if id(part) in taken or part.presence is not Presence.ESSENTIAL:
            continue
        taken.add(id(part))
        if not placed and not tail.strip(_SPACE):
            tail = separators[1]
        earlier = {id(one) for one in children[:index]}
        at = max((number + 1 for number, one in enumerate(placed) if id(one.part) in earlier), default=0)
        placed.insert(at, Placed(_before_new(placed, at, separators[0]), part))
    return placed, tail


def _before_new(placed: list[Placed], at: int, separator: str) -> str:
    """What stands before a new child: what stands before most of the others, else before its neighbour."""
    if not placed:
        return separator
    usual = [one.before for one in placed if not one.before.strip(_SPACE)]
    if usual:
        return max(usual, key=usual.count)
    line = _LINE.search(placed[max(at - 1, 0)].before)
    return line.group() if line is not None else separator


def _fill(children: list[Part], skeleton: Skeleton) -> list[Part | None]:
    known: dict[str, list[Part]] = {}
    kept: list[Part] = []
    for child in children:
        if child.raw is not None and not child.is_comment:
            kept.append(child)
        else:
            known.setdefault(child.tag, []).append(child)
    filled: list[Part | None] = [None] * len(skeleton.slots)
    for index, (_, slot) in enumerate(skeleton.slots):
        if slot.name is not None:
            filled[index] = _take(known.get(slot.tag, []), slot.name)
    for index, (_, slot) in enumerate(skeleton.slots):
        if filled[index] is not None:
            continue
        if slot.kept:
            found = next((part for part in kept if part.tag == slot.tag), None)
            if found is not None:
                kept.remove(found)
                filled[index] = found
        elif slot.tag == COMMENT:
            comments = known.get(COMMENT, [])
            filled[index] = comments[0] if comments else None
        elif known.get(slot.tag):
            filled[index] = known[slot.tag].pop(0)
    return filled


def _take(parts: list[Part], name: str) -> Part | None:
    for index, part in enumerate(parts):
        if part.name == name:
            return parts.pop(index)
    return None
