"""What the command line of `stageproof test` asks of runs."""

from __future__ import annotations

import re
from argparse import Namespace
from dataclasses import dataclass

from ..checker.campaigns.campaign import Limits
from ..checker.campaigns.plan import Plan, Shard
from ..checker.campaigns.subject import Subject
from ..checker.coverage.thresholds import Threshold, ThresholdError, thresholds
from ..checker.oracle.tolerance import accepted_decisions
from ..checker.random_runs.fault_model import FaultModel, FaultModelError, fault_model
from ..terminal import UsageError


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which errors, what is tolerated, how much has to be covered, which part of the runs, and when they end early."""

    faults: FaultModel
    accepted: frozenset[str]
    thresholds: tuple[Threshold, ...]
    shard: Shard
    limits: Limits


def wanted_of(arguments: Namespace) -> Wanted:
    """Read the options. Raises UsageError."""
    if arguments.resume and not arguments.checkpoint:
        raise UsageError("--resume needs --checkpoint FILE, from which it goes on.")
    if arguments.report is not None and not arguments.report.removeprefix("pytest=").strip():
        raise UsageError("--report takes pytest=FILE.")
    if arguments.report is not None and not arguments.report.startswith("pytest="):
        raise UsageError("--report takes pytest=FILE.")
    if arguments.report is not None and arguments.no_save:
        raise UsageError("--report needs the kept runs that its tests play; leave out --no-save.")
    try:
        return Wanted(
            fault_model(arguments.faults, _words(arguments.without)),
            accepted_decisions(_words(arguments.accept)),
            thresholds(arguments.fail_under or ()),
            _shard(arguments.shard),
            Limits(arguments.max_time, arguments.max_failures),
        )
    except FaultModelError as error:
        raise UsageError(f"--faults, --without: {error}") from error
    except ThresholdError as error:
        raise UsageError(f"--fail-under: {error}") from error
    except ValueError as error:
        raise UsageError(f"--accept: {error}") from error


def plan_of(arguments: Namespace, subject: Subject, wanted: Wanted) -> Plan:
    """The plan of one definition."""
    given = {"runs": arguments.runs, "longest": arguments.longest, "most_ways": arguments.explore}
    return Plan(
        subject,
        wanted.faults,
        seed=arguments.seed,
        accepted=wanted.accepted,
        shard=wanted.shard,
        **{name: value for name, value in given.items() if value is not None},
    )


def _words(options: list[str] | None) -> list[str]:
    return [word.strip() for option in options or () for word in option.split(",") if word.strip()]


def _shard(text: str | None) -> Shard:
    if text is None:
        return Shard()
    found = re.fullmatch(r"([0-9]+)/([0-9]+)", text)
    shard = Shard(int(found[1]), int(found[2])) if found else Shard(0, 0)
    if not 1 <= shard.number <= shard.parts:
        raise UsageError(f'--shard "{text}": expected I/N with I from 1 to N, such as 1/4.')
    return shard
