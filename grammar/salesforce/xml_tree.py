"""XML as a tree in which every element knows where it stands, in code points of the text.

Expat, which is fast and strict, decides whether the text is XML at all; only then one regular expression cuts it.
A document type is refused, so there are no entities but the five of XML and characters by number.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

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
SPEAKS: Final = re.compile(r"\s*stageproof(?![\w.-])\s*(:?)", re.IGNORECASE)
"""How the content of a comment begins that speaks to Stageproof; the group is empty where its colon is missing."""
_SPEAKING: Final = re.compile(r"<!--\s*stageproof", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"([^\s=]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_OPEN, _LEAF, _COMMENT, _CDATA, _GENERAL = 1, 2, 3, 4, 8
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
        self.children: Sequence[XmlElement] = ()
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


class Document(NamedTuple):
    """A whole text. `stray` are the places of text between elements, where text has no meaning.

    `around` are the comments before and after the root that speak to Stageproof; `speaks`: there may be some anywhere.
    """

    root: XmlElement
    stray: tuple[Span, ...]
    around: tuple[XmlElement, ...] = ()
    speaks: bool = False


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
    return _Cutter(text).run()


class _Cutter:
    """Cuts one text. `plain`: a tag without a prefix is one of the metadata namespace."""

    __slots__ = ("plain", "prefixes", "scopes", "speaks", "strays", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.speaks = _SPEAKING.search(text) is not None
        self.strays: list[tuple[XmlElement, int, int]] = []
        self.scopes: list[tuple[XmlElement, dict[str, str]]] = []
        self.prefixes: dict[str, str] = {}
        self.plain = False

    def run(self) -> Document:
        """Cut everything. The common pieces are read in the loop itself: a call for each costs more than the reading."""
        text = self.text
        top = current = XmlElement("", "", 0, 0, 0, 0, "")
        siblings: list[XmlElement] = []
        top.children = siblings
        stack: list[tuple[XmlElement, list[XmlElement]]] = []
        count = 0
        reached = text.find("<")
        for match in _TOKEN.finditer(text, reached):
            start, after = match.span()
            if start != reached:
                self.strays.append((current, reached, start))
            reached = after
            kind = match.lastindex
            if kind == _LEAF:
                tag, written = match.group(1, 2)
                begin = start + len(tag) + 2
                end = begin + len(written)
                close = end + len(tag) + 3
                if text[close - 1] != ">":
                    close = text.index(">", end) + 1
                resolved = tag if self.plain else _resolve(tag, self.prefixes)
                siblings.append(XmlElement(resolved, tag, start, begin, end, close, written))
            elif kind is None:
                self.end(current, start)
                current, siblings = stack.pop()
                continue
            elif kind in (_OPEN, _GENERAL):
                element = self.start(match, kind, start)
                siblings.append(element)
                if kind == _OPEN or not match.group(_GENERAL):
                    stack.append((current, siblings))
                    if len(stack) > MAXIMUM_DEPTH:
                        raise _too_deep(element)
                    current = element
                    current.children = siblings = []
            else:
                if kind == _CDATA:
                    self.strays.append((current, start, after))
                elif kind == _COMMENT and self.speaks:
                    siblings.extend(_comment(match, start))
                continue
            count += 1
            if count > MAXIMUM_ELEMENTS:
                raise _too_many(start)
        stray = tuple(
            Span(end - len(text[begin:end].lstrip(_SPACE)), begin + len(text[begin:end].rstrip(_SPACE)))
            for element, begin, end in self.strays
            if element.has_elements and text[begin:end].strip(_SPACE)
        )
        root = next(child for child in siblings if child.tag != COMMENT)
        return Document(root, stray, tuple(child for child in siblings if child.tag == COMMENT), self.speaks)

    def start(self, match: re.Match[str], kind: int, start: int) -> XmlElement:
        """The element of a start tag, or of a tag that closes itself."""
        if kind == _OPEN:
            tag = match.group(1)
            content = start + len(tag) + 2
            resolved = tag if self.plain else _resolve(tag, self.prefixes)
            return XmlElement(resolved, tag, start, content, content, content, "")
        tag = match.group(6)
        content = match.end(_GENERAL) + 1
        element = XmlElement(tag, tag, start, content, content, content, "")
        outer = self.prefixes
        if match.group(7):
            element.attributes = self.attributes(*match.span(7))
            declared = {one.name[6:]: one.value for one in element.attributes if one.name.startswith("xmlns")}
            if declared:
                self.use({**outer, **declared})
        if not self.plain or ":" in tag:
            element.tag = _resolve(tag, self.prefixes)
        if match.group(_GENERAL):
            self.use(outer)
        elif self.prefixes is not outer:
            self.scopes.append((element, outer))
        return element

    def end(self, element: XmlElement, start: int) -> None:
        """An end tag."""
        element.content_end = start
        element.end = self.text.index(">", start) + 1
        if not element.children or (self.speaks and not element.has_elements):
            element.text = decode(self.text[element.content_start : start])
        if self.scopes and self.scopes[-1][0] is element:
            self.use(self.scopes.pop()[1])

    def attributes(self, start: int, end: int) -> tuple[Attribute, ...]:
        """The attributes of a start tag."""
        return tuple(
            Attribute(match.group(1), decode(match.group(2)[1:-1]), match.start(), match.end())
            for match in _ATTRIBUTE.finditer(self.text, start, end)
        )

    def use(self, prefixes: dict[str, str]) -> None:
        """Resolve names by these prefixes from here on."""
        self.prefixes = prefixes
        self.plain = prefixes.get("") == METADATA


def _comment(match: re.Match[str], start: int) -> tuple[XmlElement, ...]:
    """A comment, which counts only where it speaks to Stageproof."""
    written, end = match.group(_COMMENT), match.end(_COMMENT)
    if SPEAKS.match(written) is None:
        return ()
    return (XmlElement(COMMENT, COMMENT, start, start + 4, end, end + 3, written),)


def _too_deep(element: XmlElement) -> XmlDamageError:
    message = f"Elements are nested more than {MAXIMUM_DEPTH} deep here; a flow needs about six levels."
    return XmlDamageError(element.name_span, message)


def _too_many(start: int) -> XmlDamageError:
    message = f"There are more than {MAXIMUM_ELEMENTS:,} elements up to here."
    return XmlDamageError(Span(start, start + 1), message)


def _resolve(name: str, prefixes: dict[str, str]) -> str:
    prefix, colon, local = name.partition(":")
    if not colon:
        prefix, local = "", name
    namespace = prefixes.get(prefix, "" if not prefix else "?" + prefix)
    return local if namespace == METADATA else f"{{{namespace}}}{local}"
