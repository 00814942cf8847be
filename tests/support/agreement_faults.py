"""What errors come to, found by exploring: of every place and kind of error, how the runs behind it can end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from agreement_watch import NEVER_WAITS

from stageproof.checker.fault_row import Ending, FaultPath, FaultRow
from stageproof.engine.configuration import Configuration
from stageproof.engine.error_kinds import STRIKES, ErrorKind, Strike
from stageproof.engine.events import Cancel, Fail, Recall, Resume, Suspend
from stageproof.engine.exploration.answers import backward
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.fillings import is_result
from stageproof.engine.exploration.graph import Edge, Graph
from stageproof.engine.exploration.loops import circles
from stageproof.engine.exploration.policy import Policy
from stageproof.engine.history import Change
from stageproof.engine.interpreter.advance import Advance
from stageproof.engine.interpreter.refusal import is_over
from stageproof.engine.program.program import Program
from stageproof.engine.statuses import RunStatus, StageStatus, StepStatus
from stageproof.grammar.flow_graph import START, FlowGraph

ENDS, JOINS, EMPTY = "ends", "joins back", "empty"
LEADS: Final = {
    FaultPath.ENDS: {ENDS},
    FaultPath.JOINS: {JOINS},
    FaultPath.ENDS_OR_JOINS: {ENDS, JOINS},
    FaultPath.EMPTY_ENDS: {ENDS, EMPTY},
    FaultPath.EMPTY_JOINS: {JOINS, EMPTY},
    FaultPath.CIRCLES: set[str](),
}
"""What a run may be seen to do behind an error that a fault path catches."""
ROWS: Final = {ENDS: "fault-path-ends", JOINS: "fault-path-rejoins", EMPTY: "fault-path-empty"}
"""The documented rows that say so. An empty path that ends is an end."""


class Struck(NamedTuple):
    """An error: where it strikes, and whether the run that it ends can be resumed (None: a fault path catches it).

    Elements are names, empty where there is none. Of an evaluation flow the stage is told.
    """

    stage: str
    step: str
    decision: str
    kind: str
    resumable: bool | None


GOES_ROUND: Final = Struck("", "", "", ErrorKind.PLATFORM.value, False)
"""The platform ends a run that goes round and never waits."""


@dataclass(frozen=True, slots=True)
class Comes:
    """What an error comes to: how runs can end if nothing else fails, and if more fails. `leads`: where a fault path is seen
    to lead, until something else fails.
    """

    then: set[Ending] = field(default_factory=set[Ending])
    more: set[Ending] = field(default_factory=set[Ending])
    leads: set[str] = field(default_factory=set[str])


class Explored(NamedTuple):
    """Every error that strikes in some run. `is_all`: nothing else follows on them; else some came in no known order."""

    comes: dict[Struck, Comes]
    is_all: bool


def explored_errors(program: Program, limit: int, world: Policy) -> Explored | None:
    """What exploring finds; None where there is more to explore than the limit."""
    edges: list[tuple[Edge, Advance]] = []
    graph = explore(
        program, limit=limit, events=world, watch=lambda edge, result: edges.append((edge, result))
    )
    return _Strikes(program, graph, edges).told() if graph.complete else None


class _Strikes:
    """The errors that strike on each edge, by the node behind it. Nothing strikes after the `last` ones."""

    def __init__(self, program: Program, graph: Graph, edges: list[tuple[Edge, Advance]]) -> None:
        self.program = program
        self.graph = graph
        self.last: dict[int, set[Struck]] = {}
        self.every: dict[int, set[Struck]] = {}
        self.striking: set[Edge] = set()
        self.visited: dict[Edge, tuple[str, ...]] = {}
        self.caught: list[tuple[Struck, Edge, tuple[str, ...]]] = []
        self.is_all = True
        for edge, result in edges:
            self._note(graph.configurations[edge.source], edge, result)

    def _note(self, before: Configuration, edge: Edge, result: Advance) -> None:
        event, faults = edge.transition
        told = [each for each in (event, *faults) if isinstance(each, Fail)]
        stored: list[Fail] = []
        if before.run is RunStatus.SUSPENDED:
            if isinstance(event, Fail):
                return  # it is stored, and strikes as the run is resumed
            stored = self._stored(before, result) if isinstance(event, Resume) else []
        told = [*stored, *told]
        self.visited[edge] = tuple(_visited(result.changes))
        if result.message.startswith(NEVER_WAITS):
            self._add(edge, [GOES_ROUND], GOES_ROUND)
        if not told:
            return
        self.striking.add(edge)
        is_ordered = len(told) == 1 or not (
            stored or any(STRIKES[fault.kind] is Strike.EVALUATION for fault in told)
        )
        after = result.configuration
        if not is_ordered:
            self.is_all = False
            if after.run is not RunStatus.ERROR:
                self._add(edge, [self._struck(before, fault, None) for fault in told])
            return
        earlier = [self._struck(before, fault, None) for fault in told[:-1]]
        last = self._struck(before, told[-1], after)
        self._add(edge, [*earlier, last], last)
        if last.resumable is None and last.stage.casefold() in self.program.stage_index:
            behind = _behind_error(result.changes, last.stage)
            self.caught.append((last, edge, tuple(_visited(behind))))

    def _add(self, edge: Edge, every: Iterable[Struck], last: Struck | None = None) -> None:
        self.every.setdefault(edge.target, set()).update(every)
        if last is not None:
            self.last.setdefault(edge.target, set()).add(last)

    def _stored(self, before: Configuration, result: Advance) -> list[Fail]:
        """The stored error that is worked off as a run is resumed, if any is."""
        assert before.location is not None
        stage = self.program.stages[before.location]
        failed = {
            change.subject.step
            for change in result.changes
            if change.subject.part == "step" and change.after is StepStatus.ERROR
        }
        for stored in before.stored:
            step = stage.steps[stored.step]
            if stored.error is not None and step.name in failed:
                return [Fail(step.name, stored.error)]
        return []

    def _struck(self, before: Configuration, fault: Fail, after: Configuration | None) -> Struck:
        """`after` is what came of it where it is the last; one that others follow was caught."""
        failure = None if after is None else after.failure
        ends = after is not None and after.run is RunStatus.ERROR and failure is not None
        resumable = not is_over(after) if after and ends and failure and failure.kind is fault.kind else None
        kind = fault.kind.value
        match fault.kind:
            case ErrorKind.DECISION:
                return Struck("", "", fault.element, kind, resumable)
            case ErrorKind.PLATFORM:
                assert before.location is not None
                return Struck(self.program.stages[before.location].name, "", "", kind, resumable)
            case ErrorKind.EVALUATION_FLOW:
                step = self.program.step(fault.element)
                stage = fault.element if step is None else step.subject.stage or ""
                return Struck(stage, "", "", kind, resumable)
            case _:
                step = self.program.step(fault.element)
                assert step is not None
                return Struck(step.subject.stage or "", step.name, "", kind, resumable)

    def told(self) -> Explored:
        """All of it, by what strikes."""
        by_results, with_errors = self._endings()
        found: dict[Struck, Comes] = {}
        for node, those in self.last.items():
            for struck in those:
                found.setdefault(struck, Comes()).then.update(_of(node, by_results))
        for node, those in self.every.items():
            for struck in those:
                found.setdefault(struck, Comes()).more.update(_of(node, with_errors))
        for struck, leads in self._leads():
            found[struck].leads.update(leads)
        flows = {flow.casefold() for flow in self.program.flows}
        found = {struck: comes for struck, comes in found.items() if struck.stage.casefold() not in flows}
        return Explored(_alike(found), self.is_all)

    def _follows(self, edge: Edge) -> bool:
        return not isinstance(edge.transition.event, Cancel | Recall | Suspend)

    def _fails_not(self, edge: Edge) -> bool:
        return self._follows(edge) and edge not in self.striking

    def _endings(self) -> Iterator[dict[Ending, frozenset[int]]]:
        """The nodes from which runs can end so: if nothing fails any more, and at all."""
        graph = self.graph
        ends = [_ending(configuration) for configuration in graph.configurations]
        over = [
            node
            for node, (end, found) in enumerate(zip(ends, graph.configurations, strict=True))
            if end is not None or found.run is RunStatus.CANCELED
        ]
        never = set(range(len(graph))) - backward(graph, over, self._fails_not)
        for follows in (self._fails_not, self._follows):
            goals = {
                ending: [node for node, end in enumerate(ends) if end is ending] for ending in _ENDED.values()
            }
            goals[Ending.FOREVER] = sorted(never)
            goals[Ending.ROUND] = sorted(self._turning(follows, never))
            yield {ending: backward(graph, nodes, follows) for ending, nodes in goals.items()}

    def _turning(self, follows: Callable[[Edge], bool], never: set[int]) -> set[int]:
        """The nodes that results, and errors where they may, lead from one to another and back, past those that never end."""

        def turns(edge: Edge) -> bool:
            return follows(edge) and is_result(edge.transition.event) and edge.target not in never

        return {node for nodes in circles(self.graph, turns) for node in nodes}

    def _leads(self) -> Iterator[tuple[Struck, set[str]]]:
        """Where the fault paths of caught errors lead: to what the main flow has, or to an end without that."""
        main = _main(FlowGraph.of(self.program.orchestration))
        for struck, edge, behind in self.caught:
            found = {EMPTY} if not behind or behind[0] in main else set[str]()
            yield struck, found | self._seen(edge, behind, main)

    def _seen(self, first: Edge, behind: tuple[str, ...], main: frozenset[str]) -> set[str]:
        found: set[str] = set()
        known: set[int] = set()
        todo = [(first.target, behind)]
        while todo:
            node, visited = todo.pop()
            if main & set(visited):
                found.add(JOINS)
            elif self.graph.configurations[node].run is RunStatus.COMPLETED:
                found.add(ENDS)
            elif node not in known:
                known.add(node)
                edges = (edge for edge in self.graph.edges(node) if self._fails_not(edge))
                todo += ((edge.target, self.visited[edge]) for edge in edges)
        return found


_ENDED: Final = {
    (RunStatus.COMPLETED, True): Ending.COMPLETED,
    (RunStatus.ERROR, False): Ending.RESUMABLE,
    (RunStatus.ERROR, True): Ending.FINAL,
}


def _ending(configuration: Configuration) -> Ending | None:
    return None if configuration.run is None else _ENDED.get((configuration.run, is_over(configuration)))


def _of(node: int, nodes: dict[Ending, frozenset[int]]) -> set[Ending]:
    return {ending for ending, found in nodes.items() if node in found}


def _visited(changes: Iterable[Change]) -> Iterator[str]:
    """The stages that start and the decisions that are taken, in order."""
    for change in changes:
        if change.attribute == "Outcome" or (
            change.subject.part == "stage"
            and change.after is StageStatus.IN_PROGRESS
            and change.before is not StageStatus.SUSPENDED
        ):
            yield change.subject.name


def _behind_error(changes: tuple[Change, ...], stage: str) -> tuple[Change, ...]:
    """What happens after the last error of a stage."""
    failing = [
        number
        for number, change in enumerate(changes)
        if change.subject.part == "stage"
        and change.subject.name == stage
        and change.after is StageStatus.ERROR
    ]
    return changes[failing[-1] :]


def _main(graph: FlowGraph) -> frozenset[str]:
    """What is reached from the start without errors."""
    found: set[str] = set()
    todo = [edge.target for edge in graph.out(START) if edge.kind == "start"]
    while todo:
        name = todo.pop()
        if name is not None and name not in found:
            found.add(name)
            todo += (edge.target for edge in graph.out(name) if edge.kind != "fault")
    return frozenset(found)


def _alike(told: dict[Struck, Comes]) -> dict[Struck, Comes]:
    """Of errors that come to the same, an exploration follows further errors after one alone."""
    more: dict[object, set[Ending]] = {}

    def key(struck: Struck) -> object:
        moment = STRIKES[ErrorKind(struck.kind)]
        return struck._replace(kind=moment.value), frozenset(told[struck].then)

    for struck, comes in told.items():
        more.setdefault(key(struck), set()).update(comes.more)
    return {
        struck: Comes(comes.then, more[key(struck)] | comes.more, comes.leads)
        for struck, comes in told.items()
    }


def fault_differences(explored: Explored, rows: Iterable[FaultRow]) -> Iterator[str]:
    """Where a fault table says something else than exploring finds, in words."""
    told: dict[Struck, Comes] = {}
    paths: dict[Struck, set[FaultRow]] = {}
    for row in rows:
        if not row.agrees:
            yield f"not as documented: {row}"
        for kind in row.errors:
            step = "" if kind == ErrorKind.EVALUATION_FLOW else row.step or ""
            struck = Struck(row.stage or "", step, row.decision or "", kind, row.resumable)
            comes = told.setdefault(struck, Comes())
            comes.then.update(row.then)
            comes.more.update(row.then_with_errors)
            paths.setdefault(struck, set()).add(row)
    for struck in sorted(told.keys() | explored.comes.keys(), key=str):
        found, tabled = explored.comes.get(struck), told.get(struck)
        if tabled is None or found is None:
            if tabled is None or explored.is_all:
                yield f"{struck} strikes only " + ("in runs" if tabled is None else "in the table")
            continue
        for what, seen, said in (("then", found.then, tabled.then), ("more", found.more, tabled.more)):
            if seen - said or (explored.is_all and said - seen):
                yield f"{struck}, {what}: in runs {sorted(seen)}, in the table {sorted(said)}"
        for row in paths[struck]:
            yield from _misled(struck, found.leads, row)


def _misled(struck: Struck, seen: set[str], row: FaultRow) -> Iterator[str]:
    """What the row of an error says of the fault path, and is not so."""
    if struck.resumable is not None:
        if row.fault_path in LEADS or set(row.documented) & set(ROWS.values()):
            yield f"{struck} is not caught, and the table says: {row.fault_path}, {row.documented}"
        return
    leads = LEADS.get(row.fault_path)
    if leads is None:
        yield f"{struck} is caught, and the table says: {row.fault_path}"
    elif not seen <= leads | ({EMPTY} if ENDS in leads and EMPTY in leads else set()):
        yield f"{struck}: seen to be {sorted(seen)}, and the table says: {row.fault_path}"
    wanted = {ROWS[lead] for lead in seen if lead != EMPTY or JOINS in seen}
    if not wanted <= set(row.documented):
        yield f"{struck}: {sorted(wanted)} apply, and the table names {row.documented}"
