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
  stageproof graph Onboarding.orch --coverage report.json -o coverage.svg   what random runs came by

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
    parser.add_argument(
        "--coverage",
        metavar="REPORT",
        help="draw what runs came by, out of a report of stageproof test --output-format json=REPORT",
    )
    add_common_options(parser)


def run(arguments: Namespace) -> int:
    """Draw one file."""
    from ..checker.drawing.composition import compose

    source = read_source(arguments.file, arguments.stdin_filename)
    orchestration = read_orchestration(source)
    if arguments.coverage is None:
        picture = compose(orchestration)
    else:
        from ..checker.coverage.covered_picture import covered_picture

        picture = covered_picture(orchestration, _counts(arguments.coverage, orchestration.name))
    match arguments.format or _by_ending(arguments.output):
        case "svg":
            from ..checker.drawing.svg import svg_of as draw
        case "dot":
            from ..checker.drawing.dot import dot_of as draw
        case _:
            from ..checker.drawing.mermaid import mermaid_of as draw
    write_output(draw(picture), arguments.output)
    return 0


def _counts(report: str, name: str) -> dict[str, int]:
    """How often each feature was seen, as the JSON report of `stageproof test` says of this orchestration."""
    from pathlib import Path

    from ..checker.campaigns.reports.data import counts_from_json
    from ..engine.records.reading import JsonError

    try:
        counts = counts_from_json(Path(report).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, JsonError) as error:
        raise UsageError(f"--coverage {report}: {error}") from error
    if name not in counts:
        there = ", ".join(sorted(counts)) or "nothing"
        raise UsageError(f"--coverage {report} says nothing of {name}; it is about {there}.")
    return counts[name]


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
