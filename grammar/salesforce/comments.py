"""Comments that speak to Stageproof: what XML has no place for.

`<!-- stageproof: … -->` directly in an element says something of that element: `suppress rule because "reason"`, and in
a stage, an outcome or a decision (of its default) `end intended`. In the root it also holds contracts, fields, known
names, parameters, properties and scenarios, as they stand in an `.orch` file. `--`, which XML forbids in a comment,
is written with escapes inside texts.
"""

import re
from typing import Any, Final

from ..contract import FlowContract
from ..declaration import FieldDeclaration, Known, OpenParameter, Suppression
from ..diagnostic import Diagnostic, Problem
from ..property import Property
from ..scenario import Scenario
from ..source import Source
from ..span import Node
from .reading import Reading
from .schema import Kind
from .xml_tree import XmlElement

MARK: Final = "stageproof:"
_INTENDED: Final = r"\s*end\s*,?\s*intended(?!\w)"
_INTENDED_LAST: Final = r"(?:^|(?<=\s))end\s*,?\s*intended\s*\Z"
DECLARATIONS: Final[dict[type, str]] = {
    FlowContract: "contracts",
    FieldDeclaration: "fields",
    Known: "known",
    OpenParameter: "parameters",
    Property: "properties",
    Scenario: "scenarios",
    Suppression: "suppressions",
}
_ENDING_BY_KIND: Final = {
    "stage": ("ends_intended", "connector"),
    "rule": ("ends_intended", "connector"),
    "decision": ("default_intended", "defaultConnector"),
}
"""What is intended, and the tag without which the run ends there."""


class Said:
    """What comments say: nodes by attribute, and whether an end is intended."""

    __slots__ = ("diagnostics", "intended", "nodes")

    def __init__(self) -> None:
        self.nodes: dict[str, list[Node]] = {}
        self.intended = False
        self.diagnostics: tuple[Diagnostic, ...] = ()


def read_comment(
    reading: Reading,
    element: XmlElement,
    comment: XmlElement,
    kind: Kind,
    several: dict[str, list[Any]],
    values: dict[str, Any],
) -> bool:
    """Read one comment into the attributes of its element. False: it says nothing that can be understood."""
    if not kind.owner or kind.name == "connector":
        _refuse(reading, comment, "Nothing can be said to Stageproof in this element.")
        return False
    said = understand(reading.source, comment.content_start, comment.content_end)
    if said.diagnostics:
        for one in said.diagnostics:
            reading.say(one.span, one.problem, f"In a comment to Stageproof: {one.message}", one.help)
        return False
    attribute, connector = _ENDING_BY_KIND.get(kind.name, ("", ""))
    if said.intended and (not attribute or element.child(connector) is not None):
        _refuse(reading, comment, "The run does not end here, so no end can be intended.")
        return False
    if kind.name != "flow" and said.nodes.keys() - {"suppressions"}:
        _refuse(reading, comment, "Declarations stand in a comment directly in <Flow>.")
        return False
    for several_of, nodes in said.nodes.items():
        several.setdefault(several_of, []).extend(nodes)
    if said.intended:
        values[attribute] = True
    return True


def _refuse(reading: Reading, comment: XmlElement, message: str) -> None:
    advice = "Say it directly in the element that it is about."
    reading.say(comment.span, Problem.INVALID_VALUE, message, advice)


def understand(source: Source, start: int, end: int) -> Said:
    """What the comment between two places says."""
    said = Said()
    start = source.text.index(MARK, start, end) + len(MARK)
    first = re.compile(_INTENDED).match(source.text, start, end)
    if first is not None:
        said.intended = True
        start = first.end()
    last = re.compile(_INTENDED_LAST).search(source.text, start, end)
    if last is not None:
        said.intended = True
        end = last.start()
    if source.text[start:end].strip():
        from ..language.parse import parse_members

        result = parse_members(source, start, end)
        said.diagnostics = result.diagnostics
        for node in result.members:
            said.nodes.setdefault(DECLARATIONS[type(node)], []).append(node)
    return said
