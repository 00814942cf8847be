"""Whether a text is XML that we read, and in plain words why not."""

import re
from typing import Final

from ..diagnostic import Diagnostic, Problem
from ..source import Source
from ..span import Span

RETRIEVE: Final = "Retrieve the file again, or repair it here."
_ENCODINGS: Final = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_OPENING: Final = r"(?s)<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(/?)([^\s/>!?][^\s/>]*+)((?:[^\"'/>]|\"[^\"]*+\"|'[^']*+'|/(?!>))*+)(/?)>"


class _Code:
    """Expat's own numbers for what is wrong (`XML_ERROR_…`)."""

    SYNTAX = 2
    NO_ELEMENTS = 3
    INVALID_TOKEN = 4
    UNCLOSED_TOKEN = 5
    PARTIAL_CHARACTER = 6
    TAG_MISMATCH = 7
    DUPLICATE_ATTRIBUTE = 8
    JUNK_AFTER_ROOT = 9
    UNDEFINED_ENTITY = 11
    BAD_CHARACTER_REFERENCE = 14
    UNCLOSED_CDATA = 20


class XmlDamageError(Exception):
    """Why a text is not read, and where."""

    def __init__(self, span: Span, message: str, advice: str = RETRIEVE) -> None:
        super().__init__(message)
        self.span = span
        self.message = message
        self.advice = advice


def problem(source: Source, span: Span, message: str, advice: str = RETRIEVE) -> Diagnostic:
    """A diagnostic whose span lies in the text and is not empty where it can be otherwise."""
    end = len(source.text)
    start = min(max(span.start, 0), end)
    return Diagnostic(Span(start, min(max(span.end, start + 1), end)), Problem.SYNTAX_ERROR, message, advice)


def check_well_formed(source: Source) -> Diagnostic | None:
    """What is wrong with a text as XML; None: nothing, and no document type and no other encoding is in it."""
    from pyexpat import ExpatError, ParserCreate

    text = source.text
    data = text.encode("utf-8", "surrogatepass")
    parser = ParserCreate("utf-8")

    def document_type(*_: object) -> None:
        start = text.find("<!DOCTYPE")
        message = "A document type (<!DOCTYPE …>) stands here. A flow has none, and what it could define is refused."
        raise XmlDamageError(Span(start, start + len("<!DOCTYPE")), message, "Remove it.")

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            start = text.find(encoding)
            message = f"The file says that it is written in {encoding}; a flow has to be UTF-8."
            advice = "Save it as UTF-8 and say so in its first line."
            raise XmlDamageError(Span(start, start + len(encoding)), message, advice)

    parser.StartDoctypeDeclHandler = document_type
    parser.XmlDeclHandler = declaration
    try:
        parser.Parse(data, True)
    except XmlDamageError as error:
        return problem(source, error.span, error.message, error.advice)
    except ExpatError as error:
        byte = parser.ErrorByteIndex
        if byte < 0:
            offset = len(text)
        elif len(data) == len(text):
            offset = min(byte, len(text))
        else:
            offset = len(data[:byte].decode("utf-8", "ignore"))
        return _in_words(source, error.code, offset)
    return None


