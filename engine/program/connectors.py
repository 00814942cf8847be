"""Where connectors lead, and where runs start."""

from __future__ import annotations

from ...grammar.flow_graph import APPROVAL_RECALL, FlowGraph
from ...grammar.model import Connector, Decision, Orchestration, Stage
from ...grammar.names import Names
from .program import Destination, Problem, Target
from .references import References


def no_start(orchestration: Orchestration) -> str:
    """Why no run of a definition without Start begins, and what to add."""
    reason = "the definition has no Start"
    if not orchestration.stages:
        return f"{reason}, and no stage that it could lead to"
    return f"{reason}; add one that leads to its first stage: `start autolaunched -> {orchestration.stages[0].name}`"


class Connectors:
    """The connectors of one definition. One that leads to nothing is a problem, and an error when it is followed."""

    def __init__(
        self, orchestration: Orchestration, names: Names, graph: FlowGraph, references: References
    ) -> None:
        """Say where to look names up, and (`references`) where to tell problems."""
        self.orchestration = orchestration
        self.names = names
        self.graph = graph
        self.references = references

    def target(self, connector: Connector | None) -> Target:
        """What a connector leads to; none leads to End."""
        if connector is None:
            return Target(Destination.END, -1, "")
        element = self.graph.elements.get(self._spelled(connector.target))
        match element:
            case Stage():
                return Target(
                    Destination.STAGE, self.references.stages[element.name.casefold()], element.name
                )
            case Decision():
                return Target(
                    Destination.DECISION, self.references.decisions[element.name.casefold()], element.name
                )
            case None:
                message = f"a connector leads to {connector.target}, which does not exist; a run that goes there fails"
                self.references.problems.append(Problem(message, connector.span))
                return Target(Destination.MISSING, -1, connector.target)

    def entry(self) -> Target:
        """Where runs start: on the main path, or on the only other one there is."""
        start = self.orchestration.start
        if start is None:
            self.references.problems.append(Problem(no_start(self.orchestration), self.orchestration.span))
            return Target(Destination.MISSING, -1, "Start")
        paths = [path for path in start.paths if path.path_type != APPROVAL_RECALL and path.connector]
        connector = start.connector
        if connector is None and paths:
            connector, paths = paths[0].connector, paths[1:]
        for path in paths:
            name = path.label or path.name
            self.references.problems.append(
                Problem(
                    f"the path {name} starts runs of its own; runs here start on the main path", path.span
                )
            )
        return self.target(connector)

    def recall(self) -> Target | None:
        """Where the recall path of an approval process starts."""
        start = self.orchestration.start
        paths = start.paths if start else ()
        found = next((path.connector for path in paths if path.path_type == APPROVAL_RECALL), None)
        return self.target(found) if found else None

    def _spelled(self, name: str) -> str:
        found = self.names.target(name)
        return found.name if found else name
