"""What is true of a definition, found by exploring everything that the interpreter can do.

Everything is named by API names (`Stage`, `Stage/Step`, decision, outcome), so that what a prover says of a definition
can be put into the same shape and compared field by field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Final

from agreement_reads import reading_watched
from agreement_watch import Watch

from stageproof.engine.configuration import Configuration
from stageproof.engine.enabled import enabled
from stageproof.engine.events import Cancel, Complete, Evaluate, Fail, Publish, Recall, SetField
from stageproof.engine.exploration.answers import backward, cannot_complete
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.fillings import is_result
from stageproof.engine.exploration.graph import Edge, Graph
from stageproof.engine.exploration.loops import circles
from stageproof.engine.exploration.policy import Happening, Policy
from stageproof.engine.interpreter.refusal import is_over
from stageproof.engine.program.program import Program
from stageproof.engine.statuses import RunStatus

Pairs = frozenset[tuple[str, str]]
Triples = frozenset[tuple[str, str, str]]

ALONE: Final = Policy(
    frozenset({Happening.REASSIGN, Happening.WAIT, Happening.SUSPEND, Happening.RESUME}),
    strikes=3,
    everywhere=True,
    stops_at_error=True,
)
"""Nobody suspends or resumes a run: what claims are about (design ruling `end`)."""
SUSPENDED: Final = replace(ALONE, without=ALONE.without - {Happening.SUSPEND, Happening.RESUME})
"""Runs are suspended at times and resumed; a failed one is not."""
INTERFERED: Final = Policy(frozenset({Happening.REASSIGN}))
"""Runs are suspended and resumed, also after errors, and too late."""


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything that is compared, of runs in one world (`ALONE`, `SUSPENDED`), but for the last two fields.

    - `starts`, `completes`, `fails`, `discontinues`, `cancels`: stages and steps that get this status in some run.
    - `outcomes`: decision and outcome (or `default outcome`) that is taken in some run; `fault_paths`: stages whose
      fault path is taken in some run.
    - `ends`: run status, whether it can be resumed (`resumable` or nothing), submission status (or nothing).
    - `waits_for_ever`: stages that rest although nobody is obliged to do anything, and nothing optional can help;
      `waits_for_help`: the same, but record changes, flows that return after their stage, answers of evaluation flows or published events help, without errors;
      `waits_for_people`: stages that rest where only people can go on.
    - `breaks_off`: stages and decisions at which a run that goes round and never waits is ended.
    - `completes_before`: stage and step that is still in progress as the stage completes.
    - `cannot_complete`: stages that rest with no way to run status Completed.
    - `endless`, `endless_with_errors`: stages that rest where results (and errors) can go on for ever; `never_ends`
      (`_with_errors`): where they also can not lead to an end any more.
    - `fault_path_repeats`: stages whose fault path can be taken again and again, for ever.
    - `errors`: element (stage for errors of the platform) and kind of error that can happen; `error_ends`: with the
      ends that can follow where nobody cancels or recalls.
    - `together`: pairs of steps that are in progress at the same time, in order.
    - `reads_null`: place of a condition (`stage:S`, `step:S/A`, `item:S/A`, `outcome:D/O`) and output that is read as
      null there because its step did not complete.
    - `overlooked`: stages and steps that a published event alone brings to another status.
    - `interfered`: what happens only in runs that are suspended or resumed, as (field, names…); `restarts`: steps that a
      resume starts again. Both None where that was not explored.
    """

    starts: frozenset[str]
    completes: frozenset[str]
    fails: frozenset[str]
    discontinues: frozenset[str]
    cancels: frozenset[str]
    outcomes: Pairs
    fault_paths: frozenset[str]
    ends: Triples
    waits_for_ever: frozenset[str]
    waits_for_help: frozenset[str]
    waits_for_people: frozenset[str]
    breaks_off: frozenset[str]
    completes_before: Pairs
    cannot_complete: frozenset[str]
    endless: frozenset[str]
    never_ends: frozenset[str]
    endless_with_errors: frozenset[str]
    never_ends_with_errors: frozenset[str]
    fault_path_repeats: frozenset[str]
    errors: Pairs
    error_ends: frozenset[tuple[str, str, str, str, str]]
    together: Pairs
    reads_null: Pairs
    overlooked: frozenset[str]
    interfered: frozenset[tuple[str, ...]] | None
    restarts: frozenset[str] | None


