"""Random runs beside Hypothesis, beside the bare interpreter, in two processes, and in memory."""

from __future__ import annotations

import resource
import subprocess
import sys
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

from measure import Comparison, beside

from stageproof.checker.campaigns.campaign import run_campaign
from stageproof.checker.campaigns.executor import Executor, Serial
from stageproof.checker.campaigns.plan import Plan
from stageproof.checker.campaigns.process_executor import Processes
from stageproof.checker.campaigns.subject import Subject
from stageproof.checker.random_runs.closure import close
from stageproof.checker.random_runs.fault_model import FaultModel
from stageproof.checker.random_runs.known_runs import KnownRuns
from stageproof.checker.random_runs.walk import LONGEST, Mood, chunk, weight
from stageproof.engine.decisions.choices import choices
from stageproof.engine.enabled import enabled, late_results
from stageproof.engine.exploration.fillings import Bounds, Filler
from stageproof.engine.interpreter.advance import advance
from stageproof.engine.interpreter.refusal import Refusal, is_over
from stageproof.engine.program.program import Program

SPECS: Final = Path(__file__).parents[1] / "specs"
RUN: Final = SPECS / "employee_onboarding" / "good.orch"
EXAMPLES: Final = 60
STEPS: Final = 20
RUNS: Final = 2_000
SOON: Final = 1.0
"""Seconds within which a shortest run is to be found."""


def subject_of(path: Path) -> Subject:
    """A definition of specs/."""
    return Subject(path.name, path.read_text(encoding="utf-8"), choices())


def warm() -> KnownRuns:
    """A graph that has seen the runs it is measured on, as it is after the first chunks of a campaign."""
    known = KnownRuns(subject_of(RUN).program(), FaultModel())
    for number in range(4):
        chunk(known, 1, number, RUNS)
    return known


def against_hypothesis(folder: Path, rounds: int) -> list[Comparison]:
    """Events a second of guided runs, against a `RuleBasedStateMachine` on the same definition with the same judge."""
    del folder
    from hypothesis import HealthCheck, Phase, settings
    from hypothesis.stateful import run_state_machine_as_test

    from stageproof.strategies import state_machine

    machine = state_machine(str(RUN))

    def machine_run() -> None:
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                phases=[Phase.generate],
                database=None,
                derandomize=True,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )

    known = warm()
    events = chunk(known, 2, 0, RUNS).events
    ours, peer = beside(partial(chunk, known, 2, 0, RUNS), machine_run, max(3, rounds // 5))
    ours_rate, peer_rate = RUNS / ours.middle, EXAMPLES / peer.middle
    details = (
        f"ours {ours_rate:,.0f} runs/s ({events / ours.middle:,.0f} events/s): {RUNS:,} runs in {ours}",
        f"RuleBasedStateMachine {peer_rate:,.1f} runs/s of at most {STEPS} events: {EXAMPLES} in {peer}",
    )
    what = "guided random runs per second, against Hypothesis' RuleBasedStateMachine"
    return [Comparison(what, ours_rate / peer_rate, 100, at_least=True, details=details)]


def against_the_bare_loop(folder: Path, rounds: int) -> list[Comparison]:
    """Events a second on the graph of known runs, every moment judged, against the interpreter alone, nothing judged."""
    del folder
    program = subject_of(RUN).program()
    known = warm()
    events = chunk(known, 2, 0, RUNS).events
    bare_events = bare_loop(program, 1, RUNS // 20)
    ours, peer = beside(
        partial(chunk, known, 2, 0, RUNS), partial(bare_loop, program, 1, RUNS // 20), max(3, rounds // 3)
    )
    ours_rate, peer_rate = events / ours.middle, bare_events / peer.middle
    details = (
        f"graph {ours_rate:,.0f} events/s: {events:,} in {ours}",
        f"bare loop {peer_rate:,.0f} events/s: {bare_events:,} in {peer}",
    )
    what = "guided random events per second, judged, against the bare interpreter's loop"
    return [Comparison(what, ours_rate / peer_rate, 4, at_least=True, details=details)]


def bare_loop(program: Program, seed: int, runs: int) -> int:
    """Guided random runs with nothing but the interpreter: the events that were worked off."""
    random = Random(seed).random
    filler = Filler(program, Bounds(fillings=64))
    count = 0
    for _ in range(runs):
        configuration = program.initial
        for _ in range(LONGEST):
            if is_over(configuration):
                break
            templates = [*enabled(program, configuration)]
            if configuration.run is not None and not configuration.queue:
                templates += late_results(program, configuration)
            drawn = [each for each in templates for _ in range(weight(each.event, Mood.WILD))]
            fillings = filler.events(configuration, drawn[int(random() * len(drawn))])
            if not fillings:
                continue
            result = advance(program, configuration, fillings[int(random() * len(fillings))])
            if not isinstance(result, Refusal):
                configuration = result.configuration
                count += 1
    return count


def shortest_runs(folder: Path, rounds: int) -> list[Comparison]:
    """From a compiled definition to the shortest run of a planted mistake, for every seeded example that has one."""
    del folder
    result: list[Comparison] = []
    for path in sorted(SPECS.glob("*/seeded.orch")):
        program = subject_of(path).program()
        if not program.orchestration.properties:
            continue
        search = partial(_search, program)
        found = search()
        if not found:
            continue
        ours, _ = beside(search, lambda: None, max(3, rounds // 5))
        what = f"shortest runs of {found} mistake(s) in {program.orchestration.name}, seconds"
        result.append(Comparison(what, ours.middle, SOON, details=(f"ours {ours}",)))
    return result


def _search(program: Program) -> int:
    return len(close(KnownRuns(program, FaultModel()), 600).tally.failures)


def two_processes(folder: Path, rounds: int) -> list[Comparison]:
    """The same campaign in two processes, against one."""
    del folder
    plan = Plan(subject_of(RUN), FaultModel(), runs=600_000, most_ways=0)
    one, two = Processes(1), Processes(2)
    try:
        many, single = beside(
            partial(_campaign, plan, two), partial(_campaign, plan, one), max(3, rounds // 5)
        )
    finally:
        one.close()
        two.close()
    details = (f"two processes {many}", f"one process {single}")
    what = f"a campaign of {plan.runs:,} runs, two processes against one"
    return [Comparison(what, single.middle / many.middle, 1.7, at_least=True, details=details)]


def _campaign(plan: Plan, executor: Executor) -> int:
    return run_campaign(plan, executor).tally.runs


def flat_memory(folder: Path, rounds: int) -> list[Comparison]:
    """What ten times as many runs need of memory, at the most, each in a process of its own."""
    del folder, rounds
    few, many = (_most_memory(runs) for runs in (200_000, 2_000_000))
    details = (f"{few:.0f} MB for 200,000 runs, {many:.0f} MB for 2,000,000",)
    return [Comparison("memory of ten times as many runs", many / few, 1.2, details=details)]


def _most_memory(runs: int) -> float:
    """The most memory, in MB, that a process had which played so many runs."""
    words = [sys.executable, __file__, str(runs)]
    return float(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


def _play(runs: int) -> None:
    run_campaign(Plan(subject_of(RUN), FaultModel(), runs=runs, most_ways=0), Serial())
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}\n")


if __name__ == "__main__":
    _play(int(sys.argv[1]))
