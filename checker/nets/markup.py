"""XML as a small tree, for formats that are not Salesforce's. Document types, and with them entities, are refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ...grammar.diagnostic import Diagnostic, Problem
from ...grammar.source import Source
from ...grammar.span import Span

MAXIMUM_DEPTH: Final = 200
_SEPARATOR: Final = " "


@dataclass(slots=True)
class Element:
    """`tag` is the name without its namespace, `text` what stands in it outside of its children.

    `byte` is where its start tag begins in the UTF-8 text.
    """

    tag: str
    attributes: dict[str, str]
    byte: int
    text: str = ""
    children: list[Element] = field(default_factory=list["Element"])

    def child(self, tag: str) -> Element | None:
        """The first child with this tag."""
        return next((child for child in self.children if child.tag == tag), None)


def read_markup(source: Source) -> Element | Diagnostic:
    """The root of a text, or why there is none: not well-formed, a document type, nested too deeply."""
    from pyexpat import ExpatError, ParserCreate
    from pyexpat import errors as codes

    parser = ParserCreate("utf-8", _SEPARATOR)
    parser.buffer_text = True
    top = Element("", {}, 0)
    stack = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > MAXIMUM_DEPTH:
            raise _RefusedError(f"Elements are nested more than {MAXIMUM_DEPTH} deep here.")
        local = {key.rpartition(_SEPARATOR)[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(_SEPARATOR)[2], local, parser.CurrentByteIndex)
        stack[-1].children.append(element)
        stack.append(element)

    def end(_: str) -> None:
        stack.pop()

    def characters(text: str) -> None:
        stack[-1].text += text

    def document_type(*_: object) -> None:
        raise _RefusedError("A document type (<!DOCTYPE …>) stands here. It is refused: remove it.")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = document_type
    try:
        parser.Parse(source.text.encode("utf-8", "surrogatepass"), True)
    except _RefusedError as error:
        return diagnostic(source, parser.CurrentByteIndex, str(error))
    except ExpatError as error:
        message = f"This is no well-formed XML: {codes.messages[error.code]}."
        return diagnostic(source, parser.ErrorByteIndex, message, "Export the file again, or repair it here.")
    return top.children[0]


def diagnostic(source: Source, byte: int, message: str, advice: str = "") -> Diagnostic:
    """Something to say about the place with this offset in the UTF-8 text."""
    data = source.text.encode("utf-8", "surrogatepass")
    offset = len(data[: max(byte, 0)].decode("utf-8", "ignore"))
    last = max(len(source.text) - 1, 0)
    start = min(offset, last)
    return Diagnostic(Span(start, min(start + 1, len(source.text))), Problem.SYNTAX_ERROR, message, advice)


class _RefusedError(Exception):
    """Well-formed, and not read all the same."""