FIELDS: Final = tuple(field.name for field in fields(Truth))


@dataclass(frozen=True, slots=True)
class Explored:
    """A truth, and how many configurations it took. `found` are those of the world itself."""

    truth: Truth
    configurations: int
    edges: int
    found: tuple[Configuration, ...] = ()


def explored(
    program: Program, limit: int = 2000, interfered_limit: int = 0, world: Policy = ALONE
) -> Explored | None:
    """The truth about a program in a world; None where it has more configurations than the limit.

    `interfered_limit`: how many configurations are looked at of runs that are resumed after errors too.
    """
    reads: set[tuple[str, str]] = set()
    watch = Watch(program)
    graph = explore(reading_watched(program, reads), limit=limit, events=world, watch=watch)
    if not graph.complete:
        return None
    extra: frozenset[tuple[str, ...]] | None = None
    restarts: frozenset[str] | None = None
    size, edges = len(graph), graph.edge_count
    if interfered_limit:
        seen = Watch(program)
        whole = explore(program, limit=interfered_limit, events=INTERFERED, watch=seen)
        if whole.complete:
            extra = frozenset(_happenings(seen, whole) - _happenings(watch, graph))
            restarts = frozenset(seen.restarts)
            size, edges = size + len(whole), edges + whole.edge_count
    truth = _truth(program, graph, watch, frozenset(reads), extra, restarts)
    return Explored(truth, size, edges, tuple(graph.configurations))


def _happenings(watch: Watch, graph: Graph) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for field in ("starts", "completes", "fails", "fault_paths"):
        found |= {(field, name) for name in getattr(watch, field)}
    found |= {("outcomes", *pair) for pair in watch.outcomes}
    found |= {("ends", *end) for end in _ends(graph)}
    return found


def _truth(
    program: Program,
    graph: Graph,
    watch: Watch,
    reads: Pairs,
    extra: frozenset[tuple[str, ...]] | None,
    restarts: frozenset[str] | None,
) -> Truth:
    places = _Places(program, graph)
    waiting, helped, people = places.waiting()
    results = places.endless(lambda edge: _is_result(edge) and not _is_error(edge))
    errors = places.endless(_is_result)
    return Truth(
        starts=frozenset(watch.starts),
        completes=frozenset(watch.completes),
        fails=frozenset(watch.fails),
        discontinues=frozenset(watch.discontinues),
        cancels=frozenset(watch.cancels),
        outcomes=frozenset(watch.outcomes),
        fault_paths=frozenset(watch.fault_paths),
        ends=frozenset(_ends(graph)),
        waits_for_ever=waiting,
        waits_for_help=helped,
        waits_for_people=people,
        breaks_off=frozenset(watch.breaks_off),
        completes_before=frozenset(watch.completes_before),
        cannot_complete=places.stages(
            node for node in cannot_complete(graph) if graph.configurations[node].run is RunStatus.IN_PROGRESS
        ),
        endless=results[0],
        never_ends=results[1],
        endless_with_errors=errors[0],
        never_ends_with_errors=errors[1],
        fault_path_repeats=_repeats(graph, watch),
        errors=frozenset(pair for pairs in watch.errors.values() for pair in pairs),
        error_ends=_error_ends(graph, watch),
        together=frozenset(watch.together),
        reads_null=reads,
        overlooked=frozenset(watch.overlooked),
        interfered=extra,
        restarts=restarts,
    )


def _end(configuration: Configuration) -> tuple[str, str, str]:
    assert configuration.run is not None
    resumable = configuration.run is RunStatus.ERROR and not is_over(configuration)
    submission = configuration.submission
    return configuration.run.value, "resumable" if resumable else "", submission.value if submission else ""


