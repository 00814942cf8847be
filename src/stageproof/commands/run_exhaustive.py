"""`stageproof run FILE --exhaustive`: every run of a small definition."""

import os
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Final

from ..terminal import UsageError, wants_color, write_output

if TYPE_CHECKING:
    from ..engine.exploration.policy import Happening, Policy
    from ..engine.program.program import Program
    from ..grammar.model import Orchestration
    from ..grammar.source import Source


OPTIONS: Final = ("limit", "faults", "without", "output")
"""The options that go with `--exhaustive` alone."""


def configure(parser: ArgumentParser) -> None:
    """Add the options that go with `--exhaustive`."""
    group = parser.add_argument_group("with --exhaustive")
    group.add_argument(
        "--limit", type=int, default=None, metavar="N", help="configurations to look at (default 100000)"
    )
    group.add_argument(
        "--faults", metavar="N", default=None, help="errors in one run: a number, none, or any (default any)"
    )
    group.add_argument(
        "--without",
        action="append",
        metavar="EVENTS",
        help="events to leave out, comma-separated: suspend, resume, cancel, recall, reassign, set, …",
    )
    group.add_argument(
        "--output", choices=("text", "json"), default=None, help="how to print the summary (default text)"
    )


def run(arguments: Namespace, program: "Program", orchestration: "Orchestration", source: "Source") -> int:
    """Explore and print; 0: nothing wrong was found, 1: some run waits or turns for ever or cannot complete."""
    from .. import __version__
    from ..checker.all_runs.summary import summarize
    from ..engine.exploration.explore import LIMIT, explore
    from ..progress import Progress

    del orchestration, source
    policy = _policy(getattr(arguments, "faults", None), getattr(arguments, "without", None))
    limit = getattr(arguments, "limit", None)
    if limit is None:
        limit = LIMIT
    trace = getattr(arguments, "trace", None)
    if trace not in (None, "json"):
        raise UsageError(f"--exhaustive prints text or JSON; --trace {trace} does not go with it.")
    if limit < 1:
        raise UsageError("--limit must be at least 1.")
    quiet = bool(arguments.quiet)
    with Progress(sys.stderr, quiet=quiet, unit="configurations") as progress:
        summary = summarize(explore(program, limit=limit, events=policy, progress=progress.update))
    if "json" in (getattr(arguments, "output", None), trace):
        from ..checker.all_runs.summary_json import summary_json

        write_output(summary_json(summary, __version__), None)
    else:
        from ..checker.all_runs.summary_text import summary_text
        from ..checker.reports.style import Style

        style = Style(color=wants_color(arguments.color, sys.stdout))
        columns = os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else None
        write_output(summary_text(summary, style, columns or None, quiet=quiet), None)
    return 0 if summary.is_sound else 1


def _policy(faults: str | None, without: list[str] | None) -> "Policy":
    from ..engine.exploration.policy import Policy

    words = [word.strip().lower() for option in without or () for word in option.split(",") if word.strip()]
    return Policy(frozenset(map(_happening, words)), _faults(faults))


def _happening(word: str) -> "Happening":
    from difflib import get_close_matches

    from ..engine.exploration.policy import Happening

    try:
        return Happening(word)
    except ValueError:
        close = get_close_matches(word, list(Happening), n=1)
        hint = f" Did you mean {close[0]}?" if close else ""
        there = ", ".join(Happening)
        raise UsageError(f'--without: there is no event "{word}".{hint} There are: {there}.') from None


def _faults(text: str | None) -> int | None:
    if text is None or text == "any":
        return None
    if text == "none":
        return 0
    if not (text.isascii() and text.isdigit()):
        raise UsageError(f'--faults takes a number, none or any, not "{text}".')
    return int(text)
