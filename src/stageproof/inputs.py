"""Reading the one file a command is about, or standard input."""

import sys
from pathlib import Path

from .checker.check_file import BLOCKING, nothing_in, read_definition
from .grammar.model import Orchestration
from .grammar.source import Source
from .terminal import UsageError


def read_source(path: str, stdin_filename: str | None) -> Source:
    """The text of a file, or of standard input for `-`. Raises UsageError where there is none.

    Standard input without a name is XML where it begins with `<`, else `.orch`.
    """
    from .checker.project.reading import Unreadable, decode, read_file

    if path == "-":
        data = sys.stdin.buffer.read()
        is_xml = data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
        unnamed = "standard_input.flow-meta.xml" if is_xml else "standard_input.orch"
        found = decode(data, stdin_filename or unnamed)
    else:
        if not Path(path).exists():
            raise UsageError(f"{path} does not exist.")
        found = read_file(Path(path), path)
    if isinstance(found, Unreadable):
        raise UsageError(f"{path}: {found.reason}")
    return found


def read_orchestration(source: Source, *, forms: bool = False) -> Orchestration:
    """The orchestration in a source. Raises UsageError with every diagnostic where it cannot be read whole."""
    reading = read_definition(source, forms=forms)
    blocking = [problem for problem in reading.diagnostics if problem.problem.value in BLOCKING]
    if blocking or reading.orchestration is None:
        lines = [_line(source, problem.span.start, problem.message) for problem in blocking]
        raise UsageError("\n".join(lines) if lines else f"{source.path}: {nothing_in(reading, source)}")
    return reading.orchestration


def _line(source: Source, offset: int, message: str) -> str:
    place = source.position(offset)
    return f"{source.path}:{place.line}:{place.column}: {message}"
