"""How a file was written, kept wherever that is not how Salesforce writes.

The definition that was just read is turned into parts again, as if to write it; where a part would come out otherwise
than it stands in the file, the difference is kept as the form of that one element.
"""

import re

from ..layout import Form
from ..model import Orchestration
from .part import Part, Presence, numbered, path_to
from .parts import Build, definition_part
from .reading import Reading
from .relay import relaid
from .render import comment_path
from .schema import KINDS, Kind, Shape
from .skeleton import Slot
from .style import TAGS, Style, forms_of, since, style_of
from .tags import UNDECLARED, as_form, usual
from .xml_text import ALWAYS_ESCAPED, ESCAPES, encode
from .xml_tree import COMMENT, XmlElement

_NAMED = ("orchestratedStages", "decisions")


def with_forms(orchestration: Orchestration, root: XmlElement, reading: Reading) -> Orchestration:
    """The definition with the forms of every node, so that writing it gives the same text."""
    style = _style(orchestration, root, reading)
    part = definition_part(orchestration, Build(style.shown))
    found: dict[int, list[Form]] = {id(orchestration): forms_of(style, orchestration.api_version)}
    _Comparison(reading, style, found).document(part, root)
    return relaid(orchestration, lambda node: tuple(found.get(id(node), ())))


class _Comparison:
    __slots__ = ("found", "reading", "style")

    def __init__(self, reading: Reading, style: Style, found: dict[int, list[Form]]) -> None:
        self.reading = reading
        self.style = style
        self.found = found

    def document(self, part: Part, root: XmlElement) -> None:
        """Compare everything."""
        forms = self.found[id(part.owner)]
        with_nil = "xsi:" in self.reading.text[root.content_start : root.content_end]
        empty = root.content_start == root.content_end
        expected = usual(part, self.style.prefix, empty=empty, root=True, with_nil=with_nil)
        self._tags(part, root, forms, "", expected)
        if with_nil and not any(attribute.name == "xmlns:xsi" for attribute in root.attributes):
            at = len(f"<{root.name}")
            tags = forms.pop()
            forms.append(Form(tags.path, f"{tags.skeleton[:at]}{UNDECLARED}{tags.skeleton[at:]}"))
        self._children(part, root, 0, forms, "")

    def _element(self, part: Part, element: XmlElement, depth: int, forms: list[Form], path: str) -> None:
        if part.owner is not None:
            forms = self.found.setdefault(id(part.owner), [])
        empty = element.content_start == element.content_end
        self._tags(part, element, forms, path, usual(part, self.style.prefix, empty=empty))
        if part.text is None:
            self._children(part, element, depth, forms, path)
            return
        written = self.reading.verbatim(element.content_start, element.content_end)
        if written != encode(part.text, self.style.escaped):
            forms.append(Form(path, written))

    def _tags(
        self, part: Part, element: XmlElement, forms: list[Form], path: str, expected: tuple[str, str]
    ) -> None:
        closes_itself = element.end == element.content_end
        start = self.reading.verbatim(element.start, element.end if closes_itself else element.content_start)
        end = "" if closes_itself else self.reading.verbatim(element.content_end, element.end)
        if (start, end) != expected:
            usual_end = f"</{element.name}>"
            forms.append(Form(path + TAGS, as_form(start, "" if end == usual_end else end, part.attributes)))

    def _children(self, part: Part, element: XmlElement, depth: int, forms: list[Form], path: str) -> None:
        matched = _match(part, element)
        verbatim = self.reading.verbatim
        before, after = self.style.before(depth + 1), self.style.before(depth)
        is_usual = [one for _, one in matched] == [
            child for child in part.children if child.presence is not Presence.HIDDEN
        ]
        unordered = _unordered(part, matched)
        pieces: list[str] = []
        begin = element.content_start
        for child, one in matched:
            gap = verbatim(begin, child.start)
            begin = child.end
            is_usual = is_usual and gap == before
            name = one.name if one.tag in unordered else None
            pieces += (gap, Slot(one.tag, name, one.raw is not None).written())
        gap = verbatim(begin, element.content_end)
        if not (is_usual and gap == (after if matched else "")):
            forms.append(Form(path, "".join(pieces) + gap))
        paths = {id(child): path_to(path, child, number) for child, number in numbered(part)}
        comments: list[str] = []
        for child, one in matched:
            if one.is_comment:
                comments.append(verbatim(child.start, child.end))
            elif one.raw is None:
                self._element(one, child, depth + 1, forms, paths[id(one)])
        usual_comment = next((child.raw for child in part.children if child.is_comment), None)
        if comments and comments != [usual_comment]:
            forms += [Form(comment_path(number), text) for number, text in enumerate(comments, start=1)]


