"""The runs that people are shown, played again; and how few events the interpreter needs to show the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from agreement_watch import Watch

from stageproof.checker.finding import Finding, TraceStep
from stageproof.checker.report import Obligation
from stageproof.checker.traces.trace import trace_of
from stageproof.checker.witness.told import read_scenario
from stageproof.engine.configuration import Configuration
from stageproof.engine.enabled import enabled
from stageproof.engine.events import Evaluate, Event, Fail, Publish, SetField
from stageproof.engine.exploration.answers import backward, cannot_complete
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.fillings import is_result
from stageproof.engine.exploration.graph import Edge, Graph
from stageproof.engine.exploration.policy import Policy
from stageproof.engine.history import Run
from stageproof.engine.interpreter.advance import Advance
from stageproof.engine.interpreter.refusal import Refusal, is_over
from stageproof.engine.program.program import Program, StepKind
from stageproof.engine.run import apply, apply_struck, new_run
from stageproof.engine.scenarios.translate import translate
from stageproof.engine.statuses import RunStatus
from stageproof.engine.values import Value, shown
from stageproof.grammar.scenario import Cannot, Expect

Shown = Finding | Obligation
Claim = tuple[str, ...]
"""What a run shows: a word for it, and the element that it is about."""
OF_EDGES: Final = ("starts", "completes", "outcomes", "fault_paths", "completes_before", "breaks_off")
ENDS: Final = {
    "ends-completed": (RunStatus.COMPLETED, False),
    "ends-canceled": (RunStatus.CANCELED, False),
    "ends-error": (RunStatus.ERROR, False),
    "ends-error-resumable": (RunStatus.ERROR, True),
}
CLAIMS: Final = {
    "completes": "completes",
    "fault-path-reachable": "fault_paths",
    "completes-after-steps": "completes_before",
    "waits-if-nobody-acts": "left to people",
    "stage-waits-forever": "waits",
    "never-waits": "breaks_off",
    "cannot-complete": "cannot complete",
    "approved-unasked": "unasked",
}
"""What obligations and findings show, by property and by rule."""


def name_of(one: Shown) -> str:
    """The rule or the property."""
    return one.rule if isinstance(one, Finding) else one.property


def length_of(trace: Iterable[TraceStep]) -> int:
    """In events of the world; an error that strikes on the way is one of its own."""
    return sum(len(step.lines) for step in trace)


def events_of(program: Program, step: TraceStep) -> list[Event]:
    """What a scenario makes of the lines of a step."""
    scenario = read_scenario("\n".join(('scenario "it" {', *step.lines, "}")))
    return [
        translate(program, happening)
        for happening in scenario.events
        if not isinstance(happening, Cannot | Expect)
    ]


def played(program: Program, run: Run, steps: Iterable[TraceStep]) -> Run | Refusal:
    """The run after what the steps tell, event by event."""
    for step in steps:
        for event in events_of(program, step):
            following = apply(program, run, event)
            if isinstance(following, Refusal):
                return following
            run = following
    return run


def struck(program: Program, steps: Iterable[TraceStep]) -> Run | Refusal:
    """The run where errors strike within the moment that they are told with, each at the first chance."""
    run = new_run(program)
    for step in steps:
        event, *faults = events_of(program, step)
        following = apply_struck(program, run, event, tuple(one for one in faults if isinstance(one, Fail)))
        if isinstance(following, Refusal):
            return following
        run = following
    return run


def wrongly_told(program: Program, trace: Sequence[TraceStep]) -> Iterator[str]:
    """What the interpreter makes of a run otherwise than is told, in words."""
    run = played(program, new_run(program), trace)
    found = list(_otherwise(program, trace, run))
    if any("evaluation-flow" in line for step in trace for line in step.lines[1:]):
        # told behind an event, such an error strikes as the flow is run again; on the way it may strike before a step starts
        at_once = struck(program, trace)
        if not list(_otherwise(program, trace, at_once)):
            return
    yield from found
    if isinstance(run, Run):
        yield from _wrongly_repeated(program, trace, run)


def _otherwise(program: Program, trace: Sequence[TraceStep], run: Run | Refusal) -> Iterator[str]:
    if isinstance(run, Refusal):
        yield f"refused: {run.reason}"
        return
    blocks = trace_of(program, run)
    if len(blocks) != len(trace):
        yield f"{len(trace)} events are told, and {len(blocks)} happen"
    for step, block in zip(trace, blocks, strict=False):
        if step.changes != tuple((change.cell, _word(change.after)) for change in block.shown):
            yield f"{step.event} comes to something else"
        if step.own != block.synchronous:
            yield f"{step.event} is told of another moment"


def _word(value: Value) -> str:
    return value if isinstance(value, str) else shown(value)


def _wrongly_repeated(program: Program, trace: Sequence[TraceStep], run: Run) -> Iterator[str]:
    """What is said to go on for ever has to be possible again and again. Errors that strike one another's fault paths
    within one moment are left out: the event that they strike on the way of comes once.
    """
    first = next((number for number, step in enumerate(trace) if step.repeats), None)
    if first is None or (first == len(trace) - 1 and len(trace[first].lines) > 1):
        return
    for _ in range(3):
        following = played(program, run, trace[first:])
        if isinstance(following, Refusal):
            yield f"cannot go round: {following.reason}"
            return
        run = following


class Fewest(NamedTuple):
    """By claim, the fewest events after which a run shows it."""

    events: dict[Claim, int]

    def of(self, one: Shown) -> int | None:
        """How many events what is shown needs; 0: no run shows it, None: exploration does not tell."""
        name = name_of(one)
        path = one.element.partition("/")[2]
        if name in ENDS:
            return self.events.get((name,), 0)
        if name == "reachable":
            return self.events.get(("starts", path)) or self.events.get(("outcomes", path), 0)
        if name not in CLAIMS:
            return None
        word = CLAIMS[name]
        return self.events.get((word, path), 0)


def fewest_events(program: Program, limit: int, world: Policy) -> Fewest | None:
    """What exploring finds; None where there is more to explore than the limit."""
    found = _Found(program)
    graph = explore(program, limit=limit, events=world, watch=found)
    if not graph.complete:
        return None
    events: dict[Claim, int] = {}
    for claim, number in (*found.claims(graph), *_of_nodes(program, graph), *_unasked(graph, found)):
        events[claim] = min(number, events.get(claim, number))
    return Fewest(events)


class _Found:
    """What happens on each edge, taken from a watch that is emptied before."""

    def __init__(self, program: Program) -> None:
        self.watch = Watch(program)
        self.approvals = {
            step.subject.name
            for stage in program.stages
            for step in stage.steps
            if step.kind is StepKind.APPROVAL
        }
        self.on: dict[Edge, set[Claim]] = {}
        self.is_quiet: set[Edge] = set()

    def __call__(self, edge: Edge, result: Advance) -> None:
        for name in OF_EDGES:
            getattr(self.watch, name).clear()
        self.watch(edge, result)
        on = self.on.setdefault(edge, set())
        for name in OF_EDGES:
            for one in getattr(self.watch, name):
                what = "/".join(one) if name == "outcomes" else one[0] if name == "completes_before" else one
                on.add((name, what))
        told = isinstance(edge.transition.event, Fail) or edge.transition.faults or result.message
        if not told and not self.watch.starts & self.approvals:
            self.is_quiet.add(edge)

    def claims(self, graph: Graph) -> Iterator[tuple[Claim, int]]:
        for edge, on in self.on.items():
            for claim in on:
                yield claim, graph.distances[edge.source] + 1 + len(edge.transition.faults)


def _of_nodes(program: Program, graph: Graph) -> Iterator[tuple[Claim, int]]:
    stuck: set[int] = set()
    people: set[int] = set()
    for node, configuration in enumerate(graph.configurations):
        status = configuration.run
        for name, (end, is_resumable) in ENDS.items():
            if status is end and (end is not RunStatus.ERROR or is_resumable is not is_over(configuration)):
                yield (name,), graph.distances[node]
        if status is RunStatus.IN_PROGRESS:
            due = set(_due(program, configuration))
            if not due:
                stuck.add(node)
            elif due == {True}:
                people.add(node)
    moving = [node for node in range(len(graph)) if node not in stuck | people]
    busy = backward(graph, [*moving, *people], _helps)
    leaving = [*moving, *(edge.source for edge in _leaving(graph, people | stuck))]
    helped = backward(graph, leaving, _helps)
    for nodes, word in ((stuck - busy, "waits"), (people - helped, "left to people")):
        for node in nodes:
            yield (word, _stage(program, graph, node)), graph.distances[node]
    for node in cannot_complete(graph):
        found = graph.configurations[node]
        if found.run is RunStatus.IN_PROGRESS and not found.queue:
            yield ("cannot complete", ""), graph.distances[node]


def _stage(program: Program, graph: Graph, node: int) -> str:
    location = graph.configurations[node].location
    assert location is not None
    return program.stages[location].name


def _helps(edge: Edge) -> bool:
    return isinstance(edge.transition.event, SetField | Evaluate | Publish) and not edge.transition.faults


def _leaving(graph: Graph, nodes: set[int]) -> Iterator[Edge]:
    """What the world does without people that leads out of a stage, or into it anew."""
    for node in nodes:
        for edge in graph.edges(node):
            if _helps(edge) and any(
                change.subject.part == "stage" and change.before is not change.after
                for change in graph.changes(edge)
            ):
                yield edge


def _due(program: Program, configuration: Configuration) -> Iterator[bool]:
    """Of each result that somebody is obliged to give: whether a person is."""
    for template in enabled(program, configuration):
        if is_result(template.event) and not isinstance(template.event, Fail):
            step = program.step(getattr(template.event, "step", ""))
            yield step is not None and step.asks


def _unasked(graph: Graph, found: _Found) -> Iterator[tuple[Claim, int]]:
    """Runs that complete without an error, and without an approval step that starts."""
    fewest = {0: 0}
    todo = [0]
    for node in todo:
        for edge in graph.edges(node):
            if edge in found.is_quiet and edge.target not in fewest:
                fewest[edge.target] = fewest[node] + 1
                todo.append(edge.target)
    for node, events in fewest.items():
        if graph.configurations[node].run is RunStatus.COMPLETED:
            yield ("unasked", ""), events
