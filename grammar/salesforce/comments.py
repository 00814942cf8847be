"""Comments that speak to Stageproof: what XML has no place for.

`<!-- stageproof: … -->` directly in an element says something of that element: `suppress rule because "reason"`, and in
a stage, an outcome or a decision (of its default) `end intended`. In a part that nothing can be said of (an assignee,
a condition, a connector), it is about the element around it; before or after the root, about the root. In the root it also holds contracts, fields, known
names, parameters, properties and scenarios, as they stand in an `.orch` file. `--`, which XML forbids in a comment,
is written with escapes inside texts.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from ..contract import FlowContract
from ..declaration import FieldDeclaration, Known, OpenParameter, Suppression
from ..diagnostic import Diagnostic, Problem
from ..property import Property
from ..scenario import Scenario
from ..source import Source
from ..span import Node, Span
from .reading import Reading
from .schema import KINDS, Kind
from .xml_tree import COMMENT, SPEAKS, XmlElement

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
    said = understand(reading.source, comment.content_start, comment.content_end)
    if said.diagnostics:
        for one in said.diagnostics:
            reading.say(one.span, one.problem, f"In a comment to Stageproof: {one.message}", one.help)
        return False
    attribute, connector = _ENDING_BY_KIND.get(kind.name, ("", ""))
    may_end = bool(attribute) and element.child(connector) is None
    refusal = refuse(said, may_end=may_end, may_declare=kind.name == "flow")
    if refusal:
        _refuse(reading, comment, refusal)
        return False
    for several_of, nodes in said.nodes.items():
        several.setdefault(several_of, []).extend(nodes)
    if said.intended:
        values[attribute] = True
    return True


def refuse(said: Said, *, may_end: bool, may_declare: bool) -> str:
    """Why a comment cannot be meant of its element; empty: it can."""
    if said.intended and not may_end:
        return "The run does not end here, so no end can be intended."
    if not may_declare and said.nodes.keys() - {"suppressions"}:
        return "Declarations stand in a comment directly in <Flow>."
    return ""


def read_within(
    reading: Reading,
    element: XmlElement,
    kind: Kind,
    several: dict[str, list[Any]],
    values: dict[str, Any],
) -> None:
    """Read the comments deeper in an element, in parts that nothing can be said of: they are about the element.

    Those before and after the root are about the root.
    """
    comments = [*_within(reading, element, kind)]
    if kind.name == "flow":
        comments += reading.around
    for comment in comments:
        comment.kept = True
        read_comment(reading, element, comment, kind, several, values)
    if comments:
        for attribute in DECLARATIONS.values():
            if attribute in several:
                several[attribute].sort(key=lambda node: node.span)


def _within(reading: Reading, element: XmlElement, kind: Kind | None) -> Iterator[XmlElement]:
    for child in element.children:
        if child.tag == COMMENT:
            if kind is None or not kind.speaks:
                yield child
            continue
        field = None if kind is None else kind.fields.get(child.tag)
        inner = None if field is None else KINDS.get(field.kind)
        if child.kept:
            _refuse_all(reading, child)
        elif inner is None or not inner.speaks:
            yield from _within(reading, child, inner)


def _refuse_all(reading: Reading, element: XmlElement) -> None:
    for child in element.children:
        if child.tag == COMMENT:
            _refuse(reading, child, "Nothing can be said to Stageproof in an element that it does not read.")
        else:
            _refuse_all(reading, child)


def _refuse(reading: Reading, comment: XmlElement, message: str) -> None:
    advice = "Say it directly in the element that it is about."
    reading.say(comment.span, Problem.INVALID_VALUE, message, advice)


def understand(source: Source, start: int, end: int) -> Said:
    """What the comment between two places says."""
    said = Said()
    mark = SPEAKS.match(source.text, start, end)
    if mark is None or not mark.group(1):
        begin = start + len(source.text[start:end]) - len(source.text[start:end].lstrip())
        span = Span(begin, begin + len(MARK) - 1)
        message = "After `stageproof` a `:` is expected, and then what is said."
        advice = (
            'Write <!-- stageproof: suppress RULE because "…" -->, or begin the comment with another word.'
        )
        said.diagnostics = (Diagnostic(span, Problem.SYNTAX_ERROR, message, advice),)
        return said
    start = mark.end()
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
