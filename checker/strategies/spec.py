"""What a strategy is made from: a definition in a file, as text, as a model, or ready to run."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Final

from ...engine.decisions.choices import Choices
from ...engine.program.compile import compile_orchestration
from ...engine.program.program import Program
from ...grammar.model import Orchestration
from ...grammar.source import Source
from ..definition_file import DefinitionFileError, definition_file, whole_definition

Spec = str | PathLike[str] | Orchestration | Program
"""A path (text of one line without `{` or `<` is one too), the text of a definition, a model, or a program."""

EXPECTED: Final = (
    "expected the path or the text of a definition, an orchestration that was parsed, or a program"
)


class SpecError(ValueError):
    """There is no definition in what was given, or a part of it cannot be read; the message shows the place."""


def program_of(spec: Spec, chosen: Choices | None = None) -> Program:
    """The program of a definition under these readings (default: those of help-2026; a program has its own).

    Of a file the contracts of called flows are read from the project around it. Raises SpecError.
    """
    try:
        match spec:
            case Program():
                return spec
            case Orchestration():
                return compile_orchestration(spec, chosen)
            case str() if not spec.strip():
                raise SpecError(f"the text is empty; {EXPECTED}")
            case str() if _is_text(spec):
                return compile_orchestration(whole_definition(Source("definition", spec)), chosen)
            case str() | PathLike():
                return definition_file(Path(spec)).program(chosen)
            case _:
                raise SpecError(f"found {spec!r}, of type {type(spec).__name__}; {EXPECTED}")
    except DefinitionFileError as error:
        raise SpecError(str(error)) from None


def _is_text(spec: str) -> bool:
    return any(character in spec for character in "\n{<")