def _ended(configuration: Configuration) -> bool:
    return configuration.run not in (None, RunStatus.IN_PROGRESS, RunStatus.SUSPENDED)


def _ends(graph: Graph) -> set[tuple[str, str, str]]:
    return {_end(configuration) for configuration in graph.configurations if _ended(configuration)}


def _is_result(edge: Edge) -> bool:
    return is_result(edge.transition.event)


def _is_error(edge: Edge) -> bool:
    return bool(edge.transition.faults) or isinstance(edge.transition.event, Fail)


class _Places:
    """Answers about nodes, said of the stages they rest in."""

    def __init__(self, program: Program, graph: Graph) -> None:
        self.program = program
        self.graph = graph
        self.over = [node for node, found in enumerate(graph.configurations) if _ended(found)]

    def stages(self, nodes: Iterable[int]) -> frozenset[str]:
        configurations = self.graph.configurations
        return frozenset(
            self.program.stages[place].name
            for node in nodes
            if (place := configurations[node].location) is not None
            and configurations[node].run is RunStatus.IN_PROGRESS
        )

    def waiting(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Stages that wait for ever, that wait for help, and that wait for people."""
        waiting: list[int] = []
        people: list[int] = []
        for node, configuration in enumerate(self.graph.configurations):
            if configuration.run is not RunStatus.IN_PROGRESS:
                continue
            wanted = list(self._wanted(configuration))
            if not wanted:
                waiting.append(node)
            elif all(wanted):
                people.append(node)
        stuck = set(waiting)
        moving = (node for node in range(len(self.graph)) if node not in stuck)
        helped = backward(
            self.graph,
            moving,
            lambda edge: (
                isinstance(edge.transition.event, SetField | Evaluate | Publish | Complete)
                and not edge.transition.faults
            ),
        )
        return (
            self.stages(stuck - helped),
            self.stages(stuck & helped),
            self.stages(people),
        )

    def _wanted(self, configuration: Configuration) -> Iterator[bool]:
        """Of each result that somebody is obliged to give: whether a person is."""
        for template in enabled(self.program, configuration):
            if is_result(template.event) and not isinstance(template.event, Fail):
                step = self.program.step(getattr(template.event, "step", ""))
                yield step is not None and step.asks

    def endless(self, follows: Callable[[Edge], bool]) -> tuple[frozenset[str], frozenset[str]]:
        """Stages from which such edges can be followed for ever; and those from which they lead to no end."""
        turning = {node for nodes in circles(self.graph, follows) for node in nodes}
        endless = backward(self.graph, turning, follows)
        ending = backward(self.graph, self.over, follows)
        return self.stages(endless), self.stages(endless - ending)


def _repeats(graph: Graph, watch: Watch) -> frozenset[str]:
    """Stages whose fault path lies on a circle of results and errors."""
    part: dict[int, int] = {}
    for number, nodes in enumerate(circles(graph, _is_result)):
        part.update(dict.fromkeys(nodes, number))
    found: set[str] = set()
    for edge, stages in watch.caught:
        if _is_result(edge) and part.get(edge.source, -1) == part.get(edge.target, -2):
            found |= stages
    return frozenset(found)


def _error_ends(graph: Graph, watch: Watch) -> frozenset[tuple[str, str, str, str, str]]:
    by_end: dict[tuple[str, str, str], list[int]] = {}
    for node, configuration in enumerate(graph.configurations):
        if _ended(configuration):
            by_end.setdefault(_end(configuration), []).append(node)
    found: set[tuple[str, str, str, str, str]] = set()
    for end, nodes in by_end.items():
        before = backward(
            graph,
            nodes,
            lambda edge: not isinstance(edge.transition.event, Cancel | Recall),
        )
        for target, pairs in watch.errors.items():
            if target in before:
                found |= {(element, kind, *end) for element, kind in pairs}
    return frozenset(found)
