"""Salesforce flow XML into the model."""

import re
from operator import attrgetter
from typing import Final

from ..collector import without_collector
from ..diagnostic import Diagnostic, Problem
from ..light_dataclass import dataclass
from ..model import APPROVAL_WORKFLOW, ORCHESTRATOR, Orchestration
from ..source import Source
from ..span import Span
from .read_nodes import fields
from .reading import Reading
from .schema import KINDS
from .xml_damage import XmlDamageError, check_well_formed, problem
from .xml_tree import XSI, Document, XmlElement, cut

READ_TYPES: Final = (ORCHESTRATOR, APPROVAL_WORKFLOW)
NAMESPACE_MARK: Final = "soap.sforce.com/2006/04/metadata"
_XSI: Final = re.compile(r"<[^<>]*\s(xsi:\w+)\s*=")
_PROCESS_TYPE: Final = re.compile(r"<processType>([^<]*)</processType>")
_ROOT: Final = re.compile(
    r"(?:\ufeff)?\s*(?:<\?[^>]*\?>\s*)?<Flow\s[^>]*xmlns=\"http://soap\.sforce\.com/2006/04/metadata\""
)


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What a text is. `is_flow`: its root is Flow of the metadata namespace (or it is too damaged to tell).

    `orchestration` is None for every flow of another process type, and `process_type` None where a flow names none.
    """

    orchestration: Orchestration | None
    process_type: str | None
    diagnostics: tuple[Diagnostic, ...] = ()
    document: XmlElement | None = None
    is_flow: bool = True


_NO_FLOW: Final = ReadResult(None, None, is_flow=False)


def read(source: Source, name: str, *, forms: bool = False) -> ReadResult:
    """Read one file. `name` is the API name that the file name gives.

    `forms`: also keep how the file was written wherever that is not how Salesforce writes, so that `write` gives back
    the same bytes. A text that is no XML at all, in a file not called `.xml`, is no flow and no mistake.
    """
    if not _may_be_flow(source):
        return _NO_FLOW
    with without_collector():
        return _read_text(source, name, forms=forms)


def _read_text(source: Source, name: str, *, forms: bool) -> ReadResult:
    text = source.text
    damage = check_well_formed(source)
    if damage is not None:
        return ReadResult(None, None, (damage,))
    other = _other_type(text)
    if other is not None:
        return ReadResult(None, other)
    try:
        document = cut(text)
    except XmlDamageError as error:
        return ReadResult(None, None, (problem(source, error.span, error.message, error.advice),))
    root = document.root
    if root.tag != "Flow":
        return _NO_FLOW
    type_ = root.child("processType")
    process_type = type_.text.strip() if type_ is not None else None
    if process_type not in READ_TYPES:
        return ReadResult(None, process_type, document=root)
    return _read(document, source, name, process_type, forms=forms)


def _read(document: Document, source: Source, name: str, process_type: str, *, forms: bool) -> ReadResult:
    root = document.root
    reading = Reading(source, name)
    reading.speaks, reading.around = document.speaks, document.around
    orchestration = _root(reading, root, name)
    for span in document.stray:
        reading.say(
            span, Problem.UNKNOWN_ELEMENT, "Text stands between elements here, where it means nothing."
        )
    has_prefix = "xsi:" in source.text and "xmlns:xsi" not in source.text
    undeclared = _XSI.search(source.text) if has_prefix else None
    if undeclared is not None:
        message = "The prefix xsi is used here, and the root element does not declare it."
        advice = f'Add xmlns:xsi="{XSI}" to <Flow>.'
        reading.say(Span(*undeclared.span(1)), Problem.INVALID_VALUE, message, advice)
    if forms:
        from .forms import with_forms

        orchestration = with_forms(orchestration, root, reading)
    return ReadResult(orchestration, process_type, reading.finish(), root)


def _root(reading: Reading, root: XmlElement, name: str) -> Orchestration:
    reading.owners.append(root)
    values, spans = fields(reading, root, KINDS["flow"], "")
    reading.owners.pop()
    values["name"] = name
    spans["name"] = root.name_span
    values.setdefault("start", None)
    for several in ("stages", "decisions"):
        if several in values:
            values[several] = tuple(sorted(values[several], key=attrgetter("name")))
    if reading.unknown:
        values["unknown"] = reading.kept()
    return Orchestration(span=root.span, spans=spans, **values)


def _may_be_flow(source: Source) -> bool:
    text = source.text
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        return source.path.endswith(".xml") or NAMESPACE_MARK in text
    return not source.path.endswith(".flow")


def _other_type(text: str) -> str | None:
    """The process type of a flow that is plainly no orchestration, without reading the whole of it."""
    found = _PROCESS_TYPE.findall(text)
    if len(found) != 1 or found[0] in READ_TYPES or "<!" in text or not _ROOT.match(text):
        return None
    return found[0].strip() or None
