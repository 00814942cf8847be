"""The engine on SpiffWorkflow behind the contract of `stageproof adapter`: `spiffworkflow_adapter:Adapter`."""

from __future__ import annotations

from collections.abc import Callable

from spiffworkflow_bpmn import NotSupportedError
from spiffworkflow_engine import NotPossibleError, OrchestrationEngine

from stageproof.adapters import (
    ACCEPTED,
    Answer,
    Capabilities,
    Observation,
    Part,
    SeenRow,
    Told,
    UnknownEvent,
    Verdict,
)
from stageproof.grammar.model import Orchestration
from stageproof.interpreter import Complete, ErrorKind, Event, Fail, Given, Kind, Reassign

INJECTED = {
    ErrorKind.ASSIGNEE_INACTIVE: "step",
    ErrorKind.ASSIGNEE_UNRESOLVABLE: "step",
    ErrorKind.PREPARE_REQUEST: "step",
    ErrorKind.DECISION: "decision",
}
"""Errors that are kept ready, and what they strike at."""


class Adapter:
    """Drives one engine at a time."""

    def __init__(self) -> None:
        """There is no engine before `reset`."""
        self._engine: OrchestrationEngine | None = None

    def capabilities(self) -> Capabilities:
        """What the engine knows of orchestrations: no evaluation flows, approvals, suspending, canceling or resuming."""
        return Capabilities(
            "an engine on SpiffWorkflow",
            events=frozenset({"complete", "fail", "reassign"}),
            errors=frozenset(ErrorKind) - {ErrorKind.EVALUATION_FLOW},
            parts=frozenset({Part.RUN, Part.STAGE, Part.STEP, Part.WORK_ITEM, Part.DECISION, Part.OUTPUT}),
        )

    def reset(self, definition: Orchestration) -> Answer:
        """Make an engine for the definition."""
        try:
            self._engine = OrchestrationEngine(definition)
        except NotSupportedError as problem:
            return Answer(Verdict.UNSUPPORTED, str(problem))
        return ACCEPTED

    def start(self, inputs: Given) -> Answer:
        """Begin. The engine takes no inputs."""
        del inputs
        return self._try(lambda engine: engine.begin())

    def do(self, event: Event | UnknownEvent) -> Answer:
        """Hand an event to the engine."""
        match event:
            case Complete(step=step, outputs=outputs):
                return self._try(lambda engine: engine.complete(step, dict(outputs)))
            case Fail(kind=ErrorKind.PLATFORM):
                return self._try(lambda engine: engine.break_down())
            case Fail(element=step, kind=kind) if kind is not ErrorKind.EVALUATION_FLOW:
                return self._try(lambda engine: engine.fail(step))
            case Reassign(step=step):
                return self._try(lambda engine: engine.reassign(step))
            case _:
                return Answer(Verdict.UNSUPPORTED, "the engine knows nothing of this")

    def inject(self, error: Fail) -> Answer:
        """Keep an error ready."""
        what = INJECTED.get(error.kind)
        if what is None or self._engine is None:
            return Answer(Verdict.UNSUPPORTED, f"{error.kind} cannot be kept ready")
        self._engine.failing.append((what, error.element.rpartition("/")[2]))
        return ACCEPTED

    def observe(self) -> Observation:
        """Hand over what the engine wrote down, and forget it."""
        engine = self._engine
        if engine is None:
            return Observation()
        told = tuple(
            Told(Part(change.part), change.element, change.after, attribute=change.attribute)
            for change in engine.changes
        )
        rows = tuple(SeenRow(Kind(row.kind), row.stage, row.step) for row in engine.log)
        engine.changes.clear()
        engine.log.clear()
        return Observation(told, rows)

    def _try(self, act: Callable[[OrchestrationEngine], None]) -> Answer:
        if self._engine is None:
            return Answer(Verdict.REFUSED, "there is no run")
        try:
            act(self._engine)
        except NotPossibleError as problem:
            return Answer(Verdict.REFUSED, str(problem))
        finally:
            self._engine.failing.clear()
        return ACCEPTED
