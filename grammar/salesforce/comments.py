"""Comments that speak to Stageproof: what XML has no place for.

`<!-- stageproof: … -->` directly in an element says something of that element: `suppress rule because "reason"`, and in
a stage, an outcome or a decision (of its default) `end intended`. In the root it also holds contracts, fields, known
names, parameters, properties and scenarios, as they stand in an `.orch` file. `--`, which XML forbids in a comment,
is written with escapes inside texts.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from ..contract import FlowContract
from ..declaration import FieldDeclaration, Known, OpenParameter, Suppression
from ..diagnostic import Diagnostic, Problem
from ..model import ORCHESTRATOR, Decision, Orchestration, Outcome, Stage
from ..property import Property
from ..scenario import Scenario
from ..source import Source
from ..span import Node
from .part import Part
from .reading import Reading
from .schema import Kind, Shape
from .xml_tree import COMMENT, XmlElement

MARK: Final = "stageproof:"
_INTENDED: Final = re.compile(r"\s*end\s*,?\s*intended(?!\w)")
_INTENDED_LAST: Final = re.compile(r"(?:^|(?<=\s))end\s*,?\s*intended\s*\Z")
_TEXT: Final = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*+"""|"(?:[^"\\\r\n]|\\.)*+"', re.DOTALL)
_DECLARATIONS: Final[dict[type, str]] = {
    FlowContract: "contracts",
    FieldDeclaration: "fields",
    Known: "known",
    OpenParameter: "parameters",
    Property: "properties",
    Scenario: "scenarios",
    Suppression: "suppressions",
}
_ENDING: Final[dict[type, str]] = {
    Stage: "ends_intended",
    Outcome: "ends_intended",
    Decision: "default_intended",
}
_ENDING_BY_KIND: Final = {
    "stage": ("ends_intended", "connector"),
    "rule": ("ends_intended", "connector"),
    "decision": ("default_intended", "defaultConnector"),
}
"""What is intended, and the tag without which the run ends there."""


@dataclass(slots=True)
class _Said:
    """What comments say: nodes by attribute, and whether an end is intended."""

    nodes: dict[str, list[Node]] = field(default_factory=dict[str, list[Node]])
    intended: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


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
    said = _understand(reading.source, comment.content_start, comment.content_end)
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


def _understand(source: Source, start: int, end: int) -> _Said:
    said = _Said()
    start = source.text.index(MARK, start, end) + len(MARK)
    first = _INTENDED.match(source.text, start, end)
    if first is not None:
        said.intended = True
        start = first.end()
    last = _INTENDED_LAST.search(source.text, start, end)
    if last is not None:
        said.intended = True
        end = last.start()
    if source.text[start:end].strip():
        from ..language.parse import parse_members

        result = parse_members(source, start, end)
        said.diagnostics = result.diagnostics
        for node in result.members:
            said.nodes.setdefault(_DECLARATIONS[type(node)], []).append(node)
    return said


def comment_part(node: Node) -> Part | None:
    """The comment in which an element says what XML has no place for; None where there is nothing to say."""
    text = _declarations(node) if isinstance(node, Orchestration) else _said_by(node)
    if not text:
        return None
    part = Part(COMMENT, Shape.NODE)
    part.raw = f"<!-- {MARK}{text}-->"
    return part


def _said_by(node: Node) -> str:
    suppressions: tuple[Suppression, ...] = getattr(node, "suppressions", ())
    words: list[str] = ["end intended"] if _is_intended(node) else []
    if suppressions:
        from ..language.writing.elements import suppression_text

        words += map(suppression_text, suppressions)
    return f" {_without_two_hyphens(' '.join(words))} " if words else ""


def _is_intended(node: Node) -> bool:
    attribute = _ENDING.get(type(node))
    return attribute is not None and bool(getattr(node, attribute))


def _declarations(orchestration: Orchestration) -> str:
    said: dict[str, Any] = {one: getattr(orchestration, one) for one in _DECLARATIONS.values()}
    if not any(said.values()):
        return ""
    from ..language.print import to_text

    bare = Orchestration(name="Declarations", kind=ORCHESTRATOR, start=None, **said)
    lines = to_text(bare).split("\n")[1:-2]
    text = _without_two_hyphens("\n".join(lines))
    return f"\n{text}\n    " if len(lines) > 1 else f" {text.strip()} "


def _without_two_hyphens(text: str) -> str:
    return _TEXT.sub(lambda match: re.sub("-(?=-)", r"\\u002d", match.group()), text).replace("--", "- -")


def comments_mean(written: list[str], node: Node) -> bool:
    """True where comments, as they are written, say what an element says."""
    found: dict[str, tuple[Node, ...]] = {}
    intended = False
    for comment in written:
        content = comment.removeprefix("<!--").removesuffix("-->")
        if not content.lstrip().startswith(MARK):
            return False
        said = _understand(Source("", content), 0, len(content))
        if said.diagnostics:
            return False
        intended = intended or said.intended
        for attribute, nodes in said.nodes.items():
            found[attribute] = (*found.get(attribute, ()), *nodes)
    attributes = _DECLARATIONS.values() if isinstance(node, Orchestration) else ("suppressions",)
    return intended == _is_intended(node) and all(
        found.pop(attribute, ()) == getattr(node, attribute, ()) for attribute in attributes
    )
