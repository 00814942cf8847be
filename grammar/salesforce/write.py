"""The model as Salesforce flow XML."""

from collections.abc import Iterator

from ..collector import without_collector
from ..diagnostic import Diagnostic, Problem
from ..light_dataclass import dataclass
from ..model import Element, Orchestration
from ..source import Source
from .part import Part
from .parts import Build, definition_part
from .read import read
from .relay import without_forms
from .render import Renderer
from .style import Style, style_of
from .xml_text import illegal_character

_NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class WriteResult:
    """The text; None where something in the definition has no XML. The diagnostics say what, or are notes."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()


def write(orchestration: Orchestration) -> WriteResult:
    """Write a definition as Salesforce would, except where its layout says that its file was written otherwise.

    Layout that does not fit the definition any more, so that the text would not mean the definition, is left out.
    """
    refused = tuple(_without_xml(orchestration))
    if refused:
        return WriteResult(None, refused)
    with without_collector():
        return _write(orchestration)


def _write(orchestration: Orchestration) -> WriteResult:
    style = style_of(orchestration.layout.forms, orchestration.api_version)
    build = Build(style.shown)
    part = definition_part(orchestration, build)
    if build.refused:
        return WriteResult(None, tuple(sorted(build.diagnostics)))
    text = Renderer(style).document(part)
    diagnostics = [*build.diagnostics, *_missing_labels(orchestration)]
    if _has_forms(part):
        again = _read_again(text, orchestration)
        if again is None or again != without_forms(orchestration):
            plain = Style(line_end=style.line_end, shown=style.shown)
            usual = Renderer(plain, with_layout=False).document(part)
            if again != _read_again(usual, orchestration):
                message = (
                    "The layout kept here does not fit the definition, so it is written as Salesforce would."
                )
                diagnostics.append(Diagnostic(orchestration.span, Problem.SYNTAX_ERROR, message))
                text = usual
    illegal = illegal_character(text)
    if illegal is not None:
        message = f"The character {illegal} is in a text of this definition, and XML cannot hold it."
        return WriteResult(
            None, (Diagnostic(orchestration.span, Problem.INVALID_VALUE, message, "Remove it."),)
        )
    return WriteResult(text, tuple(sorted(diagnostics)))


def _read_again(text: str, orchestration: Orchestration) -> Orchestration | None:
    return read(Source("written.xml", text), orchestration.name).orchestration


def _has_forms(part: Part) -> bool:
    layout = getattr(part.owner, "layout", None)
    return (layout is not None and bool(layout.forms)) or any(map(_has_forms, part.children))


def _without_xml(orchestration: Orchestration) -> Iterator[Diagnostic]:
    for stage in orchestration.stages:
        if stage.fault_ends:
            message = (
                f"The stage {stage.name} says `on error -> end`, and no XML is known that means it: "
                "a fault connector needs an element to lead to."
            )
            advice = "Lead it to a stage, or leave it out: the run then ends in Error."
            element = f"{orchestration.name}/{stage.name}"
            yield Diagnostic(stage.where("fault_ends"), Problem.INVALID_VALUE, message, advice, element)


def _missing_labels(orchestration: Orchestration) -> Iterator[Diagnostic]:
    elements: list[Element] = [orchestration, *orchestration.stages, *orchestration.decisions]
    elements += [step for _, step in orchestration.steps()]
    elements += [outcome for decision in orchestration.decisions for outcome in decision.outcomes]
    missing = [element for element in elements if element.label is None]
    if missing:
        names = ", ".join(element.name for element in missing[:_NAMES_SHOWN])
        more = f" and {len(missing) - _NAMES_SHOWN} more" if len(missing) > _NAMES_SHOWN else ""
        message = f"A deploy demands a label, and there is none for {names}{more}."
        where = missing[0].where("name")
        yield Diagnostic(where, Problem.INVALID_VALUE, message, 'Write `label "…"`.', orchestration.name)
