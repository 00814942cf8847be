"""Stages, decisions and the connectors between them, as a graph. Every walk is iterative and linear."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, Literal, Self

from .light_dataclass import dataclass
from .model import Connector, Decision, Element, Orchestration, Stage
from .span import Span

START: Final = ""
"""The source of the edges that leave Start."""
APPROVAL_RECALL: Final = "ApprovalRecall"
"""The path type of the recall path (FlowScheduledPath)."""

EdgeKind = Literal["start", "next", "outcome", "default", "fault", "recall"]


@dataclass(frozen=True, slots=True)
class Edge:
    """One connector, or one place where a path ends. `target` None is End.

    `target` is the API name as its element spells it, or as the connector does where there is no such
    element (a dangling edge). `label` is what people see on it, `outcome` the API name of the outcome it
    leaves, `intended` True for an end that the author calls intended, `span` the target as written (an end:
    the name of its owner).
    """

    source: str
    target: str | None
    kind: EdgeKind
    label: str
    go_to: bool
    span: Span
    outcome: str | None = None
    intended: bool = False


class FlowGraph:
    """The graph of one definition. Salesforce ignores case in API names, so every lookup here does too.

    Of stages and decisions that share an API name the first one counts (stages before decisions); `edges`
    still holds the edges of all.
    """

    def __init__(
        self,
        edges: tuple[Edge, ...],
        elements: Mapping[str, Stage | Decision],
        out: Mapping[str, tuple[Edge, ...]],
    ) -> None:
        """Make a graph of edges in file order, elements by API name, and the edges that leave each."""
        self.edges = edges
        self.elements = elements
        self._out = out
        self._spelled = {name.casefold(): name for name in elements}
        self._fault_paths: dict[str, frozenset[str]] = {}

    @classmethod
    def of(cls, orchestration: Orchestration) -> Self:
        """The graph of a definition."""
        elements: dict[str, Stage | Decision] = {}
        spelled: dict[str, str] = {}
        parts: tuple[Stage | Decision, ...] = (*orchestration.stages, *orchestration.decisions)
        for part in parts:
            if part.name.casefold() not in spelled:
                spelled[part.name.casefold()] = part.name
                elements[part.name] = part
        groups: list[tuple[int, list[Edge]]] = []
        start = orchestration.start
        out: dict[str, tuple[Edge, ...]] = {START: ()}
        if start is not None:
            leaving = list(_edges_of_start(orchestration, spelled))
            out[START] = tuple(leaving)
            groups.append((start.span.start, leaving))
        for part in parts:
            leaving = list(_edges_of(part, spelled))
            if elements.get(part.name) is part:
                out[part.name] = tuple(leaving)
            groups.append((part.span.start, leaving))
        groups.sort(key=lambda group: group[0])
        return cls(tuple(edge for _, leaving in groups for edge in leaving), elements, out)

    def out(self, name: str) -> tuple[Edge, ...]:
        """The edges that leave an element (`START` for Start): next or outcomes and default, then fault."""
        found = self._out.get(name)
        return found if found is not None else self._out.get(self._spelled.get(name.casefold(), name), ())

    def into(self, name: str) -> tuple[Edge, ...]:
        """The edges that lead to an element, in file order; those of a later duplicate of a name left out."""
        return self._into.get(self._spelled.get(name.casefold(), name), ())

    def is_dangling(self, edge: Edge) -> bool:
        """True when the edge leads to an element that does not exist."""
        return edge.target is not None and edge.target not in self.elements

    @cached_property
    def entry(self) -> str | None:
        """The element a run starts with; None where Start leads nowhere, or to no element there is."""
        return next(
            (
                edge.target
                for edge in self.out(START)
                if edge.kind == "start" and edge.target in self.elements
            ),
            None,
        )

    @cached_property
    def main(self) -> frozenset[str]:
        """The main flow: what is reachable from Start, neither by its recall path nor by error edges."""
        return self._walk(edge.target for edge in self.out(START) if edge.kind == "start")

    @cached_property
    def recall(self) -> frozenset[str]:
        """What is reachable on the recall path without error edges; it may share parts of the main flow."""
        return self._walk(edge.target for edge in self.out(START) if edge.kind == "recall")

    @cached_property
    def reachable(self) -> frozenset[str]:
        """What some run may reach: from Start and its recall path, error edges included."""
        return self._walk((edge.target for edge in self.out(START)), fault=True)

    def reachable_from(self, name: str, *, fault: bool = False) -> frozenset[str]:
        """What is reachable from an element by one edge or more (itself only if it lies on a cycle).

        `fault`: follow error edges too.
        """
        return self._walk(
            (edge.target for edge in self.out(name) if fault or edge.kind != "fault"), fault=fault
        )

    @cached_property
    def can_end(self) -> frozenset[str]:
        """The elements from which some path, without error edges, reaches End."""
        found: set[str] = set()
        waiting = [
            edge.source
            for name in self.elements
            for edge in self.out(name)
            if edge.target is None and edge.kind != "fault"
        ]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += (
                    edge.source for edge in self.into(name) if edge.kind != "fault" and edge.source != START
                )
        return frozenset(found)

    def fault_path(self, stage: str) -> frozenset[str]:
        """The elements of a stage's fault path, fault paths nested in it included.

        They are reachable from its `on error` target, but not from Start without error edges (for a stage of
        the recall path alone: nor on that path). Empty where the stage has none, and where it is empty.
        """
        target = self._fault_target(stage)
        if target is None or target not in self.elements:
            return frozenset()
        outside = self._outside(stage)
        key = target if outside is self.main else f"{START}{target}\n"
        if key not in self._fault_paths:
            self._fault_paths[key] = self._walk((target,), fault=True, outside=outside)
        return self._fault_paths[key]

    def fault_path_is_empty(self, stage: str) -> bool:
        """True when the stage has a fault path without elements: it leads to End or into the main flow."""
        edge = next((edge for edge in self.out(stage) if edge.kind == "fault"), None)
        return edge is not None and (edge.target is None or edge.target in self._outside(stage))

    def flow_order(self) -> tuple[str, ...]:
        """All elements as a reader meets them.

        From Start depth-first in connector order; then, the same way, from the error edges of what was met;
        then the recall path; then the rest by name.
        """
        return self._flow_order

    @cached_property
    def _flow_order(self) -> tuple[str, ...]:
        order: list[str] = []
        seen: set[str] = set()
        for kind in ("start", "recall"):
            met = len(order)
            self._visit([edge.target for edge in self.out(START) if edge.kind == kind], order, seen)
            while met < len(order):
                faults = [edge.target for edge in self.out(order[met]) if edge.kind == "fault"]
                self._visit(faults, order, seen)
                met += 1
        return (*order, *sorted(self.elements.keys() - seen))

    @cached_property
    def _into(self) -> dict[str, tuple[Edge, ...]]:
        into: dict[str, list[Edge]] = {}
        kept = {id(edge) for leaving in self._out.values() for edge in leaving}
        for edge in self.edges:
            if edge.target is not None and id(edge) in kept:
                into.setdefault(edge.target, []).append(edge)
        return {name: tuple(edges) for name, edges in into.items()}

    def _fault_target(self, stage: str) -> str | None:
        return next((edge.target for edge in self.out(stage) if edge.kind == "fault"), None)

    def _outside(self, stage: str) -> frozenset[str]:
        name = self._spelled.get(stage.casefold(), stage)
        return self.main | self.recall if name in self.recall and name not in self.main else self.main

    def _walk(
        self, targets: Iterable[str | None], *, fault: bool = False, outside: frozenset[str] = frozenset()
    ) -> frozenset[str]:
        found: set[str] = set()
        waiting = list(targets)
        while waiting:
            name = waiting.pop()
            if name is not None and name not in found and name in self.elements and name not in outside:
                found.add(name)
                waiting += (edge.target for edge in self.out(name) if fault or edge.kind != "fault")
        return frozenset(found)

    def _visit(self, targets: list[str | None], order: list[str], seen: set[str]) -> None:
        waiting = targets[::-1]
        while waiting:
            name = waiting.pop()
            if name is not None and name in self.elements and name not in seen:
                seen.add(name)
                order.append(name)
                waiting += (edge.target for edge in reversed(self.out(name)) if edge.kind != "fault")


def _edges_of_start(orchestration: Orchestration, spelled: Mapping[str, str]) -> Iterator[Edge]:
    start = orchestration.start
    if start is None:
        return
    if start.connector is not None:
        yield _edge(START, start.connector, "start", spelled, start.span)
    for path in start.paths:
        kind: EdgeKind = "recall" if path.path_type == APPROVAL_RECALL else "start"
        if path.connector is not None:
            yield _edge(START, path.connector, kind, spelled, path.span, path.label or path.name, path.name)


def _edges_of(element: Stage | Decision, spelled: Mapping[str, str]) -> Iterator[Edge]:
    source = spelled[element.name.casefold()]
    if isinstance(element, Stage):
        yield _edge(
            source, element.connector, "next", spelled, _name(element), intended=element.ends_intended
        )
        if element.fault is not None or element.fault_ends:
            yield _edge(source, element.fault, "fault", spelled, element.where("fault_ends"))
        return
    for outcome in element.outcomes:
        yield _edge(
            source,
            outcome.connector,
            "outcome",
            spelled,
            _name(outcome),
            outcome.label or outcome.name,
            outcome.name,
            intended=outcome.ends_intended,
        )
    label = element.default_label or ""
    span = _name(element)
    yield _edge(source, element.default, "default", spelled, span, label, intended=element.default_intended)


def _edge(
    source: str,
    connector: Connector | None,
    kind: EdgeKind,
    spelled: Mapping[str, str],
    end: Span,
    label: str = "",
    outcome: str | None = None,
    *,
    intended: bool = False,
) -> Edge:
    if connector is None:
        return Edge(source, None, kind, label, go_to=False, span=end, outcome=outcome, intended=intended)
    target = spelled.get(connector.target.casefold(), connector.target)
    return Edge(source, target, kind, label, connector.go_to, connector.where("target"), outcome)


def _name(element: Element) -> Span:
    return element.where("name")
