"""Running a campaign: first every run of a small definition, then random ones, in chunks, by whoever runs them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import field
from time import monotonic
from typing import Final

from ...grammar.light_dataclass import dataclass
from ..counterexamples.shortened import shortened
from ..coverage.coverage import Looked
from ..random_runs.breakdown import BreakdownError
from ..random_runs.closure import close
from ..random_runs.features import Feature
from ..random_runs.tally import Tally
from .covered import covered_of
from .executor import ChunkLostError, Executor
from .outcome import Campaign, Discovery, Explored, StopReason
from .plan import Plan, Task
from .statistics import unseen_share
from .subject import known_runs_of

MOST_DISCOVERIES: Final = 64


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign is: runs, features and failures so far, the estimated share of moments that would show something
    new, and seconds since it began.
    """

    runs: int
    planned: int
    events: int
    features: int
    rows: int
    failures: int
    unseen: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Begun:
    """What was done of a campaign already: the chunks that were run, and what came of them."""

    chunks: tuple[int, ...] = ()
    tally: Tally = field(default_factory=Tally)
    discoveries: tuple[Discovery, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """When a campaign ends early: after so many seconds, or so many different failures."""

    seconds: float | None = None
    failures: int | None = None


UNLIMITED: Final = Limits()
NOTHING_DONE: Final = Begun()


def run_campaign(
    plan: Plan,
    executor: Executor,
    limits: Limits = UNLIMITED,
    *,
    begun: Begun = NOTHING_DONE,
    progress: Callable[[Progress], None] | None = None,
    keep: Callable[[Begun], None] | None = None,
) -> Campaign:
    """Run a campaign to its end, or as far as the limits or Ctrl-C let it. `keep` is told what is done, chunk by chunk.

    The result depends on the plan alone, never on the number of workers or the order in which they are done. Raises
    `BreakdownError` with the file and the run where the interpreter or the judge does not answer, which is our bug.
    """
    return _Campaign(plan, executor, limits, begun, progress, keep).run()


class _Campaign:
    def __init__(
        self,
        plan: Plan,
        executor: Executor,
        limits: Limits,
        begun: Begun,
        progress: Callable[[Progress], None] | None,
        keep: Callable[[Begun], None] | None,
    ) -> None:
        self.plan = plan
        self.executor = executor
        self.limits = limits
        self.progress = progress
        self.keep = keep
        self.tally = begun.tally
        self.chunks = set(begun.chunks)
        self.discoveries = list(begun.discoveries)
        self.explored: Explored | None = None
        self.closure = Tally()
        self.began = monotonic()
        self.known = known_runs_of(plan.subject, plan.faults, plan.accepted)

    def run(self) -> Campaign:
        try:
            reason = self._explore() or self._walk()
        except KeyboardInterrupt:
            reason = StopReason.INTERRUPTED
        except BreakdownError as error:
            raise error.within(self.plan.subject.path) from error.__cause__
        return self._outcome(reason)

    def _explore(self) -> StopReason | None:
        if not self.known.choices(self.known.start) or not self._begins():
            return StopReason.NO_START
        if not self.plan.most_ways:
            return None
        closure = close(self.known, self.plan.most_ways, self._goes_on)
        self.closure = closure.tally
        self.explored = Explored(closure.complete, closure.places, closure.ways, closure.distance)
        if closure.complete:
            return StopReason.EXHAUSTIVE
        if closure.interrupted:
            return StopReason.INTERRUPTED
        return self._over()

    def _begins(self) -> bool:
        start = self.known.start
        return any(self.known.ways_of(start, choice) for choice in self.known.choices(start))

    def _goes_on(self, places: int, ways: int, failures: int) -> bool:
        del places
        if ways % 64 == 0:
            self._tell()
        most = self.limits.failures
        return self._over() is not StopReason.TIME and (most is None or failures < most)

    def _walk(self) -> StopReason:
        """Chunks are counted in their order, whoever is done with them first."""
        tasks = [task for task in self.plan.tasks() if task.number not in self.chunks]
        waiting: dict[int, Tally] = {}
        place = 0
        try:
            with closing(self.executor.run(self.plan, tasks)) as running:
                for done in running:
                    waiting[done.task.number] = done.tally
                    while place < len(tasks) and tasks[place].number in waiting:
                        self._take(tasks[place], waiting.pop(tasks[place].number))
                        place += 1
                        over = self._over()
                        if over is not None and place < len(tasks):
                            return over
        except ChunkLostError:
            return StopReason.LOST
        return StopReason.RUNS

    def _take(self, task: Task, tally: Tally) -> None:
        self.chunks.add(task.number)
        self.tally = self.tally.merged(tally)
        self.discoveries.append(Discovery(self.tally.runs, len(self.tally.features)))
        if self.keep is not None:
            self.keep(self._begun())
        self._tell()

    def _begun(self) -> Begun:
        return Begun(tuple(sorted(self.chunks)), self.tally, tuple(self.discoveries))

    def _over(self) -> StopReason | None:
        limit = self.limits.seconds
        if limit is not None and monotonic() - self.began >= limit:
            return StopReason.TIME
        most = self.limits.failures
        if most is not None and len(self.closure.merged(self.tally).failures) >= most:
            return StopReason.FAILURES
        return None

    def _tell(self) -> None:
        if self.progress is None:
            return
        features = self.closure.features.keys() | self.tally.features.keys()
        self.progress(
            Progress(
                self.tally.runs,
                self.plan.runs,
                self.tally.events + self.closure.events,
                len(features),
                sum(word.startswith(Feature.ROW) for word in features),
                len(self.closure.failures.keys() | self.tally.failures.keys()),
                float(unseen_share(self.tally.features, self.tally.events) or 0),
                monotonic() - self.began,
            )
        )

    def _looked(self) -> Looked:
        return Looked(self.plan.faults, self.explored is not None and self.explored.complete)

    def _outcome(self, reason: StopReason) -> Campaign:
        both = self.closure.merged(self.tally)
        return Campaign(
            plan=self.plan,
            orchestration=self.known.program.orchestration.name,
            stop_reason=reason,
            explored=self.explored,
            tally=self.tally,
            covered=frozenset(both.features),
            premises=frozenset(both.premises),
            untold=frozenset(both.untold),
            tolerated=both.tolerated,
            failures=tuple(shortened(self.known.program, each) for each in both.failures.values()),
            coverage=covered_of(self.plan.subject, self.known.program, both.features, (self._looked(),)),
            chunks=tuple(sorted(self.chunks)),
            discoveries=tuple(_thinned(self.discoveries)),
            notes=self.known.notes,
        )


def _thinned(discoveries: list[Discovery]) -> list[Discovery]:
    """At most so many points of a curve, the last of them kept."""
    step = -(-len(discoveries) // MOST_DISCOVERIES)
    return sorted(discoveries)[::-1][:: max(step, 1)][::-1]