def _match(part: Part, element: XmlElement) -> list[tuple[XmlElement, Part]]:
    """Each child in the file with the part that it is. Comments that are no part stay between the others."""
    kept = [one for one in part.children if one.raw is not None and not one.is_comment]
    comment = next((one for one in part.children if one.is_comment), None)
    known: dict[str, list[Part]] = {}
    by_place: dict[int, Part] = {}
    for one in part.children:
        if one.raw is None:
            known.setdefault(one.tag, []).append(one)
            if one.tag in _NAMED and one.owner is not None:
                by_place[one.owner.span.start] = one
    matched: list[tuple[XmlElement, Part]] = []
    for child in element.children:
        if child.tag == COMMENT:
            if not child.kept and comment is not None:
                matched.append((child, comment))
        elif child.kept:
            matched.append((child, next(one for one in kept if one.tag == child.name)))
            kept.remove(matched[-1][1])
        elif child.start in by_place:
            matched.append((child, by_place[child.start]))
        else:
            matched.append((child, known[child.tag].pop(0)))
    return matched


def _unordered(part: Part, matched: list[tuple[XmlElement, Part]]) -> set[str]:
    """The tags whose elements stand in another order than that of their names."""
    return {
        tag
        for tag in _NAMED
        if [one for _, one in matched if one.tag == tag and one.raw is None]
        != [child for child in part.children if child.tag == tag and child.raw is None]
    }


def _style(orchestration: Orchestration, root: XmlElement, reading: Reading) -> Style:
    version = orchestration.api_version
    usual_style = style_of((), version)
    first = root.children[0].start if root.children else root.content_start
    separator = reading.verbatim(root.content_start, first)
    is_separator = not separator.strip(" \t\r\n") and separator.count("\n") <= 1 and "\r" not in separator
    prefix = root.name.rpartition(":")[0]
    return Style(
        prolog=reading.verbatim(0, root.start),
        epilog=reading.verbatim(root.end, len(reading.text)),
        separator=separator if is_separator and separator[:1] in ("\n", "") else usual_style.separator,
        line_end="\r\n" if reading.lines_end_in_two else "\n",
        escaped=_escaped(reading.text),
        prefix=f"{prefix}:" if prefix else "",
        shown=_shown(root, version),
    )


def _escaped(text: str) -> str:
    """Which characters a file writes as entities; where it does both, Salesforce's way."""
    kept = ALWAYS_ESCAPED
    for character, entity in ESCAPES.items():
        if entity not in text and _is_bare(character, text):
            kept = kept.replace(character, "")
    return kept


def _is_bare(character: str, text: str) -> bool:
    """True where an element's text holds the bare character."""
    return (
        re.search(rf">[^<]*{'[^<>]*>[^<]*' if character == '>' else character + '[^<]*'}</", text) is not None
    )


def _shown(root: XmlElement, version: float | None) -> dict[tuple[str, str], bool]:
    """What a file writes although it says nothing new: what most of its elements do."""
    counts: dict[tuple[str, str], list[int]] = {}
    _count(root, KINDS["flow"], counts)
    shown = dict(style_of((), version).shown)
    for key, (absent, present) in counts.items():
        if absent != present:
            shown[key] = present > absent
    return shown


def _count(element: XmlElement, kind: Kind, counts: dict[tuple[str, str], list[int]]) -> None:
    present = {child.tag: child for child in element.children if not child.kept}
    for tag, field in kind.fields.items():
        if field.shape in (Shape.FLAG, Shape.FIXED, Shape.LOGIC) and since(field) < float("inf"):
            child = present.get(tag)
            is_true = field.shape is Shape.FLAG and child is not None and child.text.strip() in ("true", "1")
            rows = kind.fields.get(field.tag.removesuffix("Logic") + "s")
            if is_true or (field.shape is Shape.LOGIC and rows is not None and rows.tag in present):
                continue
            counts.setdefault((kind.name, tag), [0, 0])[child is not None] += 1
    for child in element.children:
        inner = kind.fields.get(child.tag)
        if inner is not None and inner.shape is Shape.NODE and not child.kept:
            _count(child, KINDS[inner.kind], counts)
