"""`stageproof format`: one way to lay out `.orch` files."""

import sys
from argparse import ArgumentParser, Namespace
from difflib import unified_diff
from pathlib import Path

from ..grammar.source import Source
from ..inputs import read_source
from ..terminal import UsageError, add_common_options, say, write_output

EPILOG = """\
examples:
  stageproof format specs                       format every .orch file below specs
  stageproof format --check --diff specs        change nothing, show what would change, exit 1 if anything would
  stageproof format - < a.orch                  filter
"""


def configure(parser: ArgumentParser) -> None:
    """Add the options of `format`."""
    parser.epilog = EPILOG
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help=".orch files, folders, or - for standard input"
    )
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if a file would change")
    parser.add_argument("--diff", action="store_true", help="change nothing; print what would change")
    parser.add_argument(
        "--line-length", type=int, default=100, metavar="N", help="wrap beyond this column (100)"
    )
    add_common_options(parser)


def run(arguments: Namespace) -> int:
    """Format files; 0: all formatted, 1: with --check some would change, or some do not parse."""
    if arguments.paths == ["-"]:
        source = read_source("-", arguments.stdin_filename)
        text = _formatted(source, arguments.line_length)
        if text is None:
            return 1
        if arguments.check or arguments.diff:
            return _report(source, text, arguments)
        write_output(text, None)
        return 0
    return _format_files(arguments)


def _format_files(arguments: Namespace) -> int:
    from ..checker.project.discovery import discover

    discovery = discover(arguments.paths, cwd=Path.cwd())
    for path in discovery.missing:
        say(f"stageproof format: {path} does not exist or cannot be read.")
    files = [file for file in discovery.files if file.shown.endswith(".orch")]
    others = [path for path in arguments.paths if path.endswith((".xml", ".flow"))]
    for path in others:
        say(f"stageproof format: {path} is not an .orch file; XML is left as it is.")
    code = 0
    changed = 0
    for file in files:
        source = read_source(str(file.real), None)
        source = Source(file.shown, source.text)
        text = _formatted(source, arguments.line_length)
        if text is None:
            code = 1
        elif text != source.text:
            changed += 1
            if arguments.check or arguments.diff:
                code = max(code, _report(source, text, arguments))
            else:
                write_output(text, str(file.real))
                say(f"formatted {file.shown}", quiet=arguments.quiet)
    if not files:
        say("There is no .orch file here.", quiet=arguments.quiet)
    else:
        would = "would change" if arguments.check or arguments.diff else "formatted"
        say(f"{changed} of {len(files)} files {would}.", quiet=arguments.quiet)
    return 2 if discovery.missing else code


def _formatted(source: Source, width: int) -> str | None:
    from ..grammar.language.format import format_text

    if width < 1:
        raise UsageError("--line-length must be at least 1.")
    text, problems = format_text(source, width)
    if text is None:
        for problem in problems:
            place = source.position(problem.span.start)
            say(f"{source.path}:{place.line}:{place.column}: {problem.message}")
    return text


def _report(source: Source, text: str, arguments: Namespace) -> int:
    if text == source.text:
        return 0
    if arguments.diff:
        lines = unified_diff(
            source.text.splitlines(keepends=True),
            text.splitlines(keepends=True),
            source.path,
            f"{source.path} (formatted)",
        )
        sys.stdout.write("".join(lines))
    if arguments.check:
        say(f"{source.path} would change", quiet=arguments.quiet)
        return 1
    return 0
