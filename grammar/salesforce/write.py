"""The model as Salesforce flow XML."""

from dataclasses import dataclass

from ..diagnostic import Diagnostic, Problem
from ..model import Orchestration
from .parts import Build, definition_part
from .render import Renderer
from .style import Style, style_of
from .xml_text import illegal_character


@dataclass(frozen=True, slots=True)
class WriteResult:
    """The text; None where something in the definition has no XML. The diagnostics say what, or are notes."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()


def write(orchestration: Orchestration) -> WriteResult:
    """Write a definition as Salesforce would, except where its layout says that its file was written otherwise."""
    refused = _without_xml(orchestration)
    if refused:
        return WriteResult(None, refused)
    style = style_of(orchestration.layout.forms, orchestration.api_version)
    return _write(orchestration, style, with_layout=True)


def _write(orchestration: Orchestration, style: Style, *, with_layout: bool) -> WriteResult:
    build = Build(style.shown)
    part = definition_part(orchestration, build)
    text = Renderer(style, with_layout=with_layout).document(part)
    illegal = illegal_character(text)
    if illegal is not None:
        message = f"The character {illegal} is in a text of this definition, and XML cannot hold it."
        build.refuse(orchestration.span, message, "Remove it.")
    refused = any(problem.problem is Problem.INVALID_VALUE for problem in build.diagnostics)
    return WriteResult(None if refused else text, tuple(sorted(build.diagnostics)))


def _without_xml(orchestration: Orchestration) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(
            stage.where("fault_ends"),
            Problem.INVALID_VALUE,
            f"The stage {stage.name} says `on error -> end`, and no XML is known that means it: a fault connector "
            "needs an element to lead to.",
            "Lead it to a stage that does nothing, or leave it out: the run then ends in Error.",
            f"{orchestration.name}/{stage.name}",
        )
        for stage in orchestration.stages
        if stage.fault_ends
    )
