"""The interpreter beside SpiffWorkflow, and beside itself on longer runs."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Sequence
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from bpmn import to_bpmn
from measure import Comparison, beside

from stageproof.engine.enabled import Template, enabled
from stageproof.engine.events import Complete, Event
from stageproof.engine.exploration.explore import explore
from stageproof.engine.interpreter.advance import advance
from stageproof.engine.interpreter.refusal import Refusal
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Hole, Program
from stageproof.engine.run import apply, new_run
from stageproof.engine.values import Value
from stageproof.grammar.language.parse import parse
from stageproof.grammar.model import Orchestration
from stageproof.grammar.source import Source

SPECS: Final = Path(__file__).parents[1] / "specs"
PEER: Final = "SpiffWorkflow"
FLAT: Final = 1.2
EXPLORED: Final = "loan_origination"


def against_spiff_workflow(folder: Path, rounds: int) -> list[Comparison]:
    """The example with most steps, from its start to its end: events a second, log rows and reasons on.

    The same process twice as BPMN: a stage as an embedded sub-process (its one-to-one counterpart), and, to SpiffWorkflow's
    advantage, its steps straight in the process. Neither side parses in the measured time.
    """
    del folder
    what = "interpreter, events per second, the example with most steps"
    try:
        peer_version = version(PEER)
    except PackageNotFoundError:
        return [Comparison(f"{what}: {PEER} is not installed", None, 20, at_least=True)]
    orchestration = example_with_most_steps()
    program = compile_orchestration(orchestration)
    events = straight_run(program)
    repeated = 20
    result: list[Comparison] = []
    for shape, is_flat in (("stages as sub-processes", False), ("steps without stages", True)):
        peer_run = spiff_run(to_bpmn(orchestration, flat=is_flat))
        completed = peer_run()
        ours, peer = beside(_times(repeated, lambda: play(program, events)), peer_run, rounds)
        rate = repeated * len(events) / ours.middle
        peer_rate = completed / peer.middle
        details = (
            f"ours {rate:,.0f} events/s: {repeated} runs of {len(events)} events in {ours}",
            f"{PEER} {peer_version} {peer_rate:,.0f} events/s: {completed} tasks in {peer}",
        )
        name = f"{what} ({orchestration.name}), against {PEER}, {shape}"
        # Without stages SpiffWorkflow does less: it keeps no status of a stage. That line is there to be seen.
        target = 5 if is_flat else 20
        result.append(Comparison(name, rate / peer_rate, target, at_least=True, details=details))
    return result


def flat_in_the_past(folder: Path, rounds: int) -> list[Comparison]:
    """The cost of an event in a long run against a short one, and late in a long definition against a short one."""
    del folder
    loop = compile_orchestration(read(_loop()))
    around = straight_run(loop, 301)
    long_run = (around[0], *around[1:] * 100)
    ours, peer = beside(
        _times(1, lambda: play(loop, long_run)), _times(1, lambda: play(loop, around)), max(5, rounds // 3)
    )
    per_long, per_short = ours.middle / len(long_run), peer.middle / len(around)
    many, few = (compile_orchestration(read(_stages(count))) for count in (1000, 10))
    many_events, few_events = straight_run(many), straight_run(few)
    large, small = beside(
        _times(1, lambda: play(many, many_events)),
        _times(30, lambda: play(few, few_events)),
        max(5, rounds // 3),
    )
    per_large, per_small = large.middle / len(many_events), small.middle / (30 * len(few_events))
    return [
        Comparison(
            f"cost per event, a run of {len(long_run):,} events against {len(around):,}",
            per_long / per_short,
            FLAT,
            details=(f"{per_long * 1e6:.1f} and {per_short * 1e6:.1f} microseconds",),
        ),
        Comparison(
            "cost per event, 1,000 stages of 10 steps run to the end, against 10 stages",
            per_large / per_small,
            FLAT,
            details=(
                f"{per_large * 1e6:.1f} and {per_small * 1e6:.1f} microseconds; {len(many_events):,} events in {large}",
            ),
        ),
    ]


def exploration(folder: Path, rounds: int) -> list[Comparison]:
    """Exploring every run of an example: configurations a second, beside the bare interpreter on the same edges."""
    del folder
    orchestration = read((SPECS / EXPLORED / "good.orch").read_text(encoding="utf-8"))
    program = compile_orchestration(orchestration)
    graph = explore(program)
    edges = [
        (graph.configurations[edge.source], edge.transition)
        for node in range(len(graph))
        for edge in graph.edges(node)
    ]

    def bare() -> None:
        for configuration, transition in edges:
            advance(program, configuration, transition.event, transition.faults)

    ours, peer = beside(lambda: explore(program), bare, max(3, rounds // 5))
    tracemalloc.start()
    kept = explore(program)
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    details = (
        (
            f"{len(graph) / ours.middle:,.0f} configurations/s, {graph.edge_count / ours.middle:,.0f} transitions/s: "
            f"{len(graph):,} and {graph.edge_count:,} of them in {ours}; exhaustive: {graph.complete}"
        ),
        f"bare interpreter {graph.edge_count / peer.middle:,.0f} transitions/s",
        f"{size / len(kept):,.0f} bytes a configuration, its transitions included",
    )
    what = f"exploring every run of {orchestration.name}, time a transition, against the bare interpreter"
    return [Comparison(what, ours.middle / peer.middle, 4, details=details)]


def example_with_most_steps() -> Orchestration:
    """The example of specs/ that has most steps."""
    found = [read(path.read_text(encoding="utf-8")) for path in sorted(SPECS.glob("*/good.orch"))]
    return max(found, key=lambda orchestration: sum(len(stage.steps) for stage in orchestration.stages))


def read(text: str) -> Orchestration:
    """A definition from its text."""
    orchestration = parse(Source("benchmark.orch", text)).orchestration
    if orchestration is None:
        raise SystemExit("the benchmarked definition does not parse")
    return orchestration


def straight_run(program: Program, limit: int = 100_000) -> tuple[Event, ...]:
    """The events of a run in which whatever is simplest happens, to its end or the limit."""
    run = new_run(program)
    events: list[Event] = []
    template: Template | None = enabled(program, run.configuration)[0]
    while template is not None and len(events) < limit:
        event = template.fill(tuple((hole.name, _simple(hole)) for hole in template.holes))
        following = apply(program, run, event)
        if isinstance(following, Refusal):
            raise SystemExit(f"{event} is refused: {following.reason}")
        run = following
        events.append(event)
        template = next(
            (item for item in enabled(program, run.configuration) if isinstance(item.event, Complete)), None
        )
    return tuple(events)


def play(program: Program, events: Sequence[Event]) -> None:
    """Play events one after the other."""
    run = new_run(program)
    for event in events:
        following = apply(program, run, event)
        if isinstance(following, Refusal):
            raise SystemExit(f"{event} is refused: {following.reason}")
        run = following


def spiff_run(bpmn: str) -> Callable[[], int]:
    """A run of the process in SpiffWorkflow: every user task is completed as soon as it is ready."""
    from SpiffWorkflow.bpmn.parser import BpmnParser
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
    from SpiffWorkflow.util.task import TaskState

    parser: Any = BpmnParser()
    parser.add_bpmn_io(BytesIO(bpmn.encode()))
    spec, subprocesses = parser.get_spec("process"), parser.get_subprocess_specs("process")
    data = {"isComplete": True, "needsTraining": True}

    def run() -> int:
        workflow: Any = BpmnWorkflow(spec, subprocesses)
        workflow.do_engine_steps()
        completed = 1
        while not workflow.completed:
            task = workflow.get_next_task(state=TaskState.READY, manual=True)
            task.data.update(data)
            task.run()
            workflow.do_engine_steps()
            completed += 1
        return completed

    return run


def _times(count: int, call: Callable[[], object]) -> Callable[[], None]:
    def calls() -> None:
        for _ in range(count):
            call()

    return calls


def _simple(hole: Hole) -> Value:
    if hole.name.startswith("$Record__Prior."):
        return None
    if hole.domain.base in ("", "boolean"):
        return True
    return Fraction(1) if hole.domain.base in ("integer", "number") else "x"


def _loop() -> str:
    return (
        "orchestration Loop { api 67 start autolaunched -> First "
        "stage First { background A calls F async background B calls F async starts when A is Completed then Second } "
        "stage Second { interactive C calls G assigned to queue Q then go to First } }"
    )


def _stages(count: int) -> str:
    parts = ["orchestration Long { api 67 start autolaunched -> S0"]
    for number in range(count):
        steps = " ".join(f"background T{number}_{step} calls F async" for step in range(10))
        following = f"S{number + 1}" if number + 1 < count else "end"
        parts.append(f"stage S{number} {{ {steps} then {following} }}")
    return "\n".join((*parts, "}"))
