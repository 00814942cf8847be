"""A flow's XML as light nodes: only what a contract needs, so without the places of every tag."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from .diagnostic import Diagnostic, Problem
from .source import Source
from .span import Span

if TYPE_CHECKING:
    from pyexpat import XMLParserType

MAXIMUM_DEPTH: Final = 200
INDEXED_DEPTH: Final = 3
_XSI_NIL: Final = re.compile(r"(?:.*:)?nil")


class FlowNode:
    """One element. `start` and `end` are bytes, known for the root and its children."""

    __slots__ = ("children", "end", "is_nil", "start", "tag", "text")

    def __init__(self, tag: str) -> None:
        """Make an empty element."""
        self.tag = tag
        self.text = ""
        self.children: list[FlowNode] = []
        self.is_nil = False
        self.start = 0
        self.end = 0

    def child(self, tag: str) -> "FlowNode | None":
        """The first child with this tag."""
        for child in self.children:
            if child.tag == tag:
                return child
        return None

    def value(self, tag: str) -> str | None:
        """The text of the first child with this tag, stripped; None where there is none."""
        child = self.child(tag)
        return child.text.strip() if child else None

    def all(self, tag: str) -> Iterator["FlowNode"]:
        """The children with this tag."""
        return (child for child in self.children if child.tag == tag)

    def descendants(self) -> Iterator["FlowNode"]:
        """Every element below this one, parents first."""
        pending = self.children[::-1]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(reversed(node.children))


class _RefusedError(Exception):
    """The text is well formed, and still nothing that we read."""


def read_nodes(source: Source) -> FlowNode | Diagnostic:
    """The root element, or why it cannot be read: malformed, a document type, nested too deeply."""
    from pyexpat import ExpatError, ParserCreate

    parser = ParserCreate("utf-8")
    top = FlowNode("")
    _connect(parser, [top])
    try:
        parser.Parse(source.text.encode("utf-8", "surrogatepass"), True)
    except _RefusedError as refused:
        return _problem(source, parser.CurrentByteIndex, str(refused), "Retrieve the flow again.")
    except ExpatError as error:
        from pyexpat import ErrorString

        message = f"This flow is not well-formed XML: {ErrorString(error.code)}."
        return _problem(source, parser.ErrorByteIndex, message, "Retrieve the flow again, or repair it here.")
    return top.children[0]


def _connect(parser: "XMLParserType", stack: list[FlowNode]) -> None:
    def start(tag: str, attributes: dict[str, str]) -> None:
        node = FlowNode(tag if ":" not in tag else tag.rpartition(":")[2])
        stack[-1].children.append(node)
        stack.append(node)
        depth = len(stack)
        if depth <= INDEXED_DEPTH:
            node.start = parser.CurrentByteIndex
        elif depth > MAXIMUM_DEPTH:
            raise _RefusedError(f"Elements are nested more than {MAXIMUM_DEPTH} deep here.")
        if attributes:
            node.is_nil = any(
                _XSI_NIL.fullmatch(name) and value == "true" for name, value in attributes.items()
            )

    def end(tag: str) -> None:
        node = stack.pop()
        if len(stack) < INDEXED_DEPTH:
            node.end = parser.CurrentByteIndex + len(tag.encode()) + len("</>")

    def text(data: str) -> None:
        stack[-1].text += data

    def document_type(*_: object) -> None:
        raise _RefusedError(
            "A document type declaration (<!DOCTYPE …>) stands here, which metadata never has."
        )

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = document_type


def span_of(source: Source, node: FlowNode) -> Span:
    """The span of a child of the root."""
    return Span(_offset(source, node.start), _offset(source, node.end))


def _problem(source: Source, byte: int, message: str, help_text: str) -> Diagnostic:
    offset = _offset(source, byte)
    return Diagnostic(
        Span(offset, min(offset + 1, len(source.text))), Problem.SYNTAX_ERROR, message, help_text
    )


def _offset(source: Source, byte: int) -> int:
    if byte < 0:
        return len(source.text)
    if source.text.isascii():
        return min(byte, len(source.text))
    return len(source.text.encode("utf-8", "surrogatepass")[:byte].decode("utf-8", "ignore"))
