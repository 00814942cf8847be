"""XML as a tree in which every element knows where it stands, in code points of the text.

Expat, which is fast and strict, decides whether the text is XML at all; only then one regular expression cuts it.
A document type is refused, so there are no entities but the five of XML and characters by number.
"""

import re
from dataclasses import dataclass
from typing import Final

from ..diagnostic import Diagnostic
from ..source import Source
from ..span import Span
from .xml_damage import XmlDamageError, check_well_formed, problem
from .xml_text import decode

METADATA: Final = "http://soap.sforce.com/2006/04/metadata"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
MAXIMUM_DEPTH: Final = 200
MAXIMUM_ELEMENTS: Final = 2_000_000
COMMENT: Final = "!--"
"""The tag under which a comment that speaks to Stageproof stands among the children of its element."""

_TOKEN: Final = re.compile(
    r"<(?:"
    r"([A-Za-z_][\w.\-]*+)>(?:([^<&\r]*+)</[^>]*+>)?+"  # 1: tag without attributes, 2: the text of a leaf
    r"|/[^>]*+>"
    r"|!--(.*?)-->"  # 3: a comment
    r"|!\[CDATA\[.*?\]\](>)"  # 4
    r"|\?.*?\?(>)"  # 5
    r"|([^\s/>]++)((?:[^\"'/>]|\"[^\"]*+\"|'[^']*+'|/(?!>))*+)(/?)>"  # 6: tag, 7: attributes, 8: closes itself
    r")[ \t\r\n]*+",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(r"([^\s=]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_LEAF, _OPEN, _COMMENT, _OTHER, _GENERAL = 2, 1, 3, (4, 5), 8
_SPACE: Final = " \t\r\n"


class Attribute:
    """One attribute as it is written: its name, its value with entities read, and its place."""

    __slots__ = ("end", "name", "start", "value")

    def __init__(self, name: str, value: str, start: int, end: int) -> None:
        self.name = name
        self.value = value
        self.start = start
        self.end = end


class XmlElement:
    """An element. `tag` is its name in the metadata namespace; that of any other namespace is `{namespace}name`.

    `text` is what the content of an element without children means, `content` its place between the tags. `kept`:
    no part of the model; it stands there verbatim.
    """

    __slots__ = (
        "attributes", "children", "content_end", "content_start", "end", "kept", "name", "start", "tag", "text",
    )  # fmt: skip

    def __init__(
        self, tag: str, name: str, start: int, content_start: int, content_end: int, end: int, text: str
    ) -> None:
        self.tag = tag
        self.name = name
        self.start = start
        self.content_start = content_start
        self.content_end = content_end
        self.end = end
        self.text = text
        self.children: list[XmlElement] = []
        self.attributes: tuple[Attribute, ...] = ()
        self.kept = False

    @property
    def span(self) -> Span:
        """The whole element with its tags."""
        return Span(self.start, self.end)

    @property
    def name_span(self) -> Span:
        """The tag's name inside the start tag."""
        return Span(self.start + 1, self.start + 1 + len(self.name))

    @property
    def content(self) -> Span:
        """What stands between the tags."""
        return Span(self.content_start, self.content_end)

    @property
    def nil(self) -> bool:
        """True for `xsi:nil="true"`."""
        return any(
            attribute.value.strip() in ("true", "1") and attribute.name.endswith(":nil")
            for attribute in self.attributes
        )

    @property
    def has_elements(self) -> bool:
        """True where an element stands in it; a comment to Stageproof is none."""
        return any(child.tag != COMMENT for child in self.children)

    def child(self, tag: str) -> "XmlElement | None":
        """The first child with this tag."""
        for child in self.children:
            if child.tag == tag:
                return child
        return None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text. `stray` are the places of text between elements, where text has no meaning."""

    root: XmlElement
    stray: tuple[Span, ...]


def read_tree(source: Source) -> Document | Diagnostic:
    """The tree of a text, or why there is none: damaged, another encoding, a document type, nested too deeply."""
    damage = check_well_formed(source)
    if damage is not None:
        return damage
    try:
        return cut(source.text)
    except XmlDamageError as error:
        return problem(source, error.span, error.message, error.advice)


def cut(text: str) -> Document:
    """The tree of a text that is known to be well-formed. Raises `XmlDamageError` where it goes beyond a bound."""
    speaks = "stageproof:" in text
    top = XmlElement("", "", 0, 0, 0, 0, "")
    current = top
    children = top.children
    stack: list[XmlElement] = []
    strays: list[tuple[XmlElement, int, int]] = []
    scopes: list[tuple[XmlElement, dict[str, str]]] = []
    prefixes: dict[str, str] = {}
    plain = False
    reached = text.find("<")
    count = 0
    for match in _TOKEN.finditer(text, reached):
        start, after = match.span()
        if start != reached:
            strays.append((current, reached, start))
        reached = after
        kind = match.lastindex
        if kind == _LEAF:
            tag, written = match.groups()[:2]
            begin = start + len(tag) + 2
            end = begin + len(written)
            close = end + len(tag) + 3
            if text[close - 1] != ">" or text[end + 2 : close - 1] != tag:
                close = text.index(">", end) + 1
            children.append(
                XmlElement(tag if plain else _resolve(tag, prefixes), tag, start, begin, end, close, written)
            )
            count += 1
        elif kind is None:
            current.content_end = start
            current.end = text.index(">", start) + 1
            if not children or (speaks and not current.has_elements):
                current.text = decode(text[current.content_start : start])
            if scopes and scopes[-1][0] is current:
                prefixes = scopes.pop()[1]
                plain = _is_plain(prefixes)
            current = stack.pop()
            children = current.children
        elif kind == _COMMENT:
            if speaks and match.group(3).lstrip().startswith("stageproof:"):
                end = match.end(3)
                children.append(XmlElement(COMMENT, COMMENT, start, start + 4, end, end + 3, match.group(3)))
        elif kind in _OTHER:
            if kind == 4:
                strays.append((current, start, after))
        else:
            count += 1
            tag = match.group(1) if kind == _OPEN else match.group(6)
            content = match.end(1) + 1 if kind == _OPEN else match.end(8) + 1
            element = XmlElement(tag, tag, start, content, content, content, "")
            children.append(element)
            outer = prefixes
            if kind == _GENERAL and match.group(7):
                element.attributes = tuple(
                    Attribute(name, decode(value[1:-1]), *found.span())
                    for found in _ATTRIBUTE.finditer(text, *match.span(7))
                    for name, value in (found.groups(),)
                )
                declared = {a.name[6:]: a.value for a in element.attributes if a.name.startswith("xmlns")}
                if declared:
                    prefixes = {**prefixes, **declared}
                    plain = _is_plain(prefixes)
            if not plain or ":" in tag:
                element.tag = _resolve(tag, prefixes)
            if kind == _GENERAL and match.group(8):
                prefixes = outer
                plain = _is_plain(prefixes)
                continue
            if prefixes is not outer:
                scopes.append((element, outer))
            stack.append(current)
            if len(stack) > MAXIMUM_DEPTH:
                message = (
                    f"Elements are nested more than {MAXIMUM_DEPTH} deep here; a flow needs about six levels."
                )
                raise XmlDamageError(element.name_span, message)
            current = element
            children = element.children
        if count > MAXIMUM_ELEMENTS:
            raise XmlDamageError(
                Span(start, start + 1), f"There are more than {MAXIMUM_ELEMENTS:,} elements up to here."
            )
    root = next(child for child in top.children if child.tag != COMMENT)
    stray = tuple(
        Span(begin, end)
        for element, begin, end in strays
        if element.children and text[begin:end].strip(_SPACE)
    )
    return Document(root, stray)


def _is_plain(prefixes: dict[str, str]) -> bool:
    return prefixes.get("") == METADATA


def _resolve(name: str, prefixes: dict[str, str]) -> str:
    prefix, colon, local = name.partition(":")
    if not colon:
        prefix, local = "", name
    namespace = prefixes.get(prefix, "" if not prefix else "?" + prefix)
    return local if namespace == METADATA else f"{{{namespace}}}{local}"
