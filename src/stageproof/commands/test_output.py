"""Writing what came of `stageproof test`."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .. import __version__
from ..checker.campaigns.outcome import StopReason
from ..checker.campaigns.tried import Tried
from ..checker.coverage.thresholds import short_of
from ..outputs import Output
from ..terminal import say, wants_color, write_output
from .test_wanted import Wanted

INTERRUPTED = 130


def exit_code(arguments: Namespace, tried: tuple[Tried, ...], wanted: Wanted) -> int:
    """The exit code; what is missing to a good one is said on standard error."""
    short = [text for each in tried for text in _short(each, wanted)]
    if arguments.strict:
        short += [
            f"{each.campaign.orchestration}: not every run was made ({each.campaign.stop_reason})"
            for each in tried
            if not each.campaign.complete
        ]
    for text in short:
        say(f"stageproof test: {text}")
    if any(each.campaign.stop_reason is StopReason.INTERRUPTED for each in tried):
        return INTERRUPTED
    return 1 if short or not all(each.is_good for each in tried) else 0


def _short(tried: Tried, wanted: Wanted) -> Iterator[str]:
    for shortfall in short_of(tried.campaign.coverage, wanted.thresholds):
        yield f"{tried.campaign.orchestration}: {shortfall}"


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to write: the definitions with what was tried on them, and those that cannot be read, with the reason."""

    tried: tuple[Tried, ...]
    unreadable: tuple[tuple[str, str], ...] = ()


def write_tried(arguments: Namespace, told: Told, outputs: tuple[Output, ...], code: int) -> None:
    """Write every output, and the test file where one is asked for."""
    for output in outputs:
        if output.format != "ndjson":
            write_output(_rendered(arguments, told, output, code), output.file)
    if arguments.report is not None:
        file = arguments.report.removeprefix("pytest=")
        text = _pytest(told.tried)
        if text:
            write_output(text, file)
        else:
            say(f"stageproof test: there is no mistake to be written to {file}.", quiet=arguments.quiet)


def _rendered(arguments: Namespace, told: Told, output: Output, code: int) -> str:
    match output.format:
        case "json":
            from ..checker.campaigns.reports.data import tried_json

            return tried_json(told.tried, __version__, code, told.unreadable)
        case "junit":
            from ..checker.campaigns.reports.junit import junit

            return junit(told.tried, told.unreadable)
        case "markdown":
            from ..checker.campaigns.reports.markdown import markdown

            return markdown(told.tried, told.unreadable)
        case _:
            return _text(arguments, told.tried, output)


def _text(arguments: Namespace, tried: tuple[Tried, ...], output: Output) -> str:
    from ..checker.campaigns.reports.text import summary_line, tried_text
    from ..checker.reports.style import Style

    to_terminal = output.file is None and sys.stdout.isatty()
    style = Style(output.file is None and wants_color(arguments.color, sys.stdout))
    columns = os.get_terminal_size(sys.stdout.fileno()).columns or None if to_terminal else None
    texts = [tried_text(each, style, columns, quiet=arguments.quiet) for each in tried]
    if len(tried) > 1 and not arguments.quiet:
        texts.append(summary_line(tried))
    return "\n".join(texts)


def _pytest(tried: tuple[Tried, ...]) -> str:
    from ..checker.counterexamples.pytest_file import pytest_file

    kept = [
        (each.campaign.plan.subject.path, failure, Path(each.files[failure.flaw.fingerprint]))
        for each in tried
        for failure in each.campaign.failures
        if failure.flaw.fingerprint in each.files
    ]
    return pytest_file(kept) if kept else ""
