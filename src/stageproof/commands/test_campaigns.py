"""Running the campaigns of `stageproof test`, and playing the scenarios of the definitions."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from ..checker.campaigns.campaign import Begun, Progress, run_campaign
from ..checker.campaigns.executor import Executor, Serial
from ..checker.campaigns.outcome import Campaign, StopReason
from ..checker.campaigns.plan import Plan
from ..checker.campaigns.reports.data import begun_from_json, begun_to_json
from ..checker.campaigns.tried import Tried, property_problems
from ..checker.traces.outcome import Outcome
from ..engine.records.reading import JsonError
from ..engine.scenarios.player import play
from ..outputs import Output
from ..progress import Progress as Bar
from ..terminal import UsageError, say
from .test_definitions import Tested
from .test_failures import keep
from .test_parts import merged
from .test_stream import Stream
from .test_wanted import Wanted, plan_of


def tried_all(
    arguments: Namespace, tested: tuple[Tested, ...], wanted: Wanted, outputs: tuple[Output, ...]
) -> tuple[Tried, ...]:
    """Everything that is asked for, of every definition; as far as Ctrl-C lets it."""
    if arguments.checkpoint and len(tested) > 1:
        raise UsageError("--checkpoint is for one definition; name one file.")
    stream = Stream(outputs)
    plans = [plan_of(arguments, each.subject, wanted) for each in tested]
    if arguments.merge:
        campaigns: Iterator[Campaign] = merged(plans, tested, arguments.merge)
    else:
        campaigns = _campaigns(arguments, plans, wanted, stream)
    tried: list[Tried] = []
    with closing(stream):
        for each, campaign in zip(tested, campaigns, strict=False):
            files = keep(arguments, campaign, each.program, each.definition.source)
            problems = property_problems(each.program)
            told = Tried(campaign, each.program, tuple(_scenarios(each)), files, problems)
            stream.finished(told)
            tried.append(told)
    return tuple(tried)


def _scenarios(tested: Tested) -> Iterator[Outcome]:
    for scenario in tested.definition.orchestration.scenarios:
        damage = tested.definition.damage_in(scenario)
        yield Outcome.of(play(tested.program, scenario, damage), tested.definition.source)


def _campaigns(arguments: Namespace, plans: list[Plan], wanted: Wanted, stream: Stream) -> Iterator[Campaign]:
    with (
        closing(_executor(arguments)) as executor,
        Bar(sys.stderr, quiet=arguments.quiet, unit="random runs") as bar,
    ):
        for plan in plans:
            stream.started(plan)
            campaign = run_campaign(
                plan,
                executor,
                wanted.limits,
                begun=_begun(arguments, plan),
                progress=_progress(bar, stream),
                keep=_keeper(arguments, plan),
            )
            yield campaign
            if campaign.stop_reason is StopReason.INTERRUPTED:
                return


def _progress(bar: Bar, stream: Stream) -> Callable[[Progress], None]:
    def tell(told: Progress) -> None:
        rate = f"{told.events / told.seconds:,.0f} events/s, " if told.seconds else ""
        bar.update(
            told.runs,
            told.planned,
            f"{rate}{told.rows} rows, {told.unseen:.2%} unseen, {told.failures} mistakes",
        )
        stream.progress(told)

    return tell


def _executor(arguments: Namespace) -> Executor:
    if arguments.cluster and arguments.workers:
        raise UsageError("--cluster and --workers both say who makes the runs; choose one of them.")
    if arguments.cluster:
        from ..checker.campaigns.dask_executor import DaskCluster, DaskMissingError

        try:
            return DaskCluster.at(arguments.cluster)
        except (DaskMissingError, OSError, ValueError) as error:
            raise UsageError(f"--cluster {arguments.cluster}: {error}") from error
    if not arguments.workers or arguments.workers == 1:
        return Serial()
    from ..checker.campaigns.process_executor import Processes

    return Processes(arguments.workers)


def _begun(arguments: Namespace, plan: Plan) -> Begun:
    """What was done already, where `--resume` asks for that and there is something."""
    if not arguments.resume or not Path(arguments.checkpoint).exists():
        return Begun()
    try:
        begun = begun_from_json(Path(arguments.checkpoint).read_text(encoding="utf-8"), plan)
    except (OSError, UnicodeDecodeError, JsonError) as error:
        raise UsageError(f"--checkpoint {arguments.checkpoint}: {error}") from error
    say(f"stageproof test: goes on after {begun.tally.runs} runs.", quiet=arguments.quiet)
    return begun


def _keeper(arguments: Namespace, plan: Plan) -> Callable[[Begun], None] | None:
    """Writes how far the runs are, so that a stop at any moment leaves the old file or the new one."""
    if not arguments.checkpoint:
        return None
    path = Path(arguments.checkpoint)

    def write(begun: Begun) -> None:
        new = path.with_name(path.name + ".new")
        try:
            new.write_text(begun_to_json(plan, begun), encoding="utf-8")
            new.replace(path)
        except OSError as error:
            raise UsageError(f"cannot write {path}: {error.strerror}.") from error

    return write
