"""Where reports go: `--output-format FORMAT[=FILE]`, several in one run."""

import os
import sys
from argparse import Namespace
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .terminal import UsageError, wants_color, write_output

if TYPE_CHECKING:
    from .checker.report import Report


@dataclass(frozen=True, slots=True)
class Output:
    """One report to write; `file` None: standard output."""

    format: str
    file: str | None


def parse_outputs(options: list[str], formats: Collection[str] | None = None) -> tuple[Output, ...]:
    """The outputs that the options name; one `full` on standard output where there are none. Raises UsageError.

    `formats` are those that there are (default: those of `check`).
    """
    from .checker.reports.formats import FORMATS

    known = FORMATS if formats is None else formats
    outputs: list[Output] = []
    for option in options:
        name, _, file = option.partition("=")
        if name not in known:
            from difflib import get_close_matches

            close = get_close_matches(name, known, n=1)
            hint = f" Did you mean {close[0]}?" if close else ""
            raise UsageError(f'there is no output format "{name}".{hint} There are: {", ".join(known)}.')
        outputs.append(Output(name, file or None))
    if sum(1 for output in outputs if output.file is None) > 1:
        raise UsageError(
            "only one output format can go to standard output; write the others to files: FORMAT=FILE."
        )
    files = [output.file for output in outputs if output.file is not None]
    if len(set(files)) < len(files):
        raise UsageError("two output formats name the same file; the second would overwrite the first.")
    return tuple(outputs) or (Output("full", None),)


def write_reports(report: "Report", outputs: tuple[Output, ...], arguments: Namespace) -> None:
    """Write every output. GitHub's job summary is added where the environment asks for it.

    What is below `--show-level` is left out everywhere; the exit code does not depend on it.
    """
    from .checker.reports.formats import render

    report = report.from_level(arguments.show_level)

    for output in outputs:
        to_terminal = output.file is None and sys.stdout.isatty()
        color = output.file is None and wants_color(arguments.color, sys.stdout)
        columns = os.get_terminal_size(sys.stdout.fileno()).columns if to_terminal else None
        text = render(
            report,
            output.format,
            color=color,
            links=to_terminal and color,
            quiet=arguments.quiet,
            columns=columns or None,
        )
        write_output(text, output.file)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and any(output.format == "github" for output in outputs):
        from .checker.reports.github import job_summary

        with Path(summary).open("a", encoding="utf-8") as stream:
            stream.write(job_summary(report))
