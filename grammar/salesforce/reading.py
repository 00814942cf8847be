"""What is shared while one definition is read: its text, what is said of it, and what is kept of it verbatim."""

from ..diagnostic import Diagnostic, Problem
from ..layout import UnknownXml
from ..source import Source
from ..span import Span
from .schema import Field, Kind
from .xml_tree import Attribute, XmlElement


class Reading:
    """The state of reading one file. `unknown` is what the node that is read right now keeps."""

    __slots__ = (
        "_unknown_tags",
        "around",
        "diagnostics",
        "lines_end_in_two",
        "name",
        "owners",
        "source",
        "speaks",
        "text",
        "unknown",
    )

    def __init__(self, source: Source, name: str) -> None:
        text = source.text
        self.source = source
        self.text = text
        self.name = name
        self.lines_end_in_two = "\r" in text and text.count("\r\n") == text.count("\n") == text.count("\r")
        self.diagnostics: list[Diagnostic] = []
        self.owners: list[XmlElement] = []
        self.speaks = False
        self.around: tuple[XmlElement, ...] = ()
        self.unknown: list[UnknownXml] = []
        self._unknown_tags: dict[tuple[str, str], tuple[XmlElement, Diagnostic, int]] = {}

    def say(self, span: Span, problem: Problem, message: str, advice: str = "") -> None:
        """Report something about the element that is read right now."""
        self.diagnostics.append(Diagnostic(span, problem, message, advice, self.element()))

    def element(self) -> str:
        """The path of API names of the node that is read right now."""
        names = (owner.child("name") for owner in self.owners[1:])
        return "/".join((self.name, *(name.text.strip() for name in names if name is not None)))

    def verbatim(self, start: int, end: int) -> str:
        """A piece of the text, with single line feeds where all line ends of the file are carriage return and line feed."""
        piece = self.text[start:end]
        return piece.replace("\r\n", "\n") if self.lines_end_in_two else piece

    def keep(self, child: XmlElement, path: str) -> None:
        """Keep an element that is no part of the model as it stands."""
        child.kept = True
        xml = self.verbatim(child.start, child.end)
        self.unknown.append(UnknownXml(path=path, xml=xml, span=child.span))

    def kept(self) -> tuple[UnknownXml, ...]:
        """What the node that is read right now keeps, in the order of the text."""
        return tuple(sorted(self.unknown, key=lambda unknown: unknown.span))

    def keep_unknown(self, child: XmlElement, kind: Kind, path: str) -> None:
        """Keep an element that the schema does not name; each tag is reported once."""
        self.keep(child, path)
        self.report_unknown(child, kind)

    def report_unknown(self, child: XmlElement, kind: Kind) -> None:
        """Say that the schema does not name an element."""
        self._report_tag(child.tag, child, kind, f"<{child.name}>", tuple(kind.fields))

    def keep_attributes(self, element: XmlElement, kind: Kind, path: str, *, may_be_nil: bool) -> None:
        """Keep the attributes that the schema does not name. Namespaces belong to how the file is written."""
        for attribute in element.attributes:
            if is_known_attribute(attribute, may_be_nil=may_be_nil):
                continue
            span = Span(attribute.start, attribute.end)
            xml = self.verbatim(attribute.start, attribute.end)
            self.unknown.append(UnknownXml(path=path, xml=xml, span=span))
            self._report_tag(attribute.name, element, kind, f"The attribute {attribute.name}", (), span)

    def _report_tag(
        self,
        tag: str,
        element: XmlElement,
        kind: Kind,
        called: str,
        known: tuple[str, ...],
        span: Span | None = None,
    ) -> None:
        found = self._unknown_tags.get((kind.name, tag))
        if found is not None:
            self._unknown_tags[kind.name, tag] = (found[0], found[1], found[2] + 1)
            return
        close = _close(tag, known)
        advice = f"Did you mean <{close}>?" if close else "It is kept as it stands and written back."
        message = f"{called} is not known in a {kind.name}, so nothing is concluded from it"
        place = span or element.name_span
        diagnostic = Diagnostic(place, Problem.UNKNOWN_ELEMENT, message, advice, self.element())
        self._unknown_tags[kind.name, tag] = (element, diagnostic, 1)

    def repeated(self, child: XmlElement, path: str, instead: str = "") -> None:
        """Keep an element that may stand once and stands there again."""
        self.keep(child, path)
        message = f"<{child.name}> stands here a second time; the first one is read."
        self.say(child.name_span, Problem.REPEATED_ELEMENT, instead or message, "Keep one of them.")

    def invalid(self, child: XmlElement, path: str, expected: str) -> None:
        """Keep an element whose content cannot be what it has to be."""
        self.keep(child, path)
        shown = child.text.strip()
        found = (
            "tags"
            if child.children
            else f"“{shown[:40]}{'…' if len(shown) > 40 else ''}”"
            if shown
            else "nothing"
        )
        message = f"<{child.name}> holds {found}, where {expected} is expected."
        self.say(child.content if shown else child.span, Problem.INVALID_VALUE, message)

    def unknown_value(self, value: str, span: Span, field: Field) -> None:
        """Report a value that an enumeration does not list."""
        known = tuple(field.values)
        close = _close(value, known)
        advice = f"Did you mean {close}? " if close else ""
        shown = ", ".join(known)
        message = (
            f"“{value}” is not a known value of <{field.tag}>." if value else f"<{field.tag}> has no value."
        )
        self.say(span, Problem.UNKNOWN_VALUE, message, f"{advice}Known values: {shown}.")

    def finish(self) -> tuple[Diagnostic, ...]:
        """Everything that there is to say, in the order of the text."""
        for _, diagnostic, count in self._unknown_tags.values():
            more = f" ({count} times in this file)." if count > 1 else "."
            self.diagnostics.append(
                Diagnostic(
                    diagnostic.span,
                    diagnostic.problem,
                    diagnostic.message + more,
                    diagnostic.help,
                    diagnostic.element,
                )
            )
        self._unknown_tags.clear()
        return tuple(sorted(self.diagnostics))


def is_known_attribute(attribute: Attribute, *, may_be_nil: bool) -> bool:
    """Namespace declarations, and `xsi:nil` where a value may be nothing."""
    name = attribute.name
    return name == "xmlns" or name.startswith("xmlns:") or (may_be_nil and name.endswith(":nil"))


def _close(word: str, known: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, known, n=1, cutoff=0.7)), None)
