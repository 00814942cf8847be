"""`stageproof run FILE --interactive`: stepping through a run by hand."""

import sys
from argparse import Namespace
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..terminal import UsageError, wants_color, write_output

if TYPE_CHECKING:
    from ..checker.stepping.session import Session
    from ..engine.program.program import Program
    from ..grammar.model import Orchestration
    from ..grammar.source import Source


def run(arguments: Namespace, program: "Program", orchestration: "Orchestration", source: "Source") -> int:
    """Talk until the person leaves, input ends or Ctrl-C is pressed; always 0."""
    from ..checker.reports.style import Style
    from ..checker.stepping.dialogue import Dialogue

    del orchestration

    def save(file: str, session: "Session") -> str | None:
        from .. import __version__
        from ..checker.stepping.saving import saved_text

        if Path(file).is_file():
            return f"Not saved: {file} is there already, and nothing is overwritten; choose another name."
        try:
            write_output(saved_text(session, file, source, __version__), file)
        except (UsageError, ValueError) as problem:
            return f"Not saved: {problem}"
        return None

    if source.path == "-" or getattr(arguments, "file", None) == "-":
        raise UsageError(
            "--interactive reads what you type from standard input; name a file for the definition."
        )
    dialogue = Dialogue(program, _ask, _tell, save, Style(color=wants_color(arguments.color, sys.stdout)))
    with suppress(KeyboardInterrupt):
        dialogue.talk()
    _tell("\n")
    return 0


def _ask(prompt: str) -> str | None:
    _tell(prompt)
    try:
        line = sys.stdin.readline()
    except UnicodeDecodeError:
        return "?"
    return line or None


def _tell(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
