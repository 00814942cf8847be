"""`stageproof test`: random runs with errors in them, held against the documented tables and the author's properties."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..terminal import UsageError, add_common_options, say, wants_color, write_output

if TYPE_CHECKING:
    from ..checker.campaigns.executor import Executor
    from ..checker.campaigns.outcome import Campaign
    from ..checker.campaigns.plan import Plan
    from ..checker.coverage.thresholds import Threshold
    from ..checker.random_runs.fault_model import FaultModel
    from .test_definitions import Tested

EPILOG: Final = """\
examples:
  stageproof test Onboarding.orch                        every run of a small definition, random runs of a large one
  stageproof test force-app --faults at-most=2 --runs 100000 --max-time 60
  stageproof test Onboarding.orch --save regressions     keep each run that shows a mistake
  stageproof test Onboarding.orch --replay regressions   are they still so?
  stageproof test Onboarding.orch --runs 1000000 --workers 4 --checkpoint state.json

exit codes:
  0  no row of the documented tables and no property was broken, every scenario was met
  1  one was; or coverage is below --fail-under
  2  bad usage, or nothing that can be tested
  3  an internal error
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks of runs: which errors, what is tolerated, how much has to be covered."""

    faults: "FaultModel"
    accepted: frozenset[str]
    thresholds: "tuple[Threshold, ...]"


def configure(parser: ArgumentParser) -> None:
    """Add the options of `test`."""
    parser.epilog = EPILOG
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders (default .)")
    runs = parser.add_argument_group("which runs")
    runs.add_argument(
        "--runs",
        type=_count,
        default=None,
        metavar="N",
        help="random runs of each definition (default 10000)",
    )
    runs.add_argument(
        "--seed", type=int, default=0, metavar="N", help="another seed, other random runs (default 0)"
    )
    runs.add_argument(
        "--max-time", type=_seconds, default=None, metavar="SECONDS", help="end the runs of a definition then"
    )
    runs.add_argument(
        "--max-failures", type=_count, default=None, metavar="N", help="end after so many different mistakes"
    )
    runs.add_argument(
        "--explore",
        type=_count,
        default=None,
        metavar="N",
        help="moments to look at, shortest runs first, before runs are drawn at random; 0: none (default 20000)",
    )
    runs.add_argument(
        "--longest",
        type=_count,
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
    work = parser.add_argument_group("who runs them")
    work.add_argument(
        "--workers", type=_count, default=None, metavar="N", help="processes (default: this one)"
    )
    work.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="a Dask scheduler (tcp://host:8786), or local:4 for Dask workers here; needs stageproof[dask]",
    )
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
        help="play kept runs again instead: fixed, still fails, fails differently, or stale",
    )
    kept.add_argument("--keep", action="store_true", help="with --replay: leave fixed runs where they are")
    add_common_options(parser)


def run(arguments: Namespace) -> int:
    """Test and report; returns the exit code."""
    from .test_definitions import definitions

    wanted = _wanted(arguments)
    found = definitions(arguments)
    for remark in found.remarks:
        say(f"stageproof test: {remark}")
    if arguments.replay:
        return _replay(arguments, found.tested) if not found.missing else 2
    campaigns = tuple(_campaigns(arguments, found.tested, wanted))
    write_output(_text(arguments, campaigns), None)
    if found.missing:
        return 2
    if any(campaign.stop_reason == "interrupted" for _, campaign in campaigns):
        return 130
    short = [shortfall for _, campaign in campaigns for shortfall in _short(campaign, wanted)]
    for shortfall in short:
        say(f"stageproof test: {shortfall}")
    return 1 if short or any(campaign.failures for _, campaign in campaigns) else 0


def _replay(arguments: Namespace, tested: "tuple[Tested, ...]") -> int:
    from .test_failures import kept_text, play_again

    kept = play_again(arguments, ((each.subject.path, each.program) for each in tested))
    write_output(kept_text(kept), None)
    return 1 if any(each.replayed.outcome != "fixed" for each in kept) else 0


def _campaigns(
    arguments: Namespace, tested: "tuple[Tested, ...]", wanted: "Wanted"
) -> "Iterator[tuple[Tested, Campaign]]":
    from contextlib import closing

    from ..checker.campaigns.campaign import Limits, run_campaign
    from ..progress import Progress

    limits = Limits(arguments.max_time, arguments.max_failures)
    with (
        closing(_executor(arguments)) as executor,
        Progress(sys.stderr, quiet=arguments.quiet, unit="random runs") as progress,
    ):
        for each in tested:
            campaign = run_campaign(
                _plan(arguments, each, wanted),
                executor,
                limits,
                progress=lambda told: progress.update(told.runs, told.planned),
            )
            yield each, campaign
            if campaign.stop_reason == "interrupted":
                return


def _plan(arguments: Namespace, tested: "Tested", wanted: "Wanted") -> "Plan":
    from ..checker.campaigns.plan import Plan

    given = {"runs": arguments.runs, "longest": arguments.longest, "most_ways": arguments.explore}
    return Plan(
        tested.subject,
        wanted.faults,
        accepted=wanted.accepted,
        seed=arguments.seed,
        **{name: value for name, value in given.items() if value is not None},
    )


def _executor(arguments: Namespace) -> "Executor":
    from ..checker.campaigns.executor import Serial

    if arguments.cluster:
        return _cluster(arguments.cluster)
    if not arguments.workers or arguments.workers == 1:
        return Serial()
    from ..checker.campaigns.process_executor import Processes

    return Processes(arguments.workers)


def _cluster(address: str) -> "Executor":
    from ..checker.campaigns.dask_executor import DaskCluster, DaskMissingError

    try:
        return DaskCluster.at(address)
    except (DaskMissingError, OSError, ValueError) as error:
        raise UsageError(f"--cluster {address}: {error}") from error


def _wanted(arguments: Namespace) -> "Wanted":
    from ..checker.coverage.thresholds import ThresholdError, thresholds
    from ..checker.oracle.tolerance import accepted_decisions
    from ..checker.random_runs.fault_model import FaultModelError, fault_model

    try:
        return Wanted(
            fault_model(arguments.faults, _words(arguments.without)),
            accepted_decisions(_words(arguments.accept)),
            thresholds(arguments.fail_under or ()),
        )
    except FaultModelError as error:
        raise UsageError(f"--faults, --without: {error}") from error
    except ThresholdError as error:
        raise UsageError(f"--fail-under: {error}") from error
    except ValueError as error:
        raise UsageError(f"--accept: {error}") from error


def _words(options: list[str] | None) -> list[str]:
    return [word.strip() for option in options or () for word in option.split(",") if word.strip()]


def _short(campaign: "Campaign", wanted: "Wanted") -> "Iterator[str]":
    from ..checker.coverage.thresholds import short_of

    for shortfall in short_of(campaign.coverage, wanted.thresholds):
        yield f"{campaign.orchestration}: {shortfall}"


def _text(arguments: Namespace, campaigns: "tuple[tuple[Tested, Campaign], ...]") -> str:
    from ..checker.campaigns.outcome_text import campaign_text
    from ..checker.reports.style import Style
    from .test_failures import keep

    style = Style(wants_color(arguments.color, sys.stdout))
    columns = os.get_terminal_size(sys.stdout.fileno()).columns or None if sys.stdout.isatty() else None
    texts: list[str] = []
    for tested, campaign in campaigns:
        files = keep(arguments, campaign, tested.program, tested.definition.source)
        texts.append(
            campaign_text(campaign, tested.program, style, columns, files=files, quiet=arguments.quiet)
        )
    return "\n".join(texts)


def _count(text: str) -> int:
    cleaned = text.replace("_", "")
    try:
        number = int(float(cleaned)) if "e" in cleaned.lower() else int(cleaned)
    except (ValueError, OverflowError):
        number = -1
    if number < 0:
        raise ArgumentTypeError(f"{text} is no number: it takes a whole number such as 1000 or 1e6")
    return number


def _seconds(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is no number of seconds") from None
