"""`stageproof graph`: a picture of an orchestration."""

from argparse import ArgumentParser, Namespace
from typing import Final

from ..inputs import read_orchestration, read_source
from ..terminal import UsageError, add_common_options, write_output

ENDINGS: Final = {
    "svg": "svg",
    "dot": "dot",
    "gv": "dot",
    "mmd": "mermaid",
    "mermaid": "mermaid",
    "md": "mermaid",
}

EPILOG = """\
examples:
  stageproof graph Onboarding.orch                                  Mermaid, for Markdown and Confluence
  stageproof graph Onboarding.flow-meta.xml --format svg -o onboarding.svg

Stages are boxes with their steps, conditions and assignees; fault paths are drawn in another style, Go To
connectors dashed.
"""


def configure(parser: ArgumentParser) -> None:
    """Add the options of `graph`."""
    parser.epilog = EPILOG
    parser.add_argument(
        "file", metavar="FILE", help="a .orch, .flow-meta.xml or .flow file, or - for standard input"
    )
    parser.add_argument(
        "--format",
        choices=("mermaid", "dot", "svg"),
        default=None,
        help="default: by the ending of -o, else mermaid",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write there instead of to standard output")
    add_common_options(parser)


def run(arguments: Namespace) -> int:
    """Draw one file."""
    source = read_source(arguments.file, arguments.stdin_filename)
    orchestration = read_orchestration(source)
    match arguments.format or _by_ending(arguments.output):
        case "svg":
            from ..checker.drawing.svg import svg as draw
        case "dot":
            from ..checker.drawing.dot import dot as draw
        case _:
            from ..checker.drawing.mermaid import mermaid as draw
    write_output(draw(orchestration), arguments.output)
    return 0


def _by_ending(output: str | None) -> str:
    if output is None or output == "-":
        return "mermaid"
    ending = output.rpartition(".")[2].lower()
    if ending not in ENDINGS:
        known = ", ".join(f".{known}" for known in ENDINGS)
        raise UsageError(
            f"{output}: what to draw is not clear from this name; choose --format, or end it in {known}."
        )
    return ENDINGS[ending]
