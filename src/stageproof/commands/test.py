"""`stageproof test`: random runs with errors in them, held against the documented tables and the author's properties."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Final

from ..terminal import add_common_options, say, write_output

if TYPE_CHECKING:
    from .test_definitions import Tested

EPILOG: Final = """\
examples:
  stageproof test Onboarding.orch                        every run of a small definition, random runs of a large one
  stageproof test force-app --faults at-most=2 --runs 100000 --max-time 60
  stageproof test Onboarding.orch --save regressions     keep each run that shows a mistake
  stageproof test Onboarding.orch --replay regressions   are they still so?
  stageproof test Onboarding.orch --runs 1e6 --workers 4 --checkpoint campaign.json
  stageproof test Onboarding.orch --runs 1e6 --shard 1/4 --output-format json=part1.json
  stageproof test --merge part1.json part2.json part3.json part4.json
  stageproof test --merge monday.json tuesday.json --fail-under rows=95   what did any of them come by?

exit codes:
  0  no row of the documented tables and no property was broken, every scenario was met
  1  one was, or less is covered than --fail-under asks for, or a kept run is not fixed
  2  bad usage, or a definition that cannot be read
  3  an internal error
"""
FORMATS: Final = ("full", "json", "ndjson", "junit", "markdown")


def configure(parser: ArgumentParser) -> None:
    """Add the options of `test`."""
    parser.epilog = EPILOG
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders, or - (default .)")
    _configure_runs(parser)
    judged = parser.add_argument_group("what is demanded of them")
    judged.add_argument(
        "--accept",
        action="append",
        metavar="DECISION",
        help="tolerate the other reading where the documents disagree (an id, or an alias such as C4); it is counted",
    )
    judged.add_argument(
        "--fail-under",
        action="append",
        metavar="MEASURE=PERCENT",
        help="fail where less is covered: rows=95, elements, statuses, connectors, outcomes, errors",
    )
    judged.add_argument(
        "--strict", action="store_true", help="fail where not every run was made that was asked for"
    )
    _configure_work(parser)
    kept = parser.add_argument_group("runs that are kept")
    kept.add_argument(
        "--save",
        metavar="DIR",
        help="write each run that shows a mistake to DIR (default .stageproof/failures)",
    )
    kept.add_argument("--no-save", action="store_true", help="write no run to a file")
    kept.add_argument(
        "--replay",
        action="append",
        metavar="FILE|DIR",
        help="play kept runs again instead: fixed, still fails, fails differently, stale, or of another definition",
    )
    kept.add_argument("--keep", action="store_true", help="with --replay: leave fixed runs where they are")
    kept.add_argument(
        "--report",
        metavar="pytest=FILE",
        help="write a test file: each run that shows a mistake, expected to fail until it is mended",
    )
    parser.add_argument(
        "--output-format",
        action="append",
        metavar="FORMAT[=FILE]",
        help=f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}; may be given several times",
    )
    add_common_options(parser)


def _configure_runs(parser: ArgumentParser) -> None:
    runs = parser.add_argument_group("which runs")
    runs.add_argument(
        "--runs",
        type=_count,
        default=None,
        metavar="N",
        help="random runs of each definition (default 10000)",
    )
    runs.add_argument("--seed", type=int, default=0, metavar="N", help="other random runs (default 0)")
    runs.add_argument(
        "--max-time", type=_seconds, default=None, metavar="SECONDS", help="end the runs of a definition then"
    )
    runs.add_argument(
        "--max-failures",
        type=_positive,
        default=None,
        metavar="N",
        help="end after so many different mistakes",
    )
    runs.add_argument(
        "--explore",
        type=_count,
        default=None,
        metavar="N",
        help="moments to look at, shortest runs first, before runs are drawn at random; 0: none (default 3000)",
    )
    runs.add_argument(
        "--longest",
        type=_positive,
        default=None,
        metavar="N",
        help="events after which a run is cut off (default 100)",
    )
    runs.add_argument(
        "--faults",
        default="any",
        metavar="MODEL",
        help="errors in one run: any, none, at-most=2, kinds=called-flow+decision, comma-separated (default any)",
    )
    runs.add_argument(
        "--without", action="append", metavar="EVENTS", help="events to leave out: suspend, cancel, set, …"
    )
    runs.add_argument(
        "--decision", action="append", metavar="ID=READING", help="follow this reading; may be repeated"
    )


def _configure_work(parser: ArgumentParser) -> None:
    work = parser.add_argument_group("who makes them")
    work.add_argument(
        "--workers", type=_positive, default=None, metavar="N", help="processes (default: this one)"
    )
    work.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="a Dask scheduler (tcp://host:8786), or local:4 for Dask workers here; needs stageproof[dask]",
    )
    work.add_argument("--shard", metavar="I/N", help="only the I-th of N parts of the random runs")
    work.add_argument(
        "--merge",
        action="append",
        nargs="+",
        metavar="REPORT",
        help="put JSON reports together: the shards of one campaign, or several campaigns of one definition",
    )
    work.add_argument(
        "--checkpoint",
        metavar="FILE",
        help="keep in FILE how far the runs of one definition are, chunk by chunk",
    )
    work.add_argument("--resume", action="store_true", help="go on from --checkpoint FILE where it is there")


def run(arguments: Namespace) -> int:
    """Test and report; returns the exit code."""
    from ..outputs import parse_outputs
    from .test_definitions import definitions
    from .test_wanted import wanted_of

    outputs = parse_outputs(arguments.output_format or [], FORMATS)
    wanted = wanted_of(arguments)
    if arguments.replay and not arguments.paths:
        from .test_failures import definitions_of

        arguments.paths = definitions_of(arguments.replay)
    elif arguments.merge and not arguments.paths:
        from .test_parts import merged_definitions

        arguments.paths = merged_definitions(arguments.merge)
    found = definitions(arguments)
    for remark in found.remarks:
        say(f"stageproof test: {remark}")
    if arguments.replay:
        code = _replay(arguments, found.tested)
    else:
        from .test_campaigns import tried_all
        from .test_output import Told, exit_code, write_tried

        tried = tried_all(arguments, found.tested, wanted, outputs)
        code = exit_code(arguments, tried, wanted)
        code = 2 if found.unreadable and code in (0, 1) else code
        write_tried(arguments, Told(tried, found.unreadable), outputs, code)
    return 2 if found.unreadable and code in (0, 1) else code


def _replay(arguments: Namespace, tested: "tuple[Tested, ...]") -> int:
    from .test_failures import kept_text, play_again

    kept = play_again(arguments, tested)
    write_output(kept_text(kept), None)
    return 1 if any(each.replayed.outcome != "fixed" for each in kept) else 0


def _count(text: str) -> int:
    cleaned = text.replace("_", "")
    try:
        number = int(float(cleaned)) if "e" in cleaned.lower() else int(cleaned)
    except (ValueError, OverflowError):
        number = -1
    if number < 0:
        raise ArgumentTypeError(f"{text} is no number: it takes a whole number such as 1000 or 1e6")
    return number


def _positive(text: str) -> int:
    number = _count(text)
    if number < 1:
        raise ArgumentTypeError(f"{text} is too few: it takes a whole number, 1 or more")
    return number


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not seconds >= 0:
        raise ArgumentTypeError(f"{text} is no number of seconds: it takes 0 or more")
    return seconds