def _in_words(source: Source, code: int, offset: int) -> Diagnostic:
    text = source.text
    if not text.strip("\ufeff \t\r\n"):
        return problem(
            source, Span(0, 1), "The file is empty.", "Retrieve the flow again, or delete the file."
        )
    at = Span(offset, offset + 1)
    match code:
        case _Code.NO_ELEMENTS | _Code.UNCLOSED_TOKEN | _Code.PARTIAL_CHARACTER | _Code.UNCLOSED_CDATA:
            return problem(source, _last(text), f"The file ends {_inside(source, offset, code)}.")
        case _Code.SYNTAX:
            return problem(source, at, "This is no XML: a tag such as <Flow> was expected here.")
        case _Code.TAG_MISMATCH:
            return _mismatch(source, offset)
        case _Code.DUPLICATE_ATTRIBUTE:
            return problem(
                source, at, "The same attribute is written twice in this tag.", "Keep one of the two."
            )
        case _Code.JUNK_AFTER_ROOT:
            message = "Something stands after the end of the root element, where only comments may."
            return problem(source, at, message, "Remove it.")
        case _Code.UNDEFINED_ENTITY:
            name = re.compile(r"&([^;\s<]*);?").search(text, offset)
            found = f"&{name.group(1)};" if name else "this entity"
            span = Span(*name.span()) if name else at
            message = f"{found} is no entity of XML: there are only &amp; &lt; &gt; &quot; and &apos;."
            return problem(source, span, message, "Write & as &amp;, or the character itself.")
        case _Code.BAD_CHARACTER_REFERENCE:
            return problem(source, at, "This number stands for no character that XML allows.")
        case _Code.INVALID_TOKEN:
            return _invalid(source, offset)
        case _:
            from pyexpat import ErrorString

            return problem(source, at, f"This is no well-formed XML: {ErrorString(code)}.")


def _last(text: str) -> Span:
    return Span(max(len(text) - 1, 0), len(text))


def _open(text: str, offset: int) -> list[tuple[str, int]]:
    """The elements that are open at an offset, outermost first: name and place. All before it is well-formed."""
    found: list[tuple[str, int]] = []
    for match in re.compile(_OPENING).finditer(text, 0, offset):
        closing, name, _, empty = match.groups()
        if name is None or empty:
            continue
        if not closing:
            found.append((name, match.start()))
        elif found:
            found.pop()
    return found


def _inside(source: Source, offset: int, code: int) -> str:
    text = source.text
    line = source.position(offset).line
    if code == _Code.UNCLOSED_CDATA or text.startswith("<![CDATA[", offset):
        return f"inside a CDATA section opened on line {line}"
    if code == _Code.UNCLOSED_TOKEN and text.startswith("<!--", offset):
        return f"inside a comment opened on line {line}"
    opened = _open(text, offset)
    if code in (_Code.UNCLOSED_TOKEN, _Code.PARTIAL_CHARACTER) and text.startswith("<", offset):
        within = (
            f", inside <{opened[-1][0]}> opened on line {source.position(opened[-1][1]).line}"
            if opened
            else ""
        )
        return f"in the middle of a tag that begins on line {line}{within}"
    if opened:
        return f"inside <{opened[-1][0]}> opened on line {source.position(opened[-1][1]).line}"
    return "before its root element begins"


def _mismatch(source: Source, offset: int) -> Diagnostic:
    text = source.text
    start = text.rfind("</", 0, offset + 2)
    start = offset if start < 0 else start
    closing = re.compile(r"</?\s*([^\s>]*)[^>]*>?").match(text, start)
    opened = _open(text, start)
    name = closing.group(1) if closing else ""
    end = closing.end() if closing else start + 1
    if not opened:
        return problem(source, Span(start, end), f"</{name}> closes nothing: no element is open here.")
    expected, place = opened[-1]
    message = f"</{name}> stands where </{expected}> was expected, which closes <{expected}> opened on line "
    return problem(source, Span(start, end), f"{message}{source.position(place).line}.")


def _invalid(source: Source, offset: int) -> Diagnostic:
    text = source.text
    if text[offset : offset + 1] not in ("&", "<") and text[max(offset - 1, 0) : offset] in ("&", "<"):
        offset -= 1
    character = text[offset : offset + 1]
    span = Span(offset, offset + 1)
    if character == "&":
        return problem(source, span, "A bare & stands here; it begins an entity.", "Write &amp;.")
    if character == "<":
        return problem(
            source, span, "A bare < stands here; it begins a tag.", "Write &lt;, or repair the tag."
        )
    if character and not character.isprintable():
        message = f"The character U+{ord(character):04X} stands here, which XML does not allow."
        return problem(source, span, message, "Remove it.")
    shown = f"“{character}” is" if character else "This is"
    return problem(source, span, f"{shown} not possible here in XML.")
